"""Hard things become projects: determined by branches, planned in versions, accepted by people."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.issues.models import Issue
from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import path_range
from doorstep.people.access import paths_with
from doorstep.people.models import Account, PartyOrg
from doorstep.places.models import Place, Street
from doorstep.projects import rules
from doorstep.records.fields import PathField

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
