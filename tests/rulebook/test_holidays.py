"""Reading holiday lists as offices keep them; a row that is not understood is said, never guessed."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from doorstep.kernel.errors import NotPossible
from doorstep.rulebook.holidays import Holiday, HolidaySheet, RowError, joined, read_holidays, seeded

OFF, ON = Holiday(date(2027, 1, 1), False, "元旦"), Holiday(date(2027, 1, 3), True, "元旦")


def csv(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)


@pytest.mark.parametrize("written", ["2027-01-01", "2027/1/1", "2027.1.1", "2027年1月1日", "20270101"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_day_is_read_however_it_is_written(written: str, encoding: str) -> None:
    sheet = read_holidays(csv(f"日期,类型,名称\n{written},休,元旦\n", encoding), name="a.csv")

    assert (sheet.days, sheet.errors) == ((OFF,), ())


def test_columns_stand_in_any_order_and_the_name_may_be_missing() -> None:
    sheet = read_holidays(csv("type,date\nholiday,2027-01-01\nwork,2027-01-03\n"), name="a.csv")

    assert sheet.days == (Holiday(OFF.day, False, ""), Holiday(ON.day, True, ""))


def test_spreadsheet_reads_like_csv() -> None:
    book = Workbook()
    book.active.append(["日期", "类型", "名称"])
    book.active.append([date(2027, 1, 3), "补班", "元旦"])
    book.active.append([date(2027, 1, 1), "放假", "元旦"])
    file = io.BytesIO()
    book.save(file)

    assert read_holidays(file.getvalue(), name="a.xlsx").days == (OFF, ON)


def test_rows_not_understood_are_named_and_left_out() -> None:
    text = "日期,类型,名称\n2027-02-30,休,\n2027-01-01,或许,\n2027-01-01,休,元旦\n2027-01-01,班,元旦\n\n"

    sheet = read_holidays(csv(text), name="a.csv")

    assert sheet == HolidaySheet(
        days=(OFF,),
        errors=(
            RowError(2, "holiday.day", "2027-02-30"),
            RowError(3, "holiday.kind", "2027-01-01"),
            RowError(5, "holiday.twice", "2027-01-01"),
        ),
        first_on=None,
        last_on=None,
    )


def test_list_seems_to_speak_for_years_with_five_days_or_more() -> None:
    days = ["2026-12-31", *(f"2027-10-0{number}" for number in range(1, 6))]

    sheet = read_holidays(csv("日期,类型\n" + "".join(f"{day},休\n" for day in days)), name="a.csv")

    assert (sheet.first_on, sheet.last_on) == (date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (csv("日期,名称\n2027-01-01,元旦\n"), "file.columns_missing"),
        (b"PK\x03\x04 no workbook", "file.not_a_table"),
        (csv("日期,类型\n" + "2027-01-01,休\n" * 5_001), "file.too_many_rows"),
    ],
)
def test_file_that_is_no_list_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(NotPossible) as caught:
        read_holidays(data, name="a.csv")

    assert caught.value.code == code


def test_seeded_list_is_read_without_a_fault() -> None:
    sheet = seeded()

    assert (len(sheet.days), sheet.errors, sheet.first_on) == (6, (), date(2026, 1, 1))


def test_spans_that_touch_are_one() -> None:
    a, b, c = (
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 12, 31)),
        (date(2028, 1, 1),) * 2,
    )

    assert joined([c, b, a]) == [(date(2026, 1, 1), date(2026, 12, 31)), c]
