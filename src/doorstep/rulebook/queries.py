"""What rules hold for a street on a day, and its working calendar; cached per process."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from doorstep.kernel.calendar import WorkCalendar, day_of
from doorstep.rulebook import holidays
from doorstep.rulebook.models import CalendarDay, CalendarRange, Rule
from doorstep.rulebook.rules import DEFAULTS, RuleDef, Version, in_force, read_value, shown_value
from doorstep.rulebook.shelf import CalendarShelf, RuleShelf, shelved


def rule(street_id: int | None, code: str, *, on: date, version: str = "") -> Any:
    """The value that holds on a day: the street's, else the district's, else the default.

    Whole numbers are int, shares Fraction, ``rate.weights`` three Fractions, ``office.hours`` OfficeHours.
    With the ``version`` a row has kept, the answer is what was known when that row was judged (R11).
    An unknown code is a defect and raises LookupError.
    """
    definition = DEFAULTS[code]
    held = in_force(shelved(load_rules, street_id).versions, code, on=on, up_to=newest_of(version))
    return read_value(code, definition.default if held is None else held.value)


def version_of(street_id: int | None) -> str:
    """Names the whole state of the rulebook, ``r12.c3``: kept by every row that is judged by it."""
    held = shelved(load_rules, street_id)
    return f"r{held.newest}.c{held.newest_range}"


def newest_of(version: str) -> int | None:
    """The last rule row a version knows; None for no version."""
    return int(version.partition(".")[0].removeprefix("r")) if version else None


def calendar_of(street_id: int | None, *, on: date | None = None) -> WorkCalendar:
    """The working calendar; office hours as they hold ``on`` that day, today when none is given."""
    hours = rule(street_id, "office.hours", on=on or day_of(timezone.now()))
    held = shelved(load_calendar, street_id)
    return WorkCalendar(days=held.days, covers=held.covers, hours=hours)


def load_rules(street_id: int | None) -> RuleShelf:
    """Two statements; the tables are small and only grow by decisions of people."""
    versions: dict[str, list[Version]] = {}
    newest = 0
    for row in Rule.objects.filter(of_street(street_id)).order_by("id"):
        held = Version(row.pk, row.code, row.version, row.value, row.effective_on, row.street_id is not None)
        versions.setdefault(row.code, []).append(held)
        newest = row.pk
    newest_range = CalendarRange.objects.filter(of_street(street_id)).aggregate(last=Max("id"))["last"]
    return RuleShelf(
        versions={code: tuple(held) for code, held in versions.items()},
        newest=newest,
        newest_range=newest_range or 0,
    )


def load_calendar(street_id: int | None) -> CalendarShelf:
    """Two statements over the seeded list."""
    ranges = list(CalendarRange.objects.filter(of_street(street_id)).order_by("id"))
    covers = holidays.joined(spans_of(ranges))
    return CalendarShelf(
        days=days_of(ranges, CalendarDay.objects.filter(of_street(street_id))),
        covers=covers[0] if len(covers) == 1 else None,
    )


def of_street(street_id: int | None) -> Q:
    """The district's rows, and the street's own when there is a street."""
    own = Q(street_id__isnull=True)
    return own if street_id is None else own | Q(street_id=street_id)


def known_spans(street_id: int | None) -> list[tuple[date, date]]:
    """The days that the seeded list and every import speak for, joined."""
    return holidays.joined(spans_of(CalendarRange.objects.filter(of_street(street_id))))


def spans_of(ranges: Iterable[CalendarRange]) -> list[tuple[date, date]]:
    seeded = holidays.seeded()
    spans = [(seeded.first_on, seeded.last_on)] if seeded.first_on and seeded.last_on else []
    return spans + [(each.first_on, each.last_on) for each in ranges]


def days_of(ranges: Iterable[CalendarRange], imported: Iterable[CalendarDay]) -> dict[date, bool]:
    """Seeded days, replaced inside every imported span by what was imported, the street's last."""
    days = {each.day: each.working for each in holidays.seeded().days}
    rows = list(imported)
    for span in sorted(ranges, key=lambda each: (each.street_id is not None, each.pk)):
        kept = {day: working for day, working in days.items() if not span.first_on <= day <= span.last_on}
        mine = [each for each in rows if each.street_id == span.street_id]
        days = kept | {each.day: each.working for each in mine if span.first_on <= each.day <= span.last_on}
    return days


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line of the rulebook page. ``source`` is default, district or street."""

    code: str
    definition: RuleDef
    shown: str
    source: str
    version: int
    effective_on: date | None
    next_shown: str = ""
    next_on: date | None = None


def rules_for(street_id: int | None, *, on: date) -> list[RuleLine]:
    """Every rule with what holds on the day and what is already set to hold later."""
    versions = shelved(load_rules, street_id).versions
    return [rule_line(code, versions.get(code, ()), on) for code in DEFAULTS]


def rule_line(code: str, versions: tuple[Version, ...], on: date) -> RuleLine:
    definition = DEFAULTS[code]
    held = in_force({code: versions}, code, on=on)
    later = next_version(versions, on)
    return RuleLine(
        code=code,
        definition=definition,
        shown=shown_value(code, definition.default if held is None else held.value),
        source="default" if held is None else "street" if held.own else "district",
        version=held.version if held else 0,
        effective_on=held.effective_on if held else None,
        next_shown=shown_value(code, later.value) if later else "",
        next_on=later.effective_on if later else None,
    )


def next_version(versions: Iterable[Version], on: date) -> Version | None:
    """The first version that begins after the day."""
    later = [each for each in versions if each.effective_on > on]
    return min(later, key=lambda each: (each.effective_on, -each.version), default=None)


def rule_history(street_id: int | None, code: str) -> list[Rule]:
    """Every version ever set for the street and its district, newest first."""
    return list(Rule.objects.filter(of_street(street_id), code=code).order_by("-id"))


@dataclass(frozen=True, slots=True)
class LoadedCalendar:
    """For the rulebook page: which days are known, and how soon the list runs out."""

    first_on: date | None
    last_on: date | None
    days_left: int
    imports: tuple[CalendarRange, ...]


def loaded_calendar(street_id: int | None, *, at: datetime) -> LoadedCalendar:
    """The known span; ``days_left`` is negative when today is already past it."""
    covers = shelved(load_calendar, street_id).covers
    today = day_of(at)
    return LoadedCalendar(
        first_on=covers[0] if covers else None,
        last_on=covers[1] if covers else None,
        days_left=(covers[1] - today).days if covers else -1,
        imports=tuple(CalendarRange.objects.filter(of_street(street_id)).order_by("-id")[:20]),
    )
