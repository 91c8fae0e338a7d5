"""xlsx and csv files as other programs find them."""

import csv
import io
import tempfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.kernel.errors import NotPossible
from doorstep.papers import write
from doorstep.papers.cells import clean
from doorstep.papers.table import Column
from doorstep.papers.write import sheet_names, write_csv, write_xlsx
from tests.papers.samples import PAYLOADS, STAMP, csv_file, table, xlsx

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\0")
LEDGER = (Column("日期", "date"), Column("户数", "int"), Column("金额", "fen"), Column("满意率", "share"))
ROW = [date(2019, 3, 5), 540, 1_234_567, Fraction(97, 100)]


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def values(sheet) -> list[list[str]]:
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def test_xlsx_has_title_unit_day_headings_rows_and_stamp() -> None:
    out = io.BytesIO()

    (stamp,) = write_xlsx(table([ROW], *LEDGER), STAMP, out)

    assert values(opened(out.getvalue()).active) == [
        ["走访台账"],
        ["示范街道 2019-03-05"],
        ["日期", "户数", "金额", "满意率"],
        ["2019-03-05", "540", "12,345.67", "97.00%"],
        [stamp.line],
    ]


def test_xlsx_prints_on_a4_with_headings_on_each_page_and_page_numbers() -> None:
    sheet = opened(xlsx(table([ROW], *LEDGER))).active

    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "A4")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.oddFooter.right.text == "第 &P / &N 页"


def test_xlsx_draft_is_marked_on_every_page_and_a_final_paper_is_not() -> None:
    book = opened(xlsx(table([ROW], *LEDGER, draft=True), table([ROW], *LEDGER, landscape=False)))
    draft, final = book.worksheets

    assert draft.oddHeader.center.text == "草稿 DRAFT"
    assert (final.oddHeader.center.text, final.page_setup.orientation) == (None, "portrait")


def test_xlsx_with_one_column_and_no_rows_is_whole() -> None:
    out = io.BytesIO()

    (stamp,) = write_xlsx(table([]), STAMP, out)

    assert (stamp.rows, values(opened(out.getvalue()).active)[-1]) == (0, [stamp.line])


def test_xlsx_of_the_same_rows_is_the_same_file() -> None:
    assert xlsx(table([ROW], *LEDGER)) == xlsx(table([ROW], *LEDGER))


def test_footer_with_an_ampersand_is_printed_and_obeys_nothing() -> None:
    out = io.BytesIO()

    write_xlsx(table([]), type(STAMP)("A&B&P" * 40, "李敏", STAMP.at), out)

    assert "A&&B&&P" in opened(out.getvalue()).active.oddFooter.left.text


@settings(max_examples=20, deadline=None)
@given(st.lists(PAYLOADS, min_size=50, max_size=50))
def test_a_thousand_payloads_are_text_in_xlsx(payloads) -> None:
    sheet = opened(xlsx(table([[each] for each in payloads]))).active
    cells = [row[0] for row in sheet.iter_rows(min_row=4, max_row=3 + len(payloads))]

    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    assert [cell for cell in cells if cell.data_type == "n" and cell.value is not None] == []
    assert [cell.value for cell in cells if str(cell.value).startswith(SIGNS)] == []
    assert (sheet.max_row, sheet.max_column) == (4 + len(payloads), 1)


@settings(max_examples=20, deadline=None)
@given(st.lists(PAYLOADS, min_size=50, max_size=50))
def test_a_thousand_payloads_are_text_in_csv(payloads) -> None:
    text = csv_file(table([[each] for each in payloads])).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))

    assert rows[1:-1] == [[clean(each)] for each in payloads]
    assert [row for row in rows if row[0].startswith(SIGNS)] == []


def test_titles_headings_and_exporter_are_neutralised_too() -> None:
    out = io.BytesIO()
    evil = "=1+1"

    write_xlsx(write.Table(evil, evil, (Column(evil),), []), type(STAMP)(evil, evil, STAMP.at), out)

    book = opened(out.getvalue())
    assert [row for row in values(book.active) if str(row[0]).startswith(SIGNS)] == []
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} == {"s"}


def test_csv_opens_in_excel_and_ends_with_the_stamp() -> None:
    out = io.BytesIO()

    stamp = write_csv(table([ROW], *LEDGER), STAMP, out)

    assert (
        out.getvalue()
        == (
            "\ufeff"
            '"日期","户数","金额","满意率"\r\n"2019-03-05","540","12,345.67","97.00%"\r\n'
            f'"{stamp.line}"\r\n'
        ).encode()
    )


def test_csv_and_xlsx_of_the_same_rows_have_the_same_checksum() -> None:
    (first,) = write_xlsx(table([ROW], *LEDGER), STAMP, io.BytesIO())
    second = write_csv(table([ROW], *LEDGER), STAMP, io.BytesIO())

    assert first == second


@pytest.mark.parametrize("write_file", [write_xlsx, write_csv])
def test_rows_failing_half_way_leave_the_target_open(write_file) -> None:
    def failing():
        yield ["一"]
        raise RuntimeError("database gone")

    out = io.BytesIO()
    with pytest.raises(RuntimeError, match="database gone"):
        write_file(table(failing()), STAMP, out)

    assert not out.closed


def test_xlsx_failing_half_way_writes_nothing_and_leaves_no_file(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    out = io.BytesIO()

    with pytest.raises(ValueError, match="shorter"):
        write_xlsx(table([["一"], []]), STAMP, out)

    assert (out.getvalue(), list(tmp_path.iterdir())) == (b"", [])


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(write, "MOST_ROWS", 2)

    with pytest.raises(NotPossible) as refusal:
        xlsx(table([["一"]] * 3))

    assert (refusal.value.code, refusal.value.values) == ("paper.too_many_rows", {"limit": 2})


def test_sheet_names_are_accepted_and_different() -> None:
    long = "立行立改和限时整改以及长期推进和解释说明的全部清单与汇总表格一共三十一个字"

    assert sheet_names(["台账", "台账", "a/b:[c]", "History", "***", long]) == [
        "台账",
        "台账(2)",
        "abc",
        "History(4)",
        "表5",
        long[:31],
    ]
