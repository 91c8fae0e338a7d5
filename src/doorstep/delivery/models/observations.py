"""Each running project is looked at on site once a quarter, commented on, and followed up."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from doorstep.delivery.rules import observations as rules
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.people.models import Account
from doorstep.places.models import Street
from doorstep.projects.models import Project, ProjectStep

if TYPE_CHECKING:
    from typing import Self


class ObservationDraw(models.Model):
    """Which projects are observed in a quarter, and the seed that says why these. Append-only."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=60, blank=True, default="")
    running = models.JSONField()
    drawn = models.JSONField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField()


class ObservationQuerySet(models.QuerySet["Observation"]):
    def visible_to(self, actor: Actor) -> "Self":
        """Whoever sees the project sees how it was observed."""
        return self.filter(street_id=actor.street_id, project__in=Project.objects.visible_to(actor))


class Observation(models.Model):
    """One look at one project on site in one quarter."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="observations")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    planned_on = models.DateField(null=True)
    route_order = models.PositiveSmallIntegerField(default=0)
    observer = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    visited_at = models.DateTimeField(null=True)
    comment_due_at = models.DateTimeField(null=True)
    commented_at = models.DateTimeField(null=True)
    strengths = models.TextField(blank=True, default="")
    shortcomings = models.TextField(blank=True, default="")
    suggestion = models.TextField(blank=True, default="")
    grade = models.CharField(max_length=10, blank=True, default="")
    dropped_reason = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=12, choices=list(rules.STATES.items()))
    state_since = models.DateTimeField()

    objects = ObservationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["project", "year", "quarter"], name="observation_once_a_quarter"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.STATES)), name="observation_state_known"
            ),
        )
        indexes = (models.Index(fields=["street", "year", "quarter", "id"], name="observation_quarter"),)


class ObservationTodo(models.Model):
    """What is to be put right after an observation; verified by somebody other than its owner."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="todos")
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="observation_todos")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    done_note = models.CharField(max_length=300, blank=True, default="")
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(verified_by__isnull=True) | ~models.Q(verified_by=models.F("owner")),
                name="observation_todo_verified_by_another",
            ),
        )


class ObservationStep(models.Model):
    """One act on an observation with its words. Append-only."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24)
    note = models.TextField(blank=True, default="")
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)


def running_in(street_id: int, quarter: rules.Quarter) -> list[Project]:
    """The projects in progress on any day of the quarter, by place."""
    moves: dict[Any, list[tuple[date, str]]] = defaultdict(list)
    rows = ProjectStep.objects.filter(street_id=street_id).exclude(from_state=models.F("to_state"))
    for project_id, at, state in rows.order_by("at", "id").values_list("project_id", "at", "to_state"):
        moves[project_id].append((day_of(at), state))
    running = [key for key, steps in moves.items() if rules.runs_in(quarter, steps)]
    return list(Project.objects.filter(pk__in=running).order_by("path", "number"))
