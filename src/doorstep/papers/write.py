"""xlsx and csv from a table; text only, so that nothing in a cell can run."""

import csv
import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

import xlsxwriter

from doorstep.kernel.errors import refuse_if
from doorstep.papers.cells import NUMBERS, one_line
from doorstep.papers.table import Seal, Stamp, Table, headings, printed_rows

A4: Final = 9
HEADING_ROW: Final = 2  # below the title and the line with unit and day
MOST_ROWS: Final = 1_048_000  # a sheet ends at 1,048,576
OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FORMATS: Final[dict[str, dict[str, object]]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "heading": {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"},
    "text": {"border": 1, "text_wrap": True, "valign": "top"},
    "number": {"border": 1, "align": "right", "valign": "top"},
}
NAME_LENGTH: Final = 31
NOT_IN_A_NAME: Final = "[]:*?/\\'"


def write_xlsx(tables: Table | Sequence[Table], stamp: Stamp, out: BinaryIO) -> tuple[Stamp, ...]:
    """One sheet a table, A4, heading repeated on every page, page n/N; the stamp is the last row.

    Rows are streamed; memory does not grow with them. Returns each sheet's stamp with its rows and checksum.
    When the rows fail half way, nothing reaches ``out``. Refuses more rows than a sheet holds.
    """
    each = [tables] if isinstance(tables, Table) else list(tables)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        with xlsxwriter.Workbook(str(path), {**OPTIONS, "tmpdir": folder}) as book:
            book.set_properties({"author": "", "created": stamp.at.replace(tzinfo=None)})
            formats = {name: book.add_format(look) for name, look in FORMATS.items()}
            names = sheet_names([table.title for table in each])
            stamps = tuple(
                write_sheet(book.add_worksheet(name), table, stamp, formats)
                for name, table in zip(names, each, strict=True)
            )
        with path.open("rb") as written:
            shutil.copyfileobj(written, out)
    return stamps


def write_sheet(sheet: Any, table: Table, stamp: Stamp, formats: dict[str, Any]) -> Stamp:
    """Title, unit and day, headings, rows, stamp."""
    lay_out(sheet, table)
    title = one_line(table.title)
    if len(table.columns) > 1:
        sheet.merge_range(0, 0, 0, len(table.columns) - 1, "", formats["title"])
    put(sheet, 0, 0, title, formats["title"])
    put(sheet, 1, 0, one_line(f"{table.unit}　{stamp.day}　{table.mark}").rstrip())
    names = headings(table)
    for place, name in enumerate(names):
        put(sheet, HEADING_ROW, place, name, formats["heading"])
    looks = [formats["number" if column.kind in NUMBERS else "text"] for column in table.columns]
    seal, line = Seal(names), HEADING_ROW
    for line, cells in enumerate(printed_rows(table, seal), start=HEADING_ROW + 1):
        refuse_if(seal.rows > MOST_ROWS, "paper.too_many_rows", limit=MOST_ROWS)
        for place, text in enumerate(cells):
            put(sheet, line, place, text, looks[place])
    final = seal.on(stamp)
    put(sheet, line + 1, 0, final.line)
    sheet.set_footer(page_footer(final, table.mark))
    return final


def put(sheet: Any, row: int, place: int, text: str, look: Any = None) -> None:
    """A text cell; what the writer would drop silently is a defect."""
    if sheet.write_string(row, place, text, look) != 0:
        raise ValueError(f"cell {row},{place} cannot be written")


def lay_out(sheet: Any, table: Table) -> None:
    """Paper size, direction, widths, and what repeats."""
    sheet.set_paper(A4)
    if table.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    if table.draft:
        sheet.set_header('&C&"-,Bold"&28草稿 DRAFT')


def page_footer(stamp: Stamp, mark: str = "") -> str:
    """Under each page: number and checksum on the left, a mark in the middle, page n/N on the right."""
    number = one_line(stamp.number)[:60].replace("&", "&&")
    middle = f"&C&8{one_line(mark)[:60].replace('&', '&&')}" if mark else ""
    return f"&L&8编号 {number} / 校验码 {stamp.checksum}{middle}&R&8第 &P / &N 页"


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Names that a workbook accepts, none of them twice."""
    names: list[str] = []
    for number, title in enumerate(titles, start=1):
        kept = "".join(each for each in one_line(title) if each not in NOT_IN_A_NAME)
        name = kept[:NAME_LENGTH].strip() or f"表{number}"
        if name.casefold() in {taken.casefold() for taken in names} | {"history"}:
            name = f"{name[: NAME_LENGTH - 4]}({number})"
        names.append(name)
    return names


def write_csv(table: Table, stamp: Stamp, out: BinaryIO) -> Stamp:
    """UTF-8 with a byte order mark, so that Excel reads Chinese; the stamp is the last line.

    Every cell is quoted, so that no other list separator can cut one open.
    """
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text, quoting=csv.QUOTE_ALL)
        seal = Seal(headings(table))
        writer.writerow(seal.headings)
        for cells in printed_rows(table, seal):
            writer.writerow(cells)
        final = seal.on(stamp)
        writer.writerow([final.line])
    finally:
        text.detach()
    return final
