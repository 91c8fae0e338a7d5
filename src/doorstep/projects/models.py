"""Hard things become projects: determined by branches, planned in versions, accepted by people."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.consultations.models import AgendaItem
from doorstep.issues.models import Issue
from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import path_range
from doorstep.people.access import paths_with
from doorstep.people.models import Account, PartyOrg
from doorstep.places.models import Place, Street
from doorstep.projects import rules
from doorstep.records.fields import PathField
from doorstep.visits.models import Visit

if TYPE_CHECKING:
    from typing import Self


class ProjectField(models.Model):
    """One of the street's own fields of work (15 in the demo); edited by the street."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField()
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["street", "code"], name="project_field_code"),)


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, actor: Actor) -> "Self":
        """By place for staff, and to its lead wherever it lies; never to a resident or another street."""
        if actor.account_id is None or actor.street_id is None:
            return self.none()
        scope = models.Q(lead_id=actor.account_id)
        for path in paths_with(actor, "project.read"):
            low, high = path_range(path)
            scope |= models.Q(path__gte=low, path__lt=high)
        return self.filter(scope, street_id=actor.street_id)

    def asking(self, actor: Actor) -> "Self":
        """Projects whose opinions the actor may take down or read; a resident may speak about any of the street."""
        if actor.kind == "resident":
            return self.filter(street_id=actor.street_id or 0)
        scope = models.Q(pk__in=Project.objects.visible_to(actor).values("pk"))
        for path in paths_with(actor, "opinion.record"):
            low, high = path_range(path)
            scope |= models.Q(path__gte=low, path__lt=high)
        return self.filter(scope, street_id=actor.street_id or 0)


class Project(models.Model):
    """A hard thing with a lead, a goal that can be measured, people it is for, and quarters to do it in."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    org = models.ForeignKey(PartyOrg, on_delete=models.PROTECT)
    lead = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="led_projects")
    led_by_secretary = models.BooleanField(default=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    path = PathField()
    orientation = models.CharField(max_length=10, choices=rules.labelled(rules.ORIENTATIONS))
    field = models.ForeignKey(ProjectField, on_delete=models.PROTECT)
    own_reason = models.TextField(blank=True, default="")
    goal = models.TextField(blank=True, default="")
    baseline = models.TextField(blank=True, default="")
    evidence = models.TextField(blank=True, default="")
    measures = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    quota_fen = models.BigIntegerField(default=0)
    other_fen = models.BigIntegerField(default=0)
    in_kind = models.CharField(max_length=200, blank=True, default="")
    public_summary = models.TextField(blank=True, default="")
    difficulty = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=20, choices=rules.labelled(rules.STATES))
    state_since = models.DateTimeField()
    plan_version = models.PositiveSmallIntegerField(default=0)
    notice_starts_on = models.DateField(null=True)
    notice_ends_on = models.DateField(null=True)
    approved_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    public_reason = models.TextField(blank=True, default="")  # why it is paused or cancelled
    made_at = models.DateTimeField()

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["street", "number"], name="project_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.STATES)), name="project_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(orientation__in=list(rules.ORIENTATIONS)), name="project_orientation_known"
            ),
        )
        indexes = (
            models.Index(fields=["street", "state", "id"], name="project_state"),
            models.Index(fields=["street", "id"], name="project_street"),
        )


class ProjectIssue(models.Model):
    """This issue is one of the reasons for that project."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="sources")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="projects")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["project", "issue"], name="project_issue_once"),)


class Beneficiary(models.Model):
    """A group the project is for, with its size in households or persons."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="beneficiaries")
    group = models.CharField(max_length=60)
    count = models.PositiveIntegerField()
    unit = models.CharField(max_length=10, choices=rules.labelled(rules.BENEFICIARY_UNITS))


class Milestone(models.Model):
    """What is to stand by when; one at least for each quarter the project runs in."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    planned_on = models.DateField()
    done_on = models.DateField(null=True)
    result = models.CharField(max_length=300, blank=True, default="")
    deviation_reason = models.CharField(max_length=300, blank=True, default="")
    next_step = models.CharField(max_length=300, blank=True, default="")


class DifficultyRating(models.Model):
    """One person's reading of how hard the project is, before it starts; append-only, their newest counts."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="difficulty_ratings")
    by = models.ForeignKey(Account, on_delete=models.PROTECT)
    value = models.PositiveSmallIntegerField()
    reasons = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)


class PlanVersion(models.Model):
    """What the project promised as of this version: the whole plan, why it changed, who approved it."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    plan = models.JSONField()
    reason = models.TextField()
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="plan_version_number"),)


