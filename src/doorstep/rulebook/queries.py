"""What rules hold for a street on a day, and its working calendar; cached per process."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from doorstep.kernel.calendar import WorkCalendar, day_of
from doorstep.records.shelf import shelved
from doorstep.rulebook.loading import load_calendar, load_rules, of_street
from doorstep.rulebook.models import CalendarRange, Rule
from doorstep.rulebook.rules import DEFAULTS, RuleDef, Version, in_force, read_value, shown_value


def rule(street_id: int | None, code: str, *, on: date, version: str = "") -> Any:
    """The value that holds on a day: the street's, else the district's, else the default.

    Whole numbers are int, shares Fraction, ``rate.weights`` three Fractions, ``office.hours`` OfficeHours.
    With the ``version`` a row has kept, the answer is what was known when that row was judged (R11).
    An unknown code is a defect and raises LookupError.
    """
    definition = DEFAULTS[code]
    held = in_force(shelved(load_rules, street_id).versions, code, on=on, up_to=newest_of(version))
    return read_value(code, definition.default if held is None else held.value)


def values_on(street_id: int | None, codes: Iterable[str], *, on: date) -> dict[str, Any]:
    """The values of several rules on a day, by code, from one reading; each as ``rule`` gives it."""
    versions = shelved(load_rules, street_id).versions
    held = {code: in_force(versions, code, on=on) for code in codes}
    return {
        code: read_value(code, DEFAULTS[code].default if found is None else found.value)
        for code, found in held.items()
    }


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
