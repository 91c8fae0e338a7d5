"""Working time: office hours on the days that the holiday list calls working days (DOMAIN R10).

Every moment goes in with its time zone and comes out in UTC; days and clock times are Shanghai's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, takewhile
from typing import Final
from zoneinfo import ZoneInfo

from doorstep.kernel.errors import NotPossible

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


class CalendarUnknown(NotPossible):
    """The day lies outside every loaded holiday list."""

    def __init__(self, day: date) -> None:
        super().__init__("calendar.unknown", day=day.isoformat())


@dataclass(frozen=True)
class Due:
    """A moment by which something is due.

    Not ``certain`` when the holiday list did not reach that far: then plain weekdays were counted, and
    whoever shows the moment shows a warning beside it.
    """

    at: datetime
    certain: bool


def day_of(at: datetime) -> date:
    """The day in Shanghai; a moment without a time zone is a defect (ValueError)."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return at.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """Midnight in Shanghai, as UTC."""
    return moment(day, time())


def moment(day: date, clock: time) -> datetime:
    """That clock time in Shanghai, as UTC."""
    return datetime.combine(day, clock, tzinfo=SHANGHAI).astimezone(UTC)


def add_calendar_days(at: datetime, days: int) -> Due:
    """The same clock time so many days later; needs no holiday list."""
    return Due(at + timedelta(days=days), certain=True)


@dataclass(frozen=True)
class OfficeHours:
    """When the office is open on a working day.

    Spans stand in order without overlap, and some weekday (Monday is 0) is worked; otherwise
    ValueError, because a deadline would never come.
    """

    spans: tuple[tuple[time, time], ...] = ((time(8, 30), time(12)), (time(14), time(17, 30)))
    weekdays: frozenset[int] = frozenset(range(5))

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        in_order = all(earlier < later for earlier, later in pairwise(edges))
        if not edges or not in_order or not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError(f"no office hours: {self.spans} on {sorted(self.weekdays)}")

    @property
    def a_day(self) -> timedelta:
        """Office time in one full day."""
        return sum((span_length(first, last) for first, last in self.spans), timedelta())

    @property
    def closes(self) -> time:
        """The end of the day."""
        return self.spans[-1][1]


def span_length(first: time, last: time) -> timedelta:
    """From one clock time to a later one of the same day."""
    return datetime.combine(date.min, last) - datetime.combine(date.min, first)


@dataclass(frozen=True)
class WorkCalendar:
    """Exceptions to the weekly pattern, and the one span of days for which the list is complete."""

    days: Mapping[date, bool] = field(default_factory=dict)
    covers: tuple[date, date] | None = None
    hours: OfficeHours = field(default_factory=OfficeHours)

    def knows(self, day: date) -> bool:
        """Whether the list speaks for that day."""
        return self.covers is not None and self.covers[0] <= day <= self.covers[1]

    def is_working(self, day: date) -> bool:
        """Whether the office works that day; raises CalendarUnknown outside the list (never a guess)."""
        if not self.knows(day):
            raise CalendarUnknown(day)
        return self._planned(day)

    def add_working_days(self, at: datetime, days: int) -> Due:
        """The end of office hours on the n-th working day after this one (``at`` itself is day 0).

        0 days end with the office day that is open now or opens next, so nothing is due before ``at``.
        """
        if days < 0:
            raise ValueError("working days are counted forwards")
        today = day_of(at)
        day = self._worked_after(today, days) if days else day_of(next(self._open_spans(at))[0])
        first_counted = today + timedelta(days=1) if days else today
        return Due(moment(day, self.hours.closes), self._knows_all(first_counted, day))

    def add_working_hours(self, at: datetime, hours: int) -> Due:
        """When that much office time has passed; 0 hours end as soon as the office is open."""
        if hours < 0:
            raise ValueError("working hours are counted forwards")
        left, spans = timedelta(hours=hours), self._open_spans(at)
        first, last = next(spans)
        while last - first < left:
            left -= last - first
            first, last = next(spans)
        return Due(first + left, self._knows_all(day_of(at), day_of(first)))

    def working_time_between(self, first: datetime, last: datetime) -> timedelta:
        """Office time between two moments; zero when the second is not later.

        Outside the list it counts plain weekdays: who shows it asks ``knows`` for both days first.
        """
        spans = takewhile(lambda span: span[0] < last, self._open_spans(first))
        return sum((min(closes, last) - opens for opens, closes in spans), timedelta())

    def _planned(self, day: date) -> bool:
        return self.days.get(day, day.weekday() in self.hours.weekdays)

    def _knows_all(self, first: date, last: date) -> bool:
        """The list has no gap, so it speaks for all days between two that it knows."""
        return self.knows(first) and self.knows(last)

    def _worked_after(self, day: date, count: int) -> date:
        while count:
            day += timedelta(days=1)
            count -= self._planned(day)
        return day

    def _open_spans(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Every span of office time from this moment on, for ever; the first may have begun."""
        day = day_of(at)
        while True:
            if self._planned(day):
                for opens, closes in self.hours.spans:
                    begin, end = moment(day, opens), moment(day, closes)
                    if end > at:
                        yield max(begin, at.astimezone(UTC)), end
            day += timedelta(days=1)
