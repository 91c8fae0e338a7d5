"""Tables that people hand in: CSV in the encodings met here, and xlsx; bounded before anything is unpacked."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from doorstep.kernel.errors import NotPossible, refuse_if
from doorstep.papers.table import Seal

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
MAX_ROWS = 200_000
MAX_COLUMNS = 200
ENCODINGS = ("utf-8-sig", "gb18030")
_DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?:[ T].*)?")
EXCEL_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Sheet:
    """Headings and rows, every cell as text."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_table(data: bytes, filename: str) -> Sheet:
    """The first table of a file; refused when it is too large, packed to explode, or no table at all."""
    refuse_if(len(data) > MAX_BYTES, "file.too_large", limit=MAX_BYTES // 1024 // 1024)
    lines = xlsx_lines(data) if data[:2] == b"PK" else csv_lines(data)
    filled = [line for line in lines if any(cell.strip() for cell in line)]
    refuse_if(not filled, "file.empty", name=filename)
    refuse_if(len(filled) > MAX_ROWS or len(filled[0]) > MAX_COLUMNS, "file.too_many_rows", limit=MAX_ROWS)
    width = len(filled[0])
    rows = tuple(tuple((line + [""] * width)[:width]) for line in filled[1:])
    return Sheet(tuple(cell.strip() for cell in filled[0]), rows)


def csv_lines(data: bytes) -> list[list[str]]:
    text = decoded(data)
    refuse_if("\0" in text, "file.not_a_table")
    try:
        return [list(line) for line in csv.reader(io.StringIO(text), strict=True)]
    except csv.Error as error:
        raise NotPossible("file.not_a_table") from error


def decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotPossible("file.encoding")


def xlsx_lines(data: bytes) -> list[list[str]]:
    check_zip(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        values = book.get_sheet_by_index(0).to_python(skip_empty_area=True)
    except (CalamineError, OSError, IndexError) as error:
        raise NotPossible("file.not_a_table") from error
    return [[as_text(value) for value in line] for line in values]


def check_zip(data: bytes) -> None:
    """Refuse an archive that would grow beyond reason, before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [(item.file_size, item.compress_size) for item in archive.infolist()]
    except zipfile.BadZipFile as error:
        raise NotPossible("file.not_a_table") from error
    unpacked = sum(size for size, _ in sizes)
    refuse_if(unpacked > MAX_UNPACKED, "file.too_large", limit=MAX_UNPACKED // 1024 // 1024)
    refuse_if(unpacked > MAX_RATIO * max(1, len(data)), "file.too_large", limit=MAX_UNPACKED // 1024 // 1024)


def as_text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def read_date(text: str) -> date:
    """A day as people write it: 2019年3月5日, 2019.3.5, 2019/3/5, 2019-03-05, or Excel's serial number."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if text.strip().isdecimal() and 20_000 <= int(text) <= 80_000:
            return EXCEL_EPOCH + timedelta(days=int(text))
    except ValueError:
        pass
    raise NotPossible("date.bad", text=text)


def verify_xlsx(data: bytes) -> bool:
    """Whether the rows of a file that we wrote still have the checksum printed under them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        lines = [
            [str(cell) for cell in line]
            for line in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        *rows, last = lines[3:]
        seal = Seal()
        for row in rows:
            seal.take(row)
        if not last[0].endswith(f"行数 {seal.rows} / 校验码 {seal.checksum}"):
            return False
    return True
