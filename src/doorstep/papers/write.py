"""xlsx and csv from a table; text only, so that nothing in a cell can run."""

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

import xlsxwriter

from doorstep.papers.table import Seal, Stamp, Table, clean, footer, printed_rows

A4 = 9
EXCEL_CELL_LIMIT = 32_767


def write_xlsx(tables: Table | Sequence[Table], stamp: Stamp, out: BinaryIO) -> list[Seal]:
    """One sheet a table, A4, heading repeated on every page, page n/N, the stamp in the last row.

    Rows are streamed; memory does not grow with them. Returns the seal of each sheet.
    """
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"author": "", "created": stamp.at.replace(tzinfo=None)})
    seals = [write_sheet(book, table, stamp) for table in ([tables] if isinstance(tables, Table) else tables)]
    book.close()
    return seals


def write_sheet(book: xlsxwriter.Workbook, table: Table, stamp: Stamp) -> Seal:
    sheet = book.add_worksheet(sheet_name(table.title))
    heading = book.add_format(
        {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
    )
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    right = book.add_format({"border": 1, "align": "right", "valign": "top"})
    lay_out(sheet, table)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    sheet.merge_range(0, 0, 0, max(1, len(table.columns) - 1), clean(table.title), title)
    sheet.write_string(1, 0, clean(table.unit))
    for place, column in enumerate(table.columns):
        sheet.write_string(2, place, column.name, heading)
    seal, line = Seal(), 2
    for line, cells in enumerate(printed_rows(table, seal), start=3):
        for place, text in enumerate(cells):
            number = table.columns[place].kind in {"int", "fen", "share"}
            sheet.write_string(line, place, text[:EXCEL_CELL_LIMIT], right if number else cell)
    sheet.write_string(line + 1, 0, footer(stamp, seal))
    return seal


def lay_out(sheet: xlsxwriter.worksheet.Worksheet, table: Table) -> None:
    """Paper size, direction, what repeats, and the page number."""
    sheet.set_paper(A4)
    if table.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P / &N 页")
    if table.draft:
        sheet.set_header("&C&20草稿 DRAFT")


def sheet_name(title: str) -> str:
    return "".join(each for each in title if each not in "[]:*?/\\'")[:31] or "表"


def write_csv(table: Table, stamp: Stamp, out: BinaryIO) -> Seal:
    """UTF-8 with a byte order mark, so that Excel reads Chinese; the stamp is the last line."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    seal = Seal()
    for cells in printed_rows(table, seal):
        writer.writerow(cells)
    writer.writerow([footer(stamp, seal)])
    text.detach()
    return seal
