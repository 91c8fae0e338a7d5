"""A file that was taken out proves its own rows, and a changed one does not."""

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.kernel.errors import NotPossible
from doorstep.papers.table import Column
from doorstep.papers.verify import verify_csv, verify_xlsx
from doorstep.papers.write import write_csv, write_xlsx
from tests.papers.samples import PAYLOADS, STAMP, csv_file, table, workbook, xlsx

TWO = (Column("编号"), Column("内容"))
ROWS = [["1", "水管漏水"], ["2", ""], ["", ""], ["4", "路灯不亮"]]


def edited(data: bytes, change) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_file_as_written_verifies_with_its_stamp(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with path.open("wb") as out:
        (stamp,) = write_xlsx(table(ROWS, *TWO), STAMP, out)

    verdict = verify_xlsx(path)

    assert verdict.ok
    assert [(each.sheet, each.rows, each.checksum) for each in verdict.sheets] == [
        ("走访台账", 4, stamp.checksum)
    ]
    assert verdict.sheets[0].printed == stamp


def test_file_saved_again_by_another_program_still_verifies() -> None:
    assert verify_xlsx(edited(xlsx(table(ROWS, *TWO)), lambda sheet: None)).ok


CHANGES = {
    "a cell": lambda sheet: sheet.cell(4, 2, "水管已修"),
    "a heading": lambda sheet: sheet.cell(3, 1, "序号"),
    "a row less": lambda sheet: sheet.delete_rows(5),
    "a row more": lambda sheet: sheet.insert_rows(5),
    "two rows swapped": lambda sheet: sheet.move_range("A4:B4", rows=1),
    "a note beside": lambda sheet: sheet.cell(4, 3, "已核"),
    "a row below": lambda sheet: sheet.cell(9, 1, "合计"),
    "no stamp": lambda sheet: sheet.delete_rows(8),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_changed_file_does_not_verify(change) -> None:
    assert not verify_xlsx(edited(xlsx(table(ROWS, *TWO)), change)).ok


def test_one_changed_sheet_of_two_is_named() -> None:
    data = edited(xlsx(table(ROWS, *TWO), table(ROWS, *TWO)), CHANGES["a cell"])

    assert [each.ok for each in verify_xlsx(data).sheets] == [False, True]


def test_csv_verifies_until_it_is_changed() -> None:
    data = csv_file(table(ROWS, *TWO))

    assert verify_csv(data).ok
    assert not verify_csv(data.replace("漏水".encode(), "不漏".encode())).ok


@pytest.mark.parametrize("data", [workbook(["a"], ["b"]), workbook(["a"] * 3, ["b"], ["c"], ["d"])])
def test_somebody_elses_file_does_not_verify(data) -> None:
    assert not verify_xlsx(data).ok


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(NotPossible) as found:
        verify_xlsx(b"no workbook")

    assert found.value.code == "file.not_a_table"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PAYLOADS, PAYLOADS), max_size=8))
def test_any_words_verify_in_both_formats(rows) -> None:
    out, text = io.BytesIO(), io.BytesIO()
    (first,) = write_xlsx(table(rows, *TWO), STAMP, out)
    second = write_csv(table(rows, *TWO), STAMP, text)

    assert (verify_xlsx(out.getvalue()).ok, verify_csv(text.getvalue()).ok) == (True, True)
    assert first.checksum == second.checksum
