"""Mending what a visit says; what it said before stays readable."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import reduce
from operator import or_
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.places.models import Place
from doorstep.records.acts import act
from doorstep.records.tallies import Cell, shift
from doorstep.records.upserts import insert_unless_there
from doorstep.visits import access, rules
from doorstep.visits.counters import household_cell, month_of, visit_cell
from doorstep.visits.models import MetHousehold, Visit, VisitCorrection
from doorstep.visits.rules import Knock
from doorstep.visits.services.planned import visit_for
from doorstep.visits.services.record import COLUMNS, check, door_for, met_row, note, put_words, send_visitors

SHOWN: Final = (*COLUMNS, "place_id", "visitors")
Year = tuple[int, int]  # (place, year)
Corner = tuple[str, str]  # (month, community path)


@act
def correct_visit(*, visit_id: UUID, knock: Knock, reason: str, by: Actor, at: datetime) -> Visit:
    """The visit says what ``knock`` says from now on; every replaced value is kept with the reason.

    Door, day and outcome may change too, and every counter follows. Refuses a missing reason, an archived
    visit, and whatever ``record_visit`` refuses; lateness is judged as of the first entry. NotAllowed for
    others than those who went, who wrote it down, or who plan there.
    """
    visit = visit_for(visit_id, by=by)
    visitors = sorted(visit.visitors.values_list("account_id", flat=True))
    require(access.can_correct(by, path=visit.path, entered_by=visit.entered_by_id, visitors=visitors))
    visit.state = rules.WORKFLOW.move(visit.state, "correct", note=reason)
    place = door_for(knock, by=by)
    check(knock, visit.street_id, at=visit.recorded_at)
    before = values_of(visit, visitors)
    old = (place_of_count(visit), visit_cell(visit))
    mend(visit, knock, place)
    changed = changes(before, values_of(visit, sorted(set(knock.visitors))))
    refuse_if(not changed, "visit.unchanged")
    keep_before(visit, changed, reason=reason, by=by, at=at)
    if "visitors" in changed:
        visit.visitors.all().delete()
        send_visitors(visit, knock)
    recount(visit, old, changed)
    note(visit, "visit.correct", by=by, at=at, words=f"{reason}\0{visit.topics}")
    return visit


def mend(visit: Visit, knock: Knock, place: Place) -> None:
    same_spot = (place.pk, knock.visited_on) == (visit.place_id, visit.visited_on)
    put_words(visit, replace(knock, grid_id=visit.grid_id if same_spot else None), place)
    visit.save()


def values_of(visit: Visit, visitors: list[int]) -> dict[str, Any]:
    """What can be corrected, as it is kept and compared."""
    values: dict[str, Any] = {name: getattr(visit, name) for name in COLUMNS}
    values |= {"place_id": visit.place_id, "visitors": visitors}
    return {name: written(value) for name, value in values.items()}


def written(value: Any) -> Any:
    """Moments in UTC and days as text, everything else as it is."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The columns that differ, with what they said before."""
    return {name: before[name] for name in SHOWN if before[name] != after[name]}


def keep_before(visit: Visit, before: dict[str, Any], *, reason: str, by: Actor, at: datetime) -> None:
    refuse_if(len(reason) > rules.REASON_LIMIT, "text.too_long", limit=rules.REASON_LIMIT)
    VisitCorrection.objects.create(
        visit=visit,
        street_id=visit.street_id,
        before=before,
        reason=reason.strip(),
        by=by.ref,
        at=at,
        salt=new_salt(),
    )


def place_of_count(visit: Visit) -> tuple[int, date, str]:
    return visit.place_id, visit.visited_on, visit.community_path


def recount(visit: Visit, old: tuple[tuple[int, date, str], Cell], changed: dict[str, Any]) -> None:
    """Move the visit between its counters, and settle who was first to meet the households it touched."""
    (place_id, day, path), cell = old
    moved: Counter[tuple[Corner, Cell]] = Counter()
    moved[(month_of(day), path), cell] -= 1
    moved[(month_of(visit.visited_on), visit.community_path), visit_cell(visit)] += 1
    if changed.keys() & {"place_id", "visited_on", "outcome"}:
        years = {(place_id, day.year), (visit.place_id, visit.visited_on.year)}
        moved.update(settle_households(years, visit, old_day=day))
    apply(visit.street_id, moved)


def settle_households(years: set[Year], visit: Visit, *, old_day: date) -> Counter[tuple[Corner, Cell]]:
    """Each household's row of the year points at its first met visit again, or is gone; what moved."""
    moved: Counter[tuple[Corner, Cell]] = Counter()
    wanted = reduce(or_, (Q(place_id=place_id, year=year) for place_id, year in years))
    for row in MetHousehold.objects.filter(wanted).select_related("visit"):
        day = old_day if row.visit_id == visit.pk else row.visit.visited_on
        moved[(month_of(day), row.community_path), household_cell()] -= 1
    MetHousehold.objects.filter(wanted).delete()
    for place_id, year in sorted(years):
        first = first_meeting(place_id, year)
        if first is not None and insert_unless_there(met_row(first)):
            moved[(month_of(first.visited_on), first.community_path), household_cell()] += 1
    return moved


def first_meeting(place_id: int, year: int) -> Visit | None:
    met = Visit.objects.happened().filter(
        place_id=place_id, place__kind="dwelling", outcome="met", visited_on__year=year
    )
    return met.order_by("id").first()


def apply(street_id: int, moved: Counter[tuple[Corner, Cell]]) -> None:
    """One statement for each month and community that changed."""
    corners = sorted({corner for corner, _ in moved})
    for month, path in corners:
        cells = {cell: count for (corner, cell), count in moved.items() if corner == (month, path)}
        before = [cell for cell, count in cells.items() for _ in range(-count)]
        after = [cell for cell, count in cells.items() for _ in range(count)]
        shift(street_id=street_id, month=month, path=path, before=before, after=after)
