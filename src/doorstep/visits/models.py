"""Household visits: campaigns, what came of each knock, and who met whom."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from django.db import models

from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import is_within, path_range
from doorstep.people.access import paths_with
from doorstep.people.models import Account
from doorstep.places.models import Place, Street
from doorstep.records.fields import PathField
from doorstep.visits import rules

if TYPE_CHECKING:
    from typing import Self

STREET_DEPTH: Final = 2
COMMUNITY_DEPTH: Final = 3


def inside(path: str) -> models.Q:
    """Rows within a path, by the narrowest index: the street is a column, so is the community."""
    depth = path.count("/")
    if depth <= STREET_DEPTH:
        return models.Q(street__path__startswith=path)
    if depth == COMMUNITY_DEPTH:
        return models.Q(community_path=path)
    low, high = path_range(path)
    return models.Q(path__gte=low, path__lt=high)


def any_of(paths: Iterable[str]) -> models.Q:
    scope = models.Q()
    for path in paths:
        scope |= inside(path)
    return scope


def any_paths(paths: Iterable[str]) -> models.Q:
    """Rows of any table with a ``path`` within one of these."""
    scope = models.Q()
    for low, high in (path_range(path) for path in paths):
        scope |= models.Q(path__gte=low, path__lt=high)
    return scope


class VisitPlanQuerySet(models.QuerySet["VisitPlan"]):
    def visible_to(self, actor: Actor) -> "Self":
        """Campaigns that touch a place where the actor reads visits."""
        scope = models.Q()
        for path in paths_with(actor, "visit.read"):
            scope |= models.Q(path__startswith=path)
            around = path.split("/")[:-1]
            scope |= models.Q(path__in=["/".join(around[: end + 1]) + "/" for end in range(len(around))])
        return self.filter(scope, street_id=actor.street_id) if scope else self.none()


class VisitPlan(models.Model):
    """A visit campaign: from when to when, and how often each class of household is due."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    intervals = models.JSONField()  # target class -> days between visits
    path = PathField()
    closed_at = models.DateTimeField(null=True)

    objects = VisitPlanQuerySet.as_manager()


class TargetClass(models.Model):
    """Which class a household is visited as; a household without a row is ordinary."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    place = models.OneToOneField(Place, on_delete=models.PROTECT)
    path = PathField(db_index=True)
    code = models.CharField(max_length=20, choices=list(rules.TARGET_CLASSES.items()))


class VisitQuerySet(models.QuerySet["Visit"]):
    def within(self, path: str) -> "Self":
        return self.filter(inside(path))

    def happened(self) -> "Self":
        return self.filter(state__in=rules.HAPPENED)

    def visible_to(self, actor: Actor) -> "Self":
        """Visits where the actor reads them; closed doors only where the actor plans, or was there (V6)."""
        reads, plans = paths_with(actor, "visit.read"), paths_with(actor, "visit.plan")
        if not reads:
            return self.none()
        rows = self.filter(any_of(reads), street_id=actor.street_id)
        if all(any(is_within(path, each) for each in plans) for path in reads):
            return rows
        went = Visitor.objects.filter(visit=models.OuterRef("pk"), account_id=actor.account_id or 0)
        open_door = ~models.Q(outcome__in=rules.CLOSED_DOORS)
        own = models.Q(entered_by_id=actor.account_id) | models.Q(models.Exists(went))
        return rows.filter(open_door | own | any_of(plans) if plans else open_door | own)


class Visit(models.Model):
    """One knock at one door and what came of it; no issue is needed.

    A refusal whose campaign is over keeps its community and loses its door.
    """

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    plan = models.ForeignKey(VisitPlan, null=True, on_delete=models.PROTECT, db_index=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, db_index=False)
    path = PathField()
    community_path = PathField()
    grid_id = models.BigIntegerField(null=True)
    visited_on = models.DateField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=list(rules.OUTCOMES.items()), blank=True)
    state = models.CharField(max_length=8, choices=list(rules.STATES.items()))
    talked_with = models.CharField(
        max_length=8, choices=list(rules.TALKED_WITH.items()), blank=True, default=""
    )
    topics = models.TextField(blank=True, default="")
    nothing_to_report = models.BooleanField(default=False)
    receipt_mode = models.CharField(max_length=6, choices=list(rules.RECEIPT_MODES.items()), default="none")
    next_visit_on = models.DateField(null=True)
    source = models.CharField(max_length=5, choices=list(rules.SOURCES.items()), default="door")
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    late_reason = models.CharField(max_length=300, blank=True, default="")
    repeated_text = models.BooleanField(default=False)
    repeat_confirmed = models.BooleanField(default=False)
    device_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.STATES)), name="visit_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *rules.OUTCOMES]), name="visit_outcome_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="recorded", outcome=""), name="visit_recorded_has_outcome"
            ),
        )
        indexes = (
            models.Index(fields=["street", "id"], name="visit_street"),
            models.Index(fields=["street", "community_path", "id"], name="visit_community"),
            models.Index(fields=["street", "path"], name="visit_path"),
            models.Index(fields=["street", "outcome", "id"], name="visit_outcome"),
            models.Index(fields=["street", "visited_on", "id"], name="visit_day"),
            models.Index(fields=["place", "visited_on"], name="visit_place"),
            models.Index(fields=["plan", "id"], name="visit_plan"),
            models.Index(fields=["street", "grid_id", "id"], name="visit_grid"),
            # whole, not partial: SQLite cannot see that a bound parameter fits a partial index
            models.Index(fields=["street", "state", "visited_on", "id"], name="visit_planned"),
            models.Index(fields=["street", "repeated_text", "id"], name="visit_repeated"),
        )


class Visitor(models.Model):
    """One of the people who went."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="visitors", db_index=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["visit", "account"], name="visitor_once"),)
        indexes = (models.Index(fields=["account", "visit"], name="visitor_account"),)


class VisitCorrection(models.Model):
    """What a visit said before it was corrected, and why it was. Append-only."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="corrections")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    before = models.JSONField()  # column -> value that was replaced
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)


class MetHousehold(models.Model):
    """A household that was met in a year: its first recorded met visit. Revisits add no second row."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    year = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, db_index=False)
    community_path = PathField()
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="met_household")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["place", "year"], name="met_household_once_a_year"),)
        indexes = (models.Index(fields=["street", "year", "id"], name="met_household_year"),)
