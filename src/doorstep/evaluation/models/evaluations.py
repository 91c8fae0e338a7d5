"""One measurement of one project: its frame, its draws, its results."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from doorstep.evaluation.personal import RESPONDENT
from doorstep.evaluation.rules import states as rules
from doorstep.kernel.actor import Actor
from doorstep.people.models import Account
from doorstep.people.sight import by_place
from doorstep.places.models import Place, Street
from doorstep.projects.models import Project, ProjectStep
from doorstep.records.fields import PathField, SealedField

if TYPE_CHECKING:
    from typing import Self


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, actor: Actor) -> "Self":
        """Below the places where one reads evaluations; never to whoever leads or delivered it (R5)."""
        return self.filter(by_place(actor, "evaluation.read")).not_delivered_by(actor)

    def called_by(self, actor: Actor) -> "Self":
        """Those whose respondents the actor may call; never what they delivered."""
        return self.filter(by_place(actor, "evaluation.call")).not_delivered_by(actor)

    def not_delivered_by(self, actor: Actor) -> "Self":
        """Neither the lead, nor the branch, nor whoever moved the work forward."""
        return self.exclude(delivered_by(actor))

    def of_projects(self) -> "Self":
        """Of whole projects: a part that is judged by itself enters no figure and no expectation of projects."""
        return self.filter(part_kind="")


def delivered_by(actor: Actor) -> models.Q:
    """Evaluations of what the actor led, of the actor's branches, or moved forward with own hands (R5)."""
    own = [grant.org_id for grant in actor.grants if grant.org_id is not None]
    hands = ProjectStep.objects.filter(
        project_id=models.OuterRef("project_id"), by=actor.ref, act__in=rules.DELIVERING_ACTS
    )
    mine = models.Q(project__lead_id=actor.account_id or 0) | models.Q(project__org_id__in=own)
    ran = PartRunner.objects.filter(evaluation_id=models.OuterRef("pk"), by=actor.ref)
    return mine | models.Q(models.Exists(hands)) | models.Q(models.Exists(ran))


class Evaluation(models.Model):
    """The residents' judgement of one finished project, or of one part carried out inside it.

    ``part_kind`` is empty for the project itself, of which there is one measurement; of each part there is one too.
    ``round`` is 2 once it was put right and asked again.
    """

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="evaluations")
    part_kind = models.CharField(max_length=24, blank=True, default="")
    part_ref = models.CharField(max_length=64, blank=True, default="")
    part_title = models.CharField(max_length=rules.PART_LIMIT, blank=True, default="")
    part_over_on = models.DateField(null=True)
    number = models.CharField(max_length=24)
    path = PathField()
    state = models.CharField(max_length=16, choices=rules.labelled(rules.STATES))
    state_since = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=1)
    difficulty = models.PositiveSmallIntegerField(null=True)  # as two people settled it before the start
    frame_size = models.PositiveIntegerField(default=0)
    frame_hash = models.CharField(max_length=64, blank=True, default="")
    locked_at = models.DateTimeField(null=True)
    late_reason = models.CharField(max_length=rules.REASON_LIMIT, blank=True, default="")
    closes_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    planned_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["street", "number"], name="evaluation_number"),
            models.UniqueConstraint(
                fields=["project", "part_kind", "part_ref"], name="evaluation_of_a_thing_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.STATES)), name="evaluation_state_known"
            ),
        )
        indexes = (
            models.Index(fields=["street", "state", "id"], name="evaluation_state"),
            models.Index(fields=["street", "path"], name="evaluation_place"),
        )

    @property
    def about(self) -> str:
        """What its notices and steps are about; of a part it begins otherwise, so that projects count alone."""
        return f"{'part_evaluation' if self.part_kind else 'evaluation'}:{self.pk}"

    @property
    def name(self) -> str:
        """What is judged, in words."""
        return f"{self.project.name} · {self.part_title}" if self.part_kind else self.project.name

    def is_claimed(self, on: date) -> bool:
        """Whether there is something to look at: completion was claimed, or the part's last day has come."""
        if self.part_kind:
            return self.part_over_on is not None and self.part_over_on <= on
        return self.project.state in rules.CLAIMED


class PartRunner(models.Model):
    """Whoever carried out the part that is judged; the measurement is not there for them (R5)."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="runners")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    by = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["evaluation", "by"], name="part_runner_once"),)


class FrameMember(models.Model):
    """One registered beneficiary. ``code`` is the opaque id in the public file, given when the frame is locked."""

    id = models.UUIDField(primary_key=True)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="members")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    group = models.CharField(max_length=rules.GROUP_LIMIT)
    stratum = models.CharField(max_length=rules.GROUP_LIMIT, blank=True, default="")
    code = models.CharField(max_length=32, blank=True, default="")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    label_sealed = SealedField(personal=RESPONDENT)
    phone_sealed = SealedField(personal=RESPONDENT)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["evaluation", "code"], condition=~models.Q(code=""), name="frame_member_code"
            ),
            models.UniqueConstraint(
                fields=["evaluation", "place"],
                condition=models.Q(place__isnull=False),
                name="frame_member_place",
            ),
        )
        indexes = (models.Index(fields=["evaluation", "group", "id"], name="frame_member_group"),)

    @property
    def is_forgotten(self) -> bool:
        """Neither a number nor a door is left; everybody is registered with one of them."""
        return self.phone_sealed == "" and self.place_id is None


class EvaluationDraw(models.Model):
    """One draw of one round: both commitments, the secrets once they are out, and what came of them."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="draws")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    round = models.PositiveSmallIntegerField()
    commit_a = models.CharField(max_length=64, blank=True, default="")
    commit_a_at = models.DateTimeField(null=True)
    commit_a_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    commit_b = models.CharField(max_length=64, blank=True, default="")
    commit_b_at = models.DateTimeField(null=True)
    commit_b_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    secret_a = models.CharField(max_length=100, blank=True, default="")
    secret_b = models.CharField(max_length=100, blank=True, default="")
    frame_hash_at = models.DateTimeField(null=True)  # when the frame that is drawn from was published
    seed = models.CharField(max_length=64, blank=True, default="")
    is_census = models.BooleanField(default=False)
    half_width = models.CharField(max_length=12, default="0.10")  # the error that was allowed, as a share
    wanted = models.PositiveIntegerField(default=0)
    allocation = models.JSONField(default=dict)
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["evaluation", "round"], name="evaluation_draw_once"),
            models.CheckConstraint(
                condition=models.Q(commit_a_by__isnull=True)
                | models.Q(commit_b_by__isnull=True)
                | ~models.Q(commit_a_by=models.F("commit_b_by")),
                name="evaluation_draw_two_sides",
            ),
        )


class EvaluationResult(models.Model):
    """What one round showed, computed once when its collection was closed; never changed."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="results")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    round = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    answered = models.PositiveIntegerField()
    satisfied = models.PositiveIntegerField()
    selected = models.PositiveIntegerField()
    body = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["evaluation", "round"], name="evaluation_result_once"),
        )
        indexes = (models.Index(fields=["street", "year", "evaluation"], name="evaluation_result_year"),)


class EvaluationStep(models.Model):
    """One act on an evaluation with its words. Append-only."""

    id = models.UUIDField(primary_key=True)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="steps")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    act = models.CharField(max_length=32)
    to_state = models.CharField(max_length=16)
    note = models.TextField(blank=True, default="")
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["evaluation", "id"], name="evaluation_step"),)
