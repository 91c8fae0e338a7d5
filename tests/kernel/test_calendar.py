"""Deadlines in working time: holidays and make-up days as announced; past the list nothing is sure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.calendar import (
    CalendarUnknown,
    Due,
    OfficeHours,
    WorkCalendar,
    add_calendar_days,
    day_of,
    moment,
    start_of,
)

# The National Day weeks of 2019: off from Tuesday to Monday, made up on two weekend days.
NATIONAL_DAY = {date(2019, 10, day): False for day in (1, 2, 3, 4, 7)} | {
    date(2019, 9, 29): True,
    date(2019, 10, 12): True,
}
YEAR = WorkCalendar(days=NATIONAL_DAY, covers=(date(2019, 1, 1), date(2019, 12, 31)))
MOMENTS = st.datetimes(
    datetime(2019, 1, 1, 12),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2019, 10, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")]),
)


def at(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2019) -> datetime:
    return moment(date(year, month, day), time(hour, minute))


def test_day_begins_at_midnight_in_shanghai() -> None:
    assert start_of(date(2019, 10, 1)) == datetime(2019, 9, 30, 16, tzinfo=UTC)
    assert day_of(datetime(2019, 9, 30, 15, 59, 59, tzinfo=UTC)) == date(2019, 9, 30)
    assert day_of(datetime(2019, 9, 30, 16, tzinfo=UTC)) == date(2019, 10, 1)


def test_day_of_a_moment_without_time_zone_is_a_defect() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        day_of(datetime(2019, 10, 1))  # noqa: DTZ001 - the defect itself


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2019, 9, 27), True),
        (date(2019, 9, 28), False),
        (date(2019, 9, 29), True),
        (date(2019, 10, 1), False),
        (date(2019, 10, 12), True),
    ],
    ids=["Friday", "Saturday", "make-up Sunday", "holiday Tuesday", "make-up Saturday"],
)
def test_working_day_is_as_announced(day: date, working: bool) -> None:
    assert YEAR.is_working(day) is working


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2020, 1, 1)])
def test_working_day_outside_the_list_is_not_guessed(day: date) -> None:
    with pytest.raises(CalendarUnknown) as refusal:
        YEAR.is_working(day)

    assert (refusal.value.code, refusal.value.values) == ("calendar.unknown", {"day": day.isoformat()})


def test_calendar_without_list_knows_no_day() -> None:
    assert [WorkCalendar().knows(date(2019, 10, 1)), YEAR.knows(date(2019, 10, 1))] == [False, True]


@pytest.mark.parametrize(
    ("begin", "days", "due"),
    [
        (at(9, 26), 1, at(9, 27, 17, 30)),
        (at(9, 27), 1, at(9, 29, 17, 30)),
        (at(9, 30, 23), 1, at(10, 8, 17, 30)),
        (at(9, 27), 3, at(10, 8, 17, 30)),
        (at(10, 11), 2, at(10, 14, 17, 30)),
        (at(10, 5), 5, at(10, 12, 17, 30)),
    ],
    ids=["plain", "make-up Sunday", "holiday week", "both", "make-up Saturday", "from a holiday"],
)
def test_working_days_end_with_the_office_day(begin: datetime, days: int, due: datetime) -> None:
    assert YEAR.add_working_days(begin, days) == Due(due, certain=True)


@pytest.mark.parametrize(
    ("begin", "due"),
    [
        (at(9, 26), at(9, 26, 17, 30)),
        (at(9, 26, 7), at(9, 26, 17, 30)),
        (at(9, 26, 18), at(9, 27, 17, 30)),
        (at(10, 1), at(10, 8, 17, 30)),
    ],
    ids=["in hours", "before hours", "after hours", "on a holiday"],
)
def test_no_working_days_end_with_the_office_day_that_is_open_next(begin: datetime, due: datetime) -> None:
    assert YEAR.add_working_days(begin, 0) == Due(due, certain=True)


@pytest.mark.parametrize(
    ("begin", "hours", "due"),
    [
        (at(9, 26), 0, at(9, 26)),
        (at(9, 26), 2, at(9, 26, 11)),
        (at(9, 26), 3, at(9, 26, 12)),
        (at(9, 26), 4, at(9, 26, 15)),
        (at(9, 26, 13), 1, at(9, 26, 15)),
        (at(9, 26, 20), 1, at(9, 27, 9, 30)),
        (at(9, 27, 17), 1, at(9, 29, 9)),
        (at(9, 30, 17), 2, at(10, 8, 10)),
        (at(9, 26, 8, 30), 14, at(9, 27, 17, 30)),
    ],
    ids=[
        "none",
        "morning",
        "to noon",
        "over noon",
        "from lunch",
        "evening",
        "weekend",
        "holidays",
        "two days",
    ],
)
def test_working_hours_pass_only_while_the_office_is_open(begin: datetime, hours: int, due: datetime) -> None:
    assert YEAR.add_working_hours(begin, hours) == Due(due, certain=True)


@pytest.mark.parametrize("act", [YEAR.add_working_days, YEAR.add_working_hours])
def test_working_time_backwards_is_a_defect(act) -> None:
    with pytest.raises(ValueError, match="counted forwards"):
        act(at(9, 26), -1)


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        (at(9, 26, 9), at(9, 26, 11), 2),
        (at(9, 26, 9), at(9, 26, 15), 4),
        (at(9, 26, 12), at(9, 26, 14), 0),
        (at(9, 30, 17, 30), at(10, 8, 8, 30), 0),
        (at(9, 26, 0), at(10, 9, 0), 7 * 5),
        (at(9, 26, 11), at(9, 26, 9), 0),
        (at(9, 26, 9), at(9, 26, 9), 0),
    ],
    ids=["morning", "over noon", "lunch", "holidays", "five days", "backwards", "no time"],
)
def test_working_time_between_counts_office_hours(begin: datetime, end: datetime, hours: int) -> None:
    assert YEAR.working_time_between(begin, end) == timedelta(hours=hours)


@given(MOMENTS, st.integers(0, 200))
def test_working_time_up_to_the_due_moment_is_the_time_that_was_added(begin: datetime, hours: int) -> None:
    due = YEAR.add_working_hours(begin, hours).at

    assert YEAR.working_time_between(begin, due) == timedelta(hours=hours)


@given(MOMENTS, st.integers(0, 60), st.integers(0, 60))
def test_working_hours_added_in_two_steps_are_due_at_the_same_moment(
    begin: datetime, first: int, second: int
) -> None:
    halfway = YEAR.add_working_hours(begin, first).at

    assert YEAR.working_time_between(begin, YEAR.add_working_hours(halfway, second).at) == timedelta(
        hours=first + second
    )


@given(MOMENTS, st.integers(1, 55))
def test_working_days_up_to_the_due_day_are_as_many_as_were_added(begin: datetime, days: int) -> None:
    start, end = day_of(begin), day_of(YEAR.add_working_days(begin, days).at)

    passed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]

    assert (sum(map(YEAR.is_working, passed)), YEAR.is_working(end)) == (days, True)


@given(MOMENTS, st.integers(0, 55))
def test_nothing_is_due_before_it_began(begin: datetime, amount: int) -> None:
    dues = [YEAR.add_working_days(begin, amount), YEAR.add_working_hours(begin, amount)]

    assert [due.at >= begin and due.certain for due in dues] == [True, True]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (YEAR.add_working_days(at(12, 27), 2), Due(at(12, 31, 17, 30), certain=True)),
        (YEAR.add_working_days(at(12, 27), 3), Due(at(1, 1, 17, 30, year=2020), certain=False)),
        (YEAR.add_working_hours(at(12, 31, 15), 2), Due(at(12, 31, 17), certain=True)),
        (YEAR.add_working_hours(at(12, 31, 17), 1), Due(at(1, 1, 9, year=2020), certain=False)),
        (YEAR.add_working_days(at(12, 31, 18), 0), Due(at(1, 1, 17, 30, year=2020), certain=False)),
        (YEAR.add_working_days(at(12, 31, year=2018), 1), Due(at(1, 1, 17, 30), certain=True)),
        (YEAR.add_working_days(at(12, 28, year=2018), 2), Due(at(1, 1, 17, 30), certain=False)),
        (YEAR.add_working_hours(at(12, 31, 17, year=2018), 1), Due(at(1, 1, 9), certain=False)),
        (WorkCalendar().add_working_days(at(9, 26), 1), Due(at(9, 27, 17, 30), certain=False)),
    ],
    ids=[
        "last day", "past the end", "last hour", "hour past the end", "closed on the last day",
        "day before the list", "days before the list", "hour before the list", "no list",
    ],
)  # fmt: skip
def test_due_counted_outside_the_list_is_not_certain(due: Due, expected: Due) -> None:
    assert due == expected


def test_calendar_days_need_no_list_and_keep_the_clock() -> None:
    assert add_calendar_days(at(9, 28, 18, 5), 7) == Due(at(10, 5, 18, 5), certain=True)


def test_office_hours_may_differ_by_place() -> None:
    six_days = OfficeHours(spans=((time(9), time(17)),), weekdays=frozenset(range(6)))
    calendar = WorkCalendar(days=NATIONAL_DAY, covers=YEAR.covers, hours=six_days)

    assert (six_days.a_day, OfficeHours().a_day) == (timedelta(hours=8), timedelta(hours=7))
    assert calendar.add_working_days(at(9, 27), 1) == Due(at(9, 28, 17), certain=True)


@pytest.mark.parametrize(
    ("spans", "weekdays"),
    [
        ((), {0}),
        (((time(9), time(9)),), {0}),
        (((time(17), time(9)),), {0}),
        (((time(14), time(17)), (time(9), time(12))), {0}),
        (((time(9), time(13)), (time(12), time(17))), {0}),
        (((time(9), time(17)),), set()),
        (((time(9), time(17)),), {7}),
    ],
    ids=["no span", "empty", "backwards", "out of order", "overlap", "no weekday", "no such weekday"],
)
def test_office_that_never_opens_is_a_defect(
    spans: tuple[tuple[time, time], ...], weekdays: set[int]
) -> None:
    with pytest.raises(ValueError, match="no office hours"):
        OfficeHours(spans=spans, weekdays=frozenset(weekdays))
