"""Working time: office hours on the days that the holiday list calls working days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from doorstep.kernel.errors import NotPossible

SHANGHAI = ZoneInfo("Asia/Shanghai")


class CalendarUnknown(NotPossible):
    """The day lies outside every loaded holiday list."""

    def __init__(self, day: date) -> None:
        super().__init__("calendar.unknown", day=day.isoformat())


@dataclass(frozen=True)
class Due:
    """A moment by which something is due; not ``certain`` when the holiday list did not reach that far."""

    at: datetime
    certain: bool


def day_of(at: datetime) -> date:
    """The day in Shanghai."""
    return at.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """Midnight in Shanghai, as UTC."""
    return datetime.combine(day, time(), tzinfo=SHANGHAI).astimezone(UTC)


def moment(day: date, clock: time) -> datetime:
    """That clock time in Shanghai, as UTC."""
    return datetime.combine(day, clock, tzinfo=SHANGHAI).astimezone(UTC)


def add_calendar_days(at: datetime, days: int) -> Due:
    """The same clock time so many days later."""
    return Due(at + timedelta(days=days), certain=True)


@dataclass(frozen=True)
class OfficeHours:
    """When the office is open on a working day."""

    spans: tuple[tuple[time, time], ...] = ((time(8, 30), time(12)), (time(14), time(17, 30)))
    weekdays: frozenset[int] = frozenset(range(5))

    @property
    def a_day(self) -> timedelta:
        """Office time in one full day."""
        return sum((span_length(first, last) for first, last in self.spans), timedelta())


def span_length(first: time, last: time) -> timedelta:
    return datetime.combine(date.min, last) - datetime.combine(date.min, first)


@dataclass(frozen=True)
class WorkCalendar:
    """Exceptions to the weekly pattern, and the span of days for which the list is complete."""

    days: Mapping[date, bool] = field(default_factory=dict)
    covers: tuple[date, date] | None = None
    hours: OfficeHours = field(default_factory=OfficeHours)

    def knows(self, day: date) -> bool:
        return self.covers is not None and self.covers[0] <= day <= self.covers[1]

    def is_working(self, day: date) -> bool:
        """Whether the office works that day; raises CalendarUnknown outside the list (never a guess)."""
        if not self.knows(day):
            raise CalendarUnknown(day)
        return self._planned(day)

    def _planned(self, day: date) -> bool:
        return self.days.get(day, day.weekday() in self.hours.weekdays)

    def add_working_days(self, at: datetime, days: int) -> Due:
        """The end of office hours on the n-th working day after this one."""
        day, left, certain = day_of(at), days, True
        while left > 0:
            day += timedelta(days=1)
            certain = certain and self.knows(day)
            left -= self._planned(day)
        return Due(moment(day, self.hours.spans[-1][1]), certain)

    def add_working_hours(self, at: datetime, hours: int) -> Due:
        """When that much office time has passed."""
        left = timedelta(hours=hours)
        certain = self.knows(day_of(at))
        for first, last in self._open_spans(at):
            certain = certain and self.knows(day_of(first))
            if last - first >= left:
                return Due(first + left, certain)
            left -= last - first
        raise AssertionError("office hours go on for ever")

    def working_time_between(self, first: datetime, last: datetime) -> timedelta:
        """Office time between two moments; zero when the second is not later."""
        total = timedelta()
        for begin, end in self._open_spans(first):
            if begin >= last:
                return total
            total += min(end, last) - begin
        raise AssertionError("office hours go on for ever")

    def _open_spans(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Every open span from this moment on, for ever."""
        day = day_of(at)
        while True:
            if self._planned(day):
                for opens, closes in self.hours.spans:
                    begin, end = moment(day, opens), moment(day, closes)
                    if end > at:
                        yield max(begin, at), end
            day += timedelta(days=1)
