"""Which doors are due in a campaign: for planning the day, never for comparing people (V3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from doorstep.kernel.actor import Actor
from doorstep.places.models import Place
from doorstep.places.queries import grid_paths
from doorstep.visits import rules
from doorstep.visits.models import TargetClass, Visit, VisitPlan, any_paths

CAP: Final = 1_001
SEEN: Final = ("met", "vacant")  # an empty dwelling need not be knocked at every week


@dataclass(frozen=True, slots=True)
class DueDoor:
    """A door to knock at: since when, and when somebody was last met there."""

    place_id: int
    name: str
    path: str
    kind: str
    target_class: str
    last_seen_on: date | None
    due_on: date
    days_over: int


def due_list(
    actor: Actor,
    plan: VisitPlan,
    *,
    on: date,
    path: str = "",
    grid_id: int | None = None,
    after: str = "",
    limit: int = 25,
) -> list[DueDoor]:
    """Due doors in address order, so that one walks from door to door; the next page begins after a path.

    A door where somebody refused is left in peace until the campaign ends. Nothing is due outside the
    campaign's days or when it is closed.
    """
    rows = due_places(actor, plan, on=on, path=path, grid_id=grid_id)
    if after:
        rows = rows.filter(path__gt=after)
    return [due_door(place, plan, on=on) for place in rows.order_by("path")[:limit]]


def due_count(actor: Actor, plan: VisitPlan, *, on: date, path: str = "", grid_id: int | None = None) -> int:
    """How many doors are due, counted up to 1,001."""
    return due_places(actor, plan, on=on, path=path, grid_id=grid_id)[:CAP].count()


def due_places(actor: Actor, plan: VisitPlan, *, on: date, path: str, grid_id: int | None) -> QuerySet[Place]:
    doors = Place.objects.visible_to(actor).filter(street_id=plan.street_id, active=True)
    if plan.closed_at is not None or not plan.starts_on <= on <= plan.ends_on:
        return doors.none()
    doors = doors.within(plan.path).filter(kind__in=rules.DOOR_KINDS)
    if path:
        doors = doors.within(path)
    if grid_id is not None:
        paths = grid_paths([grid_id], on=on)[grid_id]
        doors = doors.filter(any_paths(paths)) if paths else doors.none()
    return with_history(doors).filter(is_due(plan.intervals, on)).exclude(Exists(refusals(plan)))


def with_history(doors: QuerySet[Place]) -> QuerySet[Place]:
    knocks = Visit.objects.happened().filter(place=OuterRef("pk")).order_by("-visited_on", "-pk")
    target = TargetClass.objects.filter(place=OuterRef("pk")).values("code")
    return doors.annotate(
        target_class=Coalesce(Subquery(target[:1]), Value("ordinary"), output_field=CharField()),
        last_seen_on=Subquery(knocks.filter(outcome__in=SEEN).values("visited_on")[:1]),
        promised_on=Subquery(knocks.values("next_visit_on")[:1]),
    )


def is_due(intervals: Mapping[str, int], on: date) -> Q:
    """Never seen, the class's interval is over, or the day that was agreed at the last knock has come."""
    due = Q(last_seen_on__isnull=True) | Q(promised_on__lte=on)
    for code in rules.TARGET_CLASSES:
        since = on - timedelta(days=rules.interval_of(code, intervals))
        due |= Q(target_class=code, last_seen_on__lte=since)
    return due


def refusals(plan: VisitPlan) -> QuerySet[Visit]:
    return Visit.objects.filter(
        place=OuterRef("pk"), outcome="refused", visited_on__gte=plan.starts_on, visited_on__lte=plan.ends_on
    )


def due_door(place: Any, plan: VisitPlan, *, on: date) -> DueDoor:
    days = rules.interval_of(place.target_class, plan.intervals)
    due = rules.due_on(
        last_seen_on=place.last_seen_on, promised_on=place.promised_on, days=days, starts_on=plan.starts_on
    )
    return DueDoor(
        place_id=place.pk,
        name=place.full_name,
        path=place.path,
        kind=place.kind,
        target_class=place.target_class,
        last_seen_on=place.last_seen_on,
        due_on=due,
        days_over=(on - due).days,
    )
