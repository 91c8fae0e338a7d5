"""The periods of the rulebook with the kind of days they are counted in, for acts and pages alike."""

from datetime import date
from typing import Final

from doorstep.consultations import rules
from doorstep.rulebook.queries import calendar_of
from doorstep.rulebook.queries import rule as setting
from doorstep.rulebook.rules import DEFAULTS

# Settings of which a street says itself in which kind of days it counts them
CHOSEN_BY: Final = {"consult.public_days": "consult.public_working"}


def period_of(street_id: int, code: str, *, on: date) -> rules.Period:
    """The period of this setting as it holds on a day."""
    switch = CHOSEN_BY.get(code)
    is_working = switch is not None and int(setting(street_id, switch, on=on)) == 1
    unit = "working_days" if is_working else DEFAULTS[code].unit
    return rules.Period(int(setting(street_id, code, on=on)), unit, rules.BASES[code])


def last_day_of(street_id: int, code: str, *, first: date) -> rules.LastDay:
    """When the period that began on ``first`` is over."""
    return period_of(street_id, code, on=first).last_day(first, calendar_of(street_id, on=first))
