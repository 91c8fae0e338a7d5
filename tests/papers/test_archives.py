"""A file is measured before a reader opens it: bombs and far corners are refused, quickly and cheaply."""

import io
import struct
import tracemalloc
import zipfile
from time import monotonic

import pytest

from doorstep.kernel.errors import NotPossible
from doorstep.papers import archives
from doorstep.papers.archives import Extent, check_xlsx, column_number
from doorstep.papers.read import read_table
from tests.papers.samples import with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
GOOD = workbook(["小区"], ["望溪花园"])


def refusal(data: bytes) -> str:
    with pytest.raises(NotPossible) as found:
        read_table(data, "名册.xlsx")
    return found.value.code


def sheet_xml(cells: str, prolog: str = "") -> bytes:
    return f'{prolog}<worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def test_good_file_passes() -> None:
    check_xlsx(GOOD)


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>',
        "<row r='1'><c note='&gt;>' r='ZZZ1'><v>1</v></c></row>",
        '<row r="1048576"><c><v>1</v></c></row>',
        '<row r="5"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>',
        '<row r="200000"><c r="GR200000"><f>1</f></c></row>',
    ],
)
def test_value_in_a_far_corner_is_refused(cells) -> None:
    assert refusal(with_part(GOOD, SHEET, sheet_xml(cells))) in {
        "file.too_many_rows",
        "file.too_many_columns",
    }


def test_far_corner_of_a_sheet_kept_elsewhere_is_refused_too() -> None:
    far = sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')

    assert refusal(with_part(GOOD, "xl/other/hidden.dat", far)) == "file.too_many_columns"


def test_far_corner_that_is_only_coloured_is_read() -> None:
    cells = '<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'

    assert read_table(with_part(GOOD, SHEET, sheet_xml(cells)), "").headers == ("7",)


@pytest.mark.parametrize(
    "xml",
    [
        sheet_xml("", '<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>'),
        sheet_xml("<row><c></row>"),
        sheet_xml('<row r="x"><c/></row>'),
        sheet_xml('<row><c r="1A"/></row>'),
        sheet_xml('<row r="' + "9" * 5000 + '"/>'),
    ],
)
def test_sheet_that_is_not_plain_xml_is_refused(xml) -> None:
    assert refusal(with_part(GOOD, SHEET, xml)) == "file.not_a_table"


def test_bomb_is_refused_quickly_and_in_little_memory() -> None:
    bomb = with_part(GOOD, "xl/sharedStrings.xml", b" " * (110 * 1024 * 1024))
    tracemalloc.start()
    began = monotonic()

    code = refusal(bomb)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (code, monotonic() - began < 2, peak < 20_000_000) == ("file.too_large", True, True)


def test_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(with_part(GOOD, "xl/sharedStrings.xml", b" " * 5_000_000))
    true, false = struct.pack("<I", 5_000_000), struct.pack("<I", 500)
    assert data.count(true) == 2

    assert refusal(bytes(data.replace(true, false))) == "file.not_a_table"


def test_archive_of_too_many_parts_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(archives, "MAX_PARTS", 3)

    assert refusal(GOOD) == "file.not_a_table"


def archive(compression: int = zipfile.ZIP_DEFLATED, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        archive(word__document_xml="<w/>"),
        archive(content_xml="<office/>", xl__workbook_xml="<workbook/>"),
        archive(xl__workbook_bin="x", xl__workbook_xml="<workbook/>"),
        archive(xl__workbook_xml="<workbook/>"),
        archive(zipfile.ZIP_BZIP2, xl__workbook_xml="<workbook/>"),
        GOOD[:-30],
        GOOD[: len(GOOD) // 2],
        GOOD.replace(b"PK\x03\x04", b"PK\x03\x05"),
    ],
)
def test_other_and_damaged_archives_are_refused(data) -> None:
    assert refusal(data) == "file.not_a_table"


def test_every_damaged_byte_is_read_or_refused() -> None:
    for place in range(0, len(GOOD), 7):
        data = bytearray(GOOD)
        data[place] ^= 0xFF
        try:
            read_table(bytes(data), "")
        except NotPossible:
            continue


def test_endless_merged_cells_are_refused() -> None:
    merges = "".join(f'<mergeCell ref="A1:A{50_000 + each}"/>' for each in range(60))
    xml = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row><row r="60000"><c r="A60000"><v>1</v></c></row>')
    xml = xml.replace(b"</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>".encode())

    assert refusal(with_part(GOOD, SHEET, xml)) == "file.too_many_rows"


def test_columns_are_numbered_like_a_sheet() -> None:
    assert [column_number(each) for each in ("A", "Z", "AA", "GR", "XFD")] == [1, 26, 27, 200, 16384]


def test_cells_without_a_reference_are_counted() -> None:
    extent = Extent()
    for tag in ("row", "c", "v", "c", "v", "row", "c", "c", "c", "x:c", "is", "row", "c"):
        extent.start(tag, {})

    assert (extent.rows, extent.columns) == (2, 4)
