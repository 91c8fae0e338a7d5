"""Tables that people hand in: CSV in the encodings met here, and xlsx."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from doorstep.kernel.errors import NotPossible, refuse_if
from doorstep.papers.archives import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, check_size, check_xlsx

MAX_BYTES: Final = 20 * 1024 * 1024
ENCODINGS: Final = ("utf-8-sig", "gb18030")
UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"  # .xls, and every xlsx with a password
SEPARATORS: Final = ",\t;"
HEADING_LINES: Final = 10  # a title and a line with unit and day may stand above the headings
EXCEL_EPOCH: Final = date(1899, 12, 30)
SERIALS: Final = range(18_264, 80_000)  # 1950 to 2119
_BINARY: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DAY: Final = re.compile(
    r"(\d{4})(?:年(\d{1,2})月(\d{1,2})日?|([-./])(\d{1,2})\4(\d{1,2}))(?:[ T]?\d{1,2}:\d\d.*)?"
)


@dataclass(frozen=True)
class Sheet:
    """Headings and rows, every cell as text; ``lines`` says where each row stands in the file."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...] = ()

    def numbered(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each row with its line in the file; counted from 2 when the file is not known."""
        return zip(self.lines or range(2, len(self.rows) + 2), self.rows, strict=True)


def read_table(data: bytes, filename: str) -> Sheet:
    """The first visible table of a file; empty lines and a title above the headings are left out.

    Values of merged cells stand in each of their rows. Raises NotPossible: file.too_large, file.empty,
    file.not_a_table, file.broken_line, file.encoding, file.old_excel, file.too_many_rows or
    file.too_many_columns.
    """
    refuse_if(len(data) > MAX_BYTES, "file.too_large", limit=MAX_BYTES // 1024**2)
    refuse_if(data.startswith(OLD_EXCEL), "file.old_excel", name=filename)
    lines = xlsx_lines(data) if data.startswith(b"PK") else csv_lines(data)
    filled = bounded(lines)
    refuse_if(not filled, "file.empty", name=filename)
    return sheet_of(filled)


def bounded(lines: Iterable[Sequence[str]]) -> list[tuple[int, Sequence[str]]]:
    """Lines that say something, with their numbers; refused as soon as there are too many."""
    filled: list[tuple[int, Sequence[str]]] = []
    cells = 0
    for number, line in enumerate(lines, start=1):
        if not any(cell.strip() for cell in line):
            continue
        cells += len(line)
        check_size(len(filled), min(len(line), MAX_COLUMNS + 1))
        refuse_if(cells > MAX_CELLS, "file.too_many_rows", limit=MAX_ROWS)
        filled.append((number, line))
    return filled


def sheet_of(filled: Sequence[tuple[int, Sequence[str]]]) -> Sheet:
    """Headings are the first line that is at least half as full as the fullest near the top."""
    counts = [sum(1 for cell in line if cell.strip()) for _, line in filled[:HEADING_LINES]]
    top = next(place for place, count in enumerate(counts) if count * 2 > max(counts))
    width = max(last_filled(line) for _, line in filled[top:])
    rows = [tuple(padded(line, width)) for _, line in filled[top:]]
    headers = tuple(cell.strip() for cell in rows[0])
    return Sheet(headers, tuple(rows[1:]), tuple(number for number, _ in filled[top + 1 :]))


def last_filled(line: Sequence[str]) -> int:
    return max(place for place, cell in enumerate(line, start=1) if cell.strip())


def padded(line: Sequence[str], width: int) -> list[str]:
    return [*line[:width], *[""] * (width - len(line))]


def csv_lines(data: bytes) -> Iterator[list[str]]:
    text = decoded(data)
    refuse_if(bool(_BINARY.search(text)), "file.not_a_table")
    first = text.lstrip().partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from lines
    except csv.Error as error:
        raise NotPossible("file.broken_line", line=lines.line_num) from error


def decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data.startswith(UTF_16_MARKS) else ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotPossible("file.encoding")


def xlsx_lines(data: bytes) -> list[list[str]]:
    check_xlsx(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return lines_of(first_sheet(book))
    except (CalamineError, OSError, ValueError) as error:
        raise NotPossible("file.not_a_table") from error


def first_sheet(book: CalamineWorkbook) -> CalamineSheet:
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    refuse_if(not names, "file.not_a_table")
    return book.get_sheet_by_name(names[0])


def lines_of(sheet: CalamineSheet) -> list[list[str]]:
    """Every cell as text from the sheet's first corner on; merged cells filled downwards."""
    lines = [[as_text(value) for value in line] for line in sheet.to_python(skip_empty_area=False)]
    steps = 0
    for (top, column), (bottom, _) in sheet.merged_cell_ranges or []:
        last = min(bottom, len(lines) - 1)
        steps += max(0, last - top)
        refuse_if(steps > MAX_CELLS, "file.too_many_rows", limit=MAX_ROWS)
        for row in range(top + 1, last + 1):
            if column < len(lines[row]) and not lines[row][column]:
                lines[row][column] = lines[top][column]
    return lines


def as_text(value: Any) -> str:
    """As the cell shows it: whole numbers without a point, days as YYYY-MM-DD."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime):
        whole_day = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if whole_day else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def read_date(text: str) -> date:
    """A day as people write it: 2019年3月5日, 2019.3.5, 2019/3/5, 2019-03-05, or Excel's serial number.

    A clock time behind it is left out. Raises NotPossible("date.bad").
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    dense = re.sub(r"\s*([年月日./-])\s*", r"\1", plain)
    if found := _DAY.fullmatch(dense):
        year, month, day = found[1], found[2] or found[5], found[3] or found[6]
        try:
            return date(int(year), int(month), int(day))
        except ValueError as error:
            raise NotPossible("date.bad", text=text) from error
    if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", plain) and int(plain[:5]) in SERIALS:
        return EXCEL_EPOCH + timedelta(days=int(plain[:5]))
    raise NotPossible("date.bad", text=text)
