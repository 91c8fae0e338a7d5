"""Reading a street's rules and calendar from the database, for the shelf and for checks before a change."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Q

from doorstep.rulebook import holidays
from doorstep.rulebook.models import CalendarDay, CalendarRange, Rule
from doorstep.rulebook.rules import Version
from doorstep.rulebook.shelf import CalendarShelf, RuleShelf


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
