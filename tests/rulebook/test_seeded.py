"""The list that comes with the program says what the yearly notices said."""

from datetime import date
from pathlib import Path

import pytest

from doorstep.rulebook import holidays
from doorstep.rulebook.holidays import HolidaySheet, read_holidays

FILE = Path(holidays.__file__).parent / "data" / "holidays_cn.csv"


@pytest.fixture(scope="module")
def sheet() -> HolidaySheet:
    return read_holidays(FILE.read_bytes(), name=FILE.name)


def test_seeded_file_is_read_whole_and_covers_the_demo_year(sheet: HolidaySheet) -> None:
    assert (sheet.errors, sheet.first_on is not None and sheet.first_on <= date(2019, 1, 1)) == ((), True)
    assert sheet.last_on is not None
    assert sheet.last_on >= date(2026, 12, 31)


def test_seeded_days_are_never_what_their_weekday_says(sheet: HolidaySheet) -> None:
    plain = [each.day for each in sheet.days if each.working == (each.day.weekday() < 5)]

    assert plain == []


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2019, 10, 1), False),
        (date(2019, 9, 29), True),
        (date(2019, 10, 12), True),
        (date(2019, 5, 5), True),
        (date(2020, 1, 31), False),
        (date(2025, 1, 26), True),
    ],
)
def test_seeded_list_follows_the_notices(sheet: HolidaySheet, day: date, working: bool) -> None:
    assert {each.day: each.working for each in sheet.days}[day] == working
