"""By when, how often, how long: limits as functions of values (plain Python; DOMAIN R10, I2, I5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from doorstep.kernel.calendar import SHANGHAI, Due, WorkCalendar, add_calendar_days, day_of
from doorstep.kernel.errors import refuse_if

TEXT_LIMIT: Final = 20_000  # characters; the longest real message so far has 7,000
NOTE_LIMIT: Final = 10_000  # an official reply has had 7,900
SHORT_LIMIT: Final = 500
PLACE_LIMIT: Final = 160
EARLIEST_YEAR: Final = 1990
CLOCK_SLACK: Final = timedelta(minutes=10)  # a phone's clock may be ahead of the server's
MOST_DAYS: Final = 250


def is_storable(text: str) -> bool:
    """Without NUL and without halves of a character pair, which no database takes."""
    return "\0" not in text and not any("\ud800" <= each <= "\udfff" for each in text)


def sound_text(text: str, *, most: int) -> str:
    """The text as it is, to the byte; refused when too long or when it cannot be stored or shown."""
    refuse_if(len(text) > most, "text.too_long", limit=most)
    refuse_if(not is_storable(text), "text.unreadable")
    return text


@dataclass(frozen=True)
class Reporter:
    """Who told us, as far as they want to be known. ``told_by`` is email, slip, file or nothing."""

    name: str = ""
    phone: str = ""
    email: str = ""
    told_by: str = ""

    def check(self) -> None:
        """Refuses a way of telling that cannot reach anybody, and values that do not fit."""
        for value in (self.name, self.phone, self.email):
            sound_text(value, most=100)
        refuse_if(self.told_by not in {"", "email", "slip", "file"}, "reporter.channel", channel=self.told_by)
        refuse_if(self.told_by == "email" and "@" not in self.email, "reporter.email")


def due_after(calendar: WorkCalendar, *, amount: int, unit: str, at: datetime) -> Due:
    """``hours`` run by the clock, ``working_days`` end with office hours, ``days`` are calendar days."""
    if unit == "hours":
        return Due(at + timedelta(hours=amount), certain=True)
    if unit == "working_days":
        return calendar.add_working_days(at, amount)
    return add_calendar_days(at, amount)


def response_rule(urgency: str) -> str:
    """The rule for the first contact (I3: contact or arrival, never solving)."""
    return "issue.response_urgent_hours" if urgency == "urgent" else "issue.response_days"


def solve_rule(route: str, urgency: str) -> str:
    """The rule for putting right (I2)."""
    if route == "on_spot":
        return "issue.on_spot_days"
    return "issue.complex_days" if route == "long_term" or urgency == "complex" else "issue.solve_days"


def day_part(at: datetime) -> str:
    """Morning until noon, afternoon until six, evening after, in Shanghai."""
    hour = at.astimezone(SHANGHAI).hour
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def check_attempt(earlier: Sequence[datetime], *, at: datetime, most: int) -> None:
    """I5: so many attempts, each on another day and, while one is left, in another part of the day."""
    refuse_if(len(earlier) >= most, "callback.attempts_used", most=most)
    refuse_if(day_of(at) in {day_of(each) for each in earlier}, "callback.same_day")
    tried = {day_part(each) for each in earlier}
    refuse_if(day_part(at) in tried and len(tried) < 3, "callback.same_part")


def check_received(received_at: datetime, *, at: datetime) -> None:
    """What is recorded was said before, and not in another age."""
    refuse_if(received_at > at + CLOCK_SLACK, "day.future")
    refuse_if(received_at.astimezone(SHANGHAI).year < EARLIEST_YEAR, "issue.received_too_early")


def check_days(days: int) -> None:
    refuse_if(not 1 <= days <= MOST_DAYS, "issue.days_range", most=MOST_DAYS)
