"""Visits as lists, pages, diaries and counts."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from doorstep.kernel.actor import Actor
from doorstep.records.tallies import sum_books
from doorstep.records.vault import pin_for
from doorstep.visits.counters import HOUSEHOLDS, MET_CELL, VISITS
from doorstep.visits.models import MetHousehold, Visit
from doorstep.visits.repeats import repeats_of
from doorstep.visits.rules import OUTCOMES

RELATED: Final = ("place", "plan", "entered_by")


def year_span(year: str | int) -> tuple[date, date]:
    return date(int(year), 1, 1), date(int(year), 12, 31)


FILTERS: Final[dict[str, Callable[[str], Q]]] = {
    "outcome": lambda value: Q(outcome=value),
    "source": lambda value: Q(source=value),
    "state": lambda value: Q(state=value),
    "plan": lambda value: Q(plan_id=int(value)),
    "grid": lambda value: Q(grid_id=int(value)),
    "place": lambda value: Q(place_id=int(value)),
    "first": lambda value: Q(visited_on__gte=date.fromisoformat(value)),
    "last": lambda value: Q(visited_on__lte=date.fromisoformat(value)),
    "year": lambda value: Q(visited_on__range=year_span(value)),
    "households": lambda value: Q(met_household__isnull=False),
}


def visits(actor: Actor, filters: Mapping[str, str] | None = None) -> QuerySet[Visit]:
    """Visits in sight that took place, newest first, ready for keyset pages; three statements a page.

    Filters: the keys of FILTERS and ``path`` (everything within a place path). ``first`` and ``last`` are
    days as ``2026-03-02``. A value that cannot be read finds nothing. ``state=planned`` shows what is agreed.
    """
    chosen = {name: value for name, value in (filters or {}).items() if value}
    rows = Visit.objects.visible_to(actor)
    rows = rows if chosen.get("state") else rows.happened().exclude(outcome="")
    if path := chosen.get("path"):
        rows = rows.within(path)
    try:
        for name in FILTERS.keys() & chosen.keys():
            rows = rows.filter(FILTERS[name](chosen[name]))
    except ValueError:
        rows = rows.none()
    return rows.select_related(*RELATED).prefetch_related("visitors__account").order_by("-pk")


def visit_page(actor: Actor, visit_id: UUID) -> Visit:
    """One visit with visitors and what it said before; DoesNotExist out of sight."""
    rows = Visit.objects.visible_to(actor).select_related(*RELATED)
    return rows.prefetch_related("visitors__account", "corrections").get(pk=visit_id)


def visits_of_place(actor: Actor, place_id: int, *, limit: int = 25) -> list[Visit]:
    """What came of earlier knocks at this door, newest first."""
    rows = Visit.objects.visible_to(actor).filter(place_id=place_id).happened().exclude(outcome="")
    found = rows.select_related(*RELATED).prefetch_related("visitors__account")
    return list(found.order_by("-visited_on", "-pk")[:limit])


def planned_for(actor: Actor, *, on: date) -> QuerySet[Visit]:
    """What this person agreed to do up to a day (inclusive) and has not done, the oldest first."""
    rows = Visit.objects.visible_to(actor).filter(state="planned", visited_on__lte=on)
    mine = rows.filter(visitors__account_id=actor.account_id or 0)
    return mine.select_related("place").order_by("visited_on", "pk")


def diary(actor: Actor, account_id: int, *, first: date, last: date) -> QuerySet[Visit]:
    """One visitor's visits in sight in these days as they happened: the diary is read, never written (R2)."""
    rows = Visit.objects.visible_to(actor).happened().exclude(outcome="")
    mine = rows.filter(visitors__account_id=account_id, visited_on__gte=first, visited_on__lte=last)
    return mine.select_related("place").order_by("visited_on", F("started_at").asc(nulls_last=True), "pk")


def repeated_texts(actor: Actor) -> QuerySet[Visit]:
    """V5: the actor's own visits whose words repeat, and those of others once they have answered."""
    # "in" and not a bare boolean, which no index of SQLite answers
    own = Q(repeat_confirmed=False, visitors__account_id=actor.account_id or 0)
    rows = Visit.objects.visible_to(actor).filter(own | Q(repeat_confirmed=True), repeated_text__in=[True])
    return rows.exclude(state="archived").select_related("place").distinct().order_by("-pk")


def like_visits(actor: Actor, visit: Visit) -> list[Visit]:
    """The visits of the day whose words this one repeats, oldest first."""
    said = repeats_of(
        visit.topics,
        street_id=visit.street_id,
        place_id=visit.place_id,
        visited_on=visit.visited_on,
        visitors=[each.account_id for each in visit.visitors.all()],
        without=visit.pk,
    )
    rows = Visit.objects.visible_to(actor).filter(pk__in=[each.visit_id for each in said])
    return list(rows.select_related("place").order_by("pk"))


def receipt_code(visit: Visit) -> str:
    """The six digits on the household's slip when the receipt is a code; empty otherwise."""
    return pin_for(f"visit:{visit.pk}") if visit.receipt_mode == "code" else ""


def visits_in(street_id: int, year: int) -> QuerySet[Visit]:
    """Every visit of the year that took place: the rows behind ``visits.total``."""
    rows = Visit.objects.filter(street_id=street_id, visited_on__range=year_span(year))
    return rows.happened().exclude(outcome="").order_by("pk")


def met_households(street_id: int, year: int) -> QuerySet[MetHousehold]:
    """Each household met in the year once: the rows behind ``visits.households``."""
    return MetHousehold.objects.filter(street_id=street_id, year=year).order_by("pk")


def visit_counts(street_id: int, year: int) -> dict[str, Any]:
    """From the counters: households met, visits, and visits by outcome. One statement."""
    by_outcome = dict.fromkeys(OUTCOMES, 0)
    sums = sum_books(street_id, (VISITS, HOUSEHOLDS), year=year)
    for cell, count in sums[VISITS].items():
        by_outcome[cell.partition("|")[0]] += count
    households = sums[HOUSEHOLDS].get(MET_CELL, 0)
    return {"households": households, "total": sum(by_outcome.values()), "outcomes": by_outcome}
