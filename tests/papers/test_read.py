"""Tables that people hand in, in the forms they come in."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.kernel.errors import NotPossible
from doorstep.papers import archives, read
from doorstep.papers.cells import clean
from doorstep.papers.read import Sheet, read_date, read_table
from doorstep.papers.table import Column
from tests.papers.samples import csv_file, table, workbook, xlsx

LIST = "小区,房号\n望溪花园,501\n溪畔雅居,102\n"
SHEET = Sheet(("小区", "房号"), (("望溪花园", "501"), ("溪畔雅居", "102")), (2, 3))


def refusal(data: bytes) -> str:
    with pytest.raises(NotPossible) as found:
        read_table(data, "名册")
    return found.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_met_here(encoding) -> None:
    assert read_table(LIST.encode(encoding), "名册.csv") == SHEET


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_is_read_with_other_separators(separator) -> None:
    assert read_table(LIST.replace(",", separator).encode(), "名册.csv") == SHEET


def test_csv_with_quotes_line_breaks_and_empty_lines_keeps_the_lines_numbers() -> None:
    data = '小区,备注\r\n\r\n"望溪,花园","一\n二"\r\n,,\r\n鹤鸣苑,"说""好"""\r\n'.encode()

    assert read_table(data, "") == Sheet(
        ("小区", "备注"), (("望溪,花园", "一\n二"), ("鹤鸣苑", '说"好"')), (3, 5)
    )


def test_row_longer_than_the_headings_loses_nothing() -> None:
    assert read_table(b"a,b\n1,2,3\n4\n", "").rows == (("1", "2", "3"), ("4", "", ""))


def test_xlsx_is_read_like_csv() -> None:
    data = workbook(["小区", "房号"], ["望溪花园", 501], ["溪畔雅居", "102"])

    assert read_table(data, "名册.xlsx") == SHEET


def test_xlsx_title_above_the_headings_is_left_out() -> None:
    data = workbook(
        ["住户名册", None, None],
        ["填报单位：示范街道", None, None],
        [],
        ["小区", "楼栋", "房号"],
        ["望溪花园", "3号楼", "501"],
        merged=["A1:C1", "A2:C2"],
    )

    assert read_table(data, "") == Sheet(("小区", "楼栋", "房号"), (("望溪花园", "3号楼", "501"),), (5,))


def test_single_column_has_its_heading_in_the_first_line() -> None:
    assert read_table("地址\n望溪花园3-2-501\n".encode(), "").headers == ("地址",)


def test_xlsx_merged_cells_stand_in_each_of_their_rows() -> None:
    data = workbook(
        ["小区", "楼栋", "房号"],
        ["望溪花园", "3号楼", "101"],
        [None, None, "102"],
        [None, "4号楼", "101"],
        [None, None, "102"],
        merged=["A2:A5", "B2:B3", "B4:B5"],
    )

    assert [row[:2] for row in read_table(data, "").rows] == [
        ("望溪花园", "3号楼"),
        ("望溪花园", "3号楼"),
        ("望溪花园", "4号楼"),
        ("望溪花园", "4号楼"),
    ]


def test_xlsx_values_read_as_a_person_sees_them() -> None:
    row = [13800000000, 501.0, 0.1 + 0.2, date(2019, 3, 5), datetime(2019, 3, 5, 8, 30), time(8, 30), True]  # noqa: DTZ001

    assert read_table(workbook(["a"] * 7, row), "").rows == (
        ("13800000000", "501", "0.3", "2019-03-05", "2019-03-05 08:30:00", "08:30:00", "True"),
    )


def test_xlsx_hidden_sheet_is_passed_over() -> None:
    book = openpyxl.Workbook()
    book.active.append(["代码"])
    book.active.sheet_state = "hidden"
    book.create_sheet().append(["小区"])
    out = io.BytesIO()
    book.active = 1
    book.save(out)

    assert read_table(out.getvalue(), "").headers == ("小区",)


def test_what_we_wrote_is_read_back() -> None:
    one = table([["=1+1", 540], ["水管漏水", 0]], Column("内容"), Column("户数", "int"))

    assert read_table(xlsx(one), "").rows[:-1] == (("'=1+1", "540"), ("水管漏水", "0"))
    assert read_table(csv_file(one), "").rows[:-1] == (("'=1+1", "540"), ("水管漏水", "0"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"\n \n,,\n", "file.empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "file.not_a_table"),
        (b"a,b\n\0,1\n", "file.not_a_table"),
        (b"PK\x03\x04 no workbook", "file.not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.old_excel"),
        ('小区,房号\n"望溪"花园,1\n'.encode(), "file.broken_line"),
        ('小区,房号\n"望溪花园,1\n'.encode(), "file.broken_line"),
        (b"\xff\xfe\x00", "file.encoding"),
        (b"a," * 300 + b"a\n", "file.too_many_columns"),
    ],
)
def test_file_that_is_no_table_is_refused(data, code) -> None:
    assert refusal(data) == code


def test_broken_line_is_named() -> None:
    with pytest.raises(NotPossible) as found:
        read_table(b'a,b\n1,2\n"x"y,3\n', "")

    assert found.value.values == {"line": 3}


def test_csv_beyond_the_limits_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(archives, "MAX_ROWS", 3)
    assert refusal(b"a\n" * 6) == "file.too_many_rows"

    monkeypatch.setattr(read, "MAX_BYTES", 10)
    assert refusal(b"a\n" * 6) == "file.too_large"


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.binary(max_size=80).map(lambda tail: b"PK\x03\x04" + tail)))
def test_any_bytes_are_read_or_refused(data) -> None:
    try:
        sheet = read_table(data, "")
    except NotPossible:
        return
    assert all(len(row) == len(sheet.headers) for row in sheet.rows)


TEXT = st.text(alphabet="望溪花园3号楼,;\t\"'=\n ", min_size=1, max_size=6).map(
    lambda each: clean(f"字{each}字")
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=6))
def test_every_written_row_is_read_back_whole(rows) -> None:
    one = table(rows, Column("甲"), Column("乙"), Column("丙"))

    for data in (csv_file(one), xlsx(one)):
        assert list(read_table(data, "").rows[:-1]) == [tuple(row) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "2019年3月5日",
        "2019年03月05日",
        " 2019 年 3 月 5 日 ",
        "２０１９年３月５日",
        "2019年3月5",
        "2019.3.5",
        "2019/3/5",
        "2019-03-05",
        "2019．３．５",
        "2019-03-05 08:30:00",
        "2019-03-05T08:30",
        "2019年3月5日 8:30",
        "43529",
        "43529.5",
    ],
)
def test_day_is_read_the_way_people_write_it(text) -> None:
    assert read_date(text) == date(2019, 3, 5)


@pytest.mark.parametrize(
    "text",
    ["", "2019", "2019.13.1", "2019年2月30日", "19.3.5", "2019-3.5", "3月5日", "435", "99999", "明天", "501"],
)
def test_what_is_no_certain_day_is_refused(text) -> None:
    with pytest.raises(NotPossible) as found:
        read_date(text)

    assert (found.value.code, found.value.values) == ("date.bad", {"text": text})


@given(st.dates(date(1950, 1, 2), date(2100, 1, 1)))
def test_every_day_is_read_in_every_form(day) -> None:
    forms = [
        "{0.year}年{0.month}月{0.day}日",
        "{0.year}.{0.month}.{0.day}",
        "{0.year}/{0.month:02}/{0.day:02}",
    ]
    serial = str((day - date(1899, 12, 30)).days)

    assert {read_date(form.format(day)) for form in forms} | {read_date(serial)} == {day}
