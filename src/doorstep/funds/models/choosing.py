"""A round that chooses: candidates, the gate, two people's gradings, and what a named meeting decided."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.consultations.models import AgendaItem
from doorstep.funds import rules
from doorstep.issues.models import Issue
from doorstep.kernel.actor import Actor
from doorstep.people.models import Account, PartyOrg
from doorstep.people.sight import by_place
from doorstep.places.models import Street
from doorstep.projects.models import Project
from doorstep.projects.rules import labelled
from doorstep.records.fields import PathField

if TYPE_CHECKING:
    from typing import Self


class SelectionQuerySet(models.QuerySet["Selection"]):
    def visible_to(self, actor: Actor) -> "Self":
        return self.filter(by_place(actor, "fund.read"))


class Selection(models.Model):
    """One round of one organisation's year; ``rubric`` is the version that holds for all its gradings."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    org = models.ForeignKey(PartyOrg, on_delete=models.PROTECT, related_name="selections")
    path = PathField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    rubric = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=labelled(rules.SELECTION_STATES))
    state_since = models.DateTimeField()
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = SelectionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["org", "year", "number"], name="selection_number"),
            models.UniqueConstraint(
                fields=["org", "year"], condition=models.Q(state="open"), name="selection_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.SELECTION_STATES)), name="selection_state_known"
            ),
        )
        indexes = (models.Index(fields=["street", "year", "id"], name="selection_year"),)


class Candidate(models.Model):
    """A project, or a long-term matter, that asks the quota for so much."""

    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="candidates")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="candidacies")
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="candidacies")
    asked_fen = models.BigIntegerField()
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["selection", "project"], name="candidate_project_once"),
            models.UniqueConstraint(fields=["selection", "issue"], name="candidate_issue_once"),
            models.CheckConstraint(
                condition=models.Q(project__isnull=True) ^ models.Q(issue__isnull=True),
                name="candidate_one_thing",
            ),
            models.CheckConstraint(condition=models.Q(asked_fen__gt=0), name="candidate_asks"),
        )

    @property
    def name(self) -> str:
        """A project by its name; a matter by its number and kind, for its words are not everybody's."""
        if self.project is not None:
            return self.project.name
        assert self.issue is not None  # noqa: S101 — the table has a constraint for it
        return f"{self.issue.category.name} {self.issue.tracking}"


class GateCheck(models.Model):
    """Every question of the gate with yes or no and why. Append-only; the newest counts."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="gates")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    answers = models.JSONField()  # [{"code", "holds", "reason"}]
    passes = models.BooleanField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)


class Grading(models.Model):
    """One person's grades by criterion, given without sight of the other's. Append-only."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="gradings")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    grades = models.JSONField()  # {criterion: 1 to 5}
    evidence = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["candidate", "by"], name="grading_once_a_person"),)


class GradingTalk(models.Model):
    """What two people who saw it differently said to each other. Append-only."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="talks")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    note = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)


class Choice(models.Model):
    """What a named meeting decided about a candidate. Append-only: a correction is a new one of a new meeting."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="choices")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    outcome = models.CharField(max_length=8, choices=labelled(rules.OUTCOMES))
    reserved_fen = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True, default="")
    look_on = models.DateField(null=True)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["candidate"], condition=models.Q(corrects__isnull=True), name="choice_first"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="carried", reserved_fen__gt=0, look_on__isnull=True)
                | models.Q(outcome="waits", reserved_fen=0, look_on__isnull=False) & ~models.Q(reason=""),
                name="choice_whole",
            ),
        )
        indexes = (models.Index(fields=["street", "look_on"], name="choice_look"),)