class AcceptanceSign(models.Model):
    """One signature under the completed work; at least two, none of them the lead's. Append-only."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="acceptances")
    round = models.PositiveSmallIntegerField()
    person_name = models.CharField(max_length=40)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    capacity = models.CharField(max_length=16, choices=rules.labelled(rules.ACCEPTANCE_CAPACITIES))
    accepts = models.BooleanField()
    remark = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()


class ProjectStep(models.Model):
    """One act on a project with its note. Append-only."""

    id = models.UUIDField(primary_key=True)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="steps")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    act = models.CharField(max_length=24)
    from_state = models.CharField(max_length=20, blank=True, default="")
    to_state = models.CharField(max_length=20)
    note = models.TextField(blank=True, default="")
    public_note = models.TextField(blank=True, default="")
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["project", "id"], name="project_step"),)


class OpinionClass(models.Model):
    """What an opinion is about; a project with a list of its own uses it instead of the street's."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="opinion_classes"
    )  # none: the street's list
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=rules.CLASS_NAME_LIMIT)
    order = models.PositiveSmallIntegerField()
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["street", "code"],
                condition=models.Q(project__isnull=True),
                name="opinion_class_of_street",
            ),
            models.UniqueConstraint(
                fields=["project", "code"],
                condition=models.Q(project__isnull=False),
                name="opinion_class_of_project",
            ),
        )


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def visible_to(self, actor: Actor) -> "Self":
        """To whoever sees the project or takes opinions down at its place; never to a resident."""
        if actor.account_id is None:
            return self.none()
        return self.filter(project__in=Project.objects.asking(actor).values("pk"))


class Opinion(models.Model):
    """What somebody thinks of one version of a plan; nothing about the person is kept.

    ``adoption`` and ``answered_at`` repeat the newest reply, so that what is open can be counted.
    """

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="opinions")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="opinions")
    number = models.PositiveIntegerField()
    opinion_class = models.ForeignKey(OpinionClass, on_delete=models.PROTECT)
    text = models.TextField()
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    place_text = models.CharField(max_length=160, blank=True, default="")
    source = models.CharField(max_length=8, choices=rules.labelled(rules.OPINION_SOURCES))
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="+")
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    entered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    may_show = models.BooleanField(default=False)
    released_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    adoption = models.CharField(max_length=8, choices=rules.labelled(rules.ADOPTIONS), blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["project", "number"], name="opinion_number"),
            models.CheckConstraint(
                condition=models.Q(source__in=list(rules.OPINION_SOURCES)), name="opinion_source_known"
            ),
            models.CheckConstraint(
                condition=models.Q(adoption="", answered_at__isnull=True)
                | models.Q(adoption__in=list(rules.ADOPTIONS), answered_at__isnull=False),
                name="opinion_answer_known",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True) | models.Q(may_show=True),
                name="opinion_shown_if_agreed",
            ),
        )
        indexes = (
            models.Index(fields=["project", "opinion_class", "id"], name="opinion_by_class"),
            models.Index(fields=["project", "answered_at"], name="opinion_open"),
        )


class OpinionReply(models.Model):
    """What becomes of an opinion and why; append-only, a correction is a new reply that names the one before."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="replies")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    adoption = models.CharField(max_length=8, choices=rules.labelled(rules.ADOPTIONS))
    reason = models.CharField(max_length=rules.REASON_LIMIT)
    part = models.CharField(max_length=20, blank=True, default="")  # of the plan that changes because of it
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["opinion"], condition=models.Q(corrects__isnull=True), name="opinion_first_reply"
            ),
            models.CheckConstraint(
                condition=models.Q(adoption__in=list(rules.ADOPTIONS)), name="opinion_reply_known"
            ),
        )


class PlanVersionOpinion(models.Model):
    """This version of the plan answers that opinion on the version before."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="answers")
    opinion = models.OneToOneField(Opinion, on_delete=models.PROTECT, related_name="answered_in")


class ProjectTask(models.Model):
    """What a meeting about the project decided and somebody has to do by a day; pulled once from its item."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="tasks")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="project_task")
    title = models.CharField(max_length=120)
    owner = models.CharField(max_length=60)
    due_on = models.DateField(null=True)
    at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_note = models.CharField(max_length=300, blank=True, default="")
    done_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["project", "done_on"], name="project_task_open"),)
