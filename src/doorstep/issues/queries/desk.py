"""What waits for whom: My day, and the dispatch board by unit."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from doorstep.issues.filters import due_when, waiting_for
from doorstep.issues.models import Issue, below
from doorstep.issues.queries.keyset import SHOWN_WITH, capped_count
from doorstep.kernel.actor import Actor
from doorstep.people.access import has_ability
from doorstep.people.models import Unit

DAY_ROWS: Final = 10
BOARD_ROWS: Final = 200
ROWS_A_UNIT: Final = 8


@dataclass(frozen=True)
class DayPart:
    """One list of My day: what it is, its first rows, how many there are; ``capped``: that many and more."""

    code: str
    rows: list[Issue]
    count: int
    capped: bool


def my_day(actor: Actor, *, at: datetime) -> list[DayPart]:
    """Overdue, due today, to confirm, returned, new — for whom they are somebody's next step.

    Whoever owns or handles sees their own; callers see what waits for a call-back; those who sort see new
    and returned ones. Lists that are nobody's task here are left out.
    """
    rows = Issue.objects.listed_for(actor)
    parts = {
        "overdue": rows.filter(due_when("overdue", at=at)).order_by("due_at", "pk"),
        "today": rows.filter(due_when("today", at=at)).order_by("due_at", "pk"),
    }
    if has_ability(actor, "issue.call_back"):
        parts["confirm"] = rows.filter(waiting_for("confirm")).order_by("due_at", "pk")
    if has_ability(actor, "issue.triage"):
        parts["returned"] = rows.filter(waiting_for("returned")).order_by("due_at", "pk")
        parts["new"] = rows.filter(state="captured", is_open=True).order_by("-pk")
    if has_ability(actor, "issue.handle"):
        parts["to_accept"] = rows.filter(state="assigned", unit_id__in=units_of(actor)).order_by(
            "due_at", "pk"
        )
    return [day_part(code, found) for code, found in parts.items()]


def day_part(code: str, rows: QuerySet[Issue]) -> DayPart:
    """The total is only counted when the list does not fit."""
    shown = list(rows.select_related(*SHOWN_WITH)[: DAY_ROWS + 1])
    if len(shown) <= DAY_ROWS:
        return DayPart(code, shown, len(shown), False)
    count, capped = capped_count(rows)
    return DayPart(code, shown[:DAY_ROWS], count, capped)


def units_of(actor: Actor) -> list[int]:
    return [grant.unit_id for grant in actor.grants if grant.unit_id is not None]


@dataclass
class BoardColumn:
    """One unit: how many it has to accept, has accepted, works on, is late with; its most pressing rows."""

    unit: Unit
    to_accept: int = 0
    accepted: int = 0
    working: int = 0
    overdue: int = 0
    rows: list[Issue] = field(default_factory=list)


def board(actor: Actor, *, community: str = "", at: datetime) -> list[BoardColumn]:
    """Open work by unit, the units in their own order: never a ranking. Four statements."""
    rows = Issue.objects.listed_for(actor).filter(
        is_open=True, unit__isnull=False, state__in=("assigned", "accepted", "working")
    )
    if community:
        rows = rows.filter(below(community))
    names = {"assigned": "to_accept", "accepted": "accepted", "working": "working"}
    columns = {unit.pk: BoardColumn(unit) for unit in board_units(actor)}
    late = Count("pk", filter=Q(due_at__lt=at))
    counts = rows.values("unit_id", "state").annotate(count=Count("pk"), late=late).order_by()
    for row in counts:
        column = columns.get(row["unit_id"])
        if column is not None:
            setattr(column, names[row["state"]], row["count"])
            column.overdue += row["late"]
    taken: Counter[int] = Counter()
    for issue in rows.select_related(*SHOWN_WITH).order_by("due_at", "pk")[:BOARD_ROWS]:
        unit_id = issue.unit_id or 0
        taken[unit_id] += 1
        if unit_id in columns and taken[unit_id] <= ROWS_A_UNIT:
            columns[unit_id].rows.append(issue)
    return list(columns.values())


def board_units(actor: Actor) -> QuerySet[Unit]:
    """A handler sees their own unit, those who dispatch see all."""
    units = Unit.objects.filter(street_id=actor.street_id or 0, active=True).order_by("kind", "code")
    return units if has_ability(actor, "issue.dispatch") else units.filter(pk__in=units_of(actor))
