"""Changing the rulebook: a rule gets a new version, a holiday list is taken in."""

from datetime import date, datetime
from typing import Any

from django.db.models import Max

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.canonical import canonical, sha256_hex
from doorstep.kernel.errors import refuse_if, require
from doorstep.records.acts import act
from doorstep.records.shelf import note_change
from doorstep.rulebook import access
from doorstep.rulebook.holidays import HolidaySheet, joined
from doorstep.rulebook.loading import known_spans
from doorstep.rulebook.models import CalendarDay, CalendarRange, Rule
from doorstep.rulebook.rules import DEFAULTS, is_carried, read_value


@act
def set_rule(
    *, street_id: int | None, code: str, value: Any, effective_on: date, reason: str, by: Actor, at: datetime
) -> Rule:
    """Set a rule from a day on; what was judged before keeps the version it was judged by.

    Refuses a rule that a written measure carries: that one changes with a version of the measure
    (``enact_rule``), so that nobody is judged by a number which stands nowhere in public.

    ``value`` is as stored: a whole number, a share as text such as ``"0.05"``, three such shares, or
    office hours (``typed_value`` makes it from what a person typed). Refuses an unknown code, a value
    that is not sound, a missing reason, and a day before today: nothing is changed backwards.
    """
    require(access.can_set_rule(by, street_id=street_id))
    refuse_if(is_carried(code), "rule.carried")
    return enact_rule(
        street_id=street_id,
        code=code,
        value=value,
        effective_on=effective_on,
        reason=reason,
        by=by,
        at=at,
    )


@act
def enact_rule(
    *, street_id: int | None, code: str, value: Any, effective_on: date, reason: str, by: Actor, at: datetime
) -> Rule:
    """What ``set_rule`` does, for the written measure whose article carries the rule."""
    require(access.can_set_rule(by, street_id=street_id))
    refuse_if(code not in DEFAULTS, "rule.unknown", rule=code)
    read_value(code, value)
    refuse_if(not reason.strip(), "reason.needed")
    refuse_if(effective_on < day_of(at), "rule.backdated", on=effective_on.isoformat())
    last = Rule.objects.filter(street_id=street_id, code=code).aggregate(last=Max("version"))["last"]
    rule = Rule.objects.create(
        street_id=street_id,
        code=code,
        version=(last or 0) + 1,
        value=value,
        effective_on=effective_on,
        reason=reason.strip(),
        set_by=by.ref,
        at=at,
    )
    digest = sha256_hex(canonical({"code": code, "value": value, "on": effective_on.isoformat()}))
    record(by=by, act="rule.set", about=f"rule:{rule.pk}", at=at, street_id=street_id, digest=digest)
    note_change()
    return rule


@act
def import_holidays(
    *,
    street_id: int | None,
    sheet: HolidaySheet,
    first_on: date,
    last_on: date,
    source: str,
    by: Actor,
    at: datetime,
) -> CalendarRange:
    """Take in a list that is complete from one day to another; it replaces what was known for that span.

    Refuses a list with unread rows, rows outside the span, and a span that would leave a gap of unknown
    days between itself and the days known already.
    """
    require(access.can_set_rule(by, street_id=street_id))
    refuse_if(bool(sheet.errors), "file.rows_unread", count=len(sheet.errors))
    refuse_if(not sheet.days or last_on < first_on, "file.empty")
    outside = [each.day for each in sheet.days if not first_on <= each.day <= last_on]
    refuse_if(bool(outside), "holidays.outside", days=[day.isoformat() for day in outside])
    spans = [*known_spans(street_id), (first_on, last_on)]
    refuse_if(len(joined(spans)) > 1, "holidays.gap")
    CalendarDay.objects.filter(street_id=street_id, day__range=(first_on, last_on)).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(street_id=street_id, day=each.day, working=each.working, name=each.name)
        for each in sheet.days
    )
    taken = CalendarRange.objects.create(
        street_id=street_id, first_on=first_on, last_on=last_on, source=source[:120], at=at
    )
    record(by=by, act="rule.import_holidays", about=f"calendar:{taken.pk}", at=at, street_id=street_id)
    note_change()
    return taken
