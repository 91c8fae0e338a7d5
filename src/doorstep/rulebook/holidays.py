"""Reading a list of holidays and make-up days, seeded or imported (plain Python; DOMAIN R10)."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from doorstep.kernel.errors import NotPossible

SEEDED_FILE: Final = Path(__file__).parent / "data" / "holidays_cn.csv"
SEEDED_NAME: Final = "holidays_cn.csv"
MAX_ROWS: Final = 5_000
OFF: Final = frozenset({"休", "休息", "放假", "off", "holiday", "false", "0"})
ON: Final = frozenset({"班", "上班", "补班", "调休上班", "work", "working", "true", "1"})
_HEADERS: Final[Mapping[str, frozenset[str]]] = {
    "day": frozenset({"day", "date", "日期"}),
    "working": frozenset({"working", "work", "type", "kind", "类型", "上班", "休班"}),
    "name": frozenset({"name", "holiday", "名称", "节日", "说明"}),
}
_DATE: Final = re.compile(
    r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00)?)?"
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that is not what its weekday says."""

    day: date
    working: bool
    name: str


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that could not be read; ``row`` counts from 1 with the header."""

    row: int
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class HolidaySheet:
    """What a file says, shown before anything is written.

    ``first_on`` and ``last_on`` are whole years; the person who imports confirms that the list is
    complete for them.
    """

    days: tuple[Holiday, ...]
    errors: tuple[RowError, ...]
    first_on: date | None
    last_on: date | None


def read_holidays(data: bytes, *, name: str) -> HolidaySheet:
    """Read a CSV or xlsx file with the columns 日期, 类型 (休 or 班) and 名称, in any order.

    Raises NotPossible when it is neither, has no such header, or has more than 5,000 rows.
    """
    rows = table_of(data, name=name)
    if not rows:
        raise NotPossible("file.empty")
    if len(rows) > MAX_ROWS:
        raise NotPossible("file.too_long", limit=MAX_ROWS)
    columns = columns_of(rows[0])
    return sheet_of(rows[1:], columns)


def table_of(data: bytes, *, name: str) -> list[list[str]]:
    """The cells as text; xlsx by its content, everything else as CSV in UTF-8 or GB18030."""
    if data.startswith(b"PK"):
        try:
            cells = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        except (CalamineError, OSError, ValueError):
            raise NotPossible("file.unreadable", name=name) from None
        return [[cell_text(cell) for cell in row] for row in cells]
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text_of(data)))]


def text_of(data: bytes) -> str:
    """What Excel writes in China: UTF-8 with or without mark, else GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotPossible("file.unreadable", name="")


def cell_text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Where each column stands; the name may be missing, day and working may not."""
    found = {
        field: position
        for position, cell in enumerate(header)
        for field, names in _HEADERS.items()
        if cell.strip().lower() in names
    }
    missing = [field for field in ("day", "working") if field not in found]
    if missing:
        raise NotPossible("file.columns_missing", columns=missing)
    return found


def sheet_of(rows: Iterable[Sequence[str]], columns: Mapping[str, int]) -> HolidaySheet:
    """Every row read or refused; of two rows for one day the second is refused."""
    days: dict[date, Holiday] = {}
    errors: list[RowError] = []
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        cells = {field: row[place].strip() if place < len(row) else "" for field, place in columns.items()}
        found = holiday_of(cells)
        if isinstance(found, str):
            errors.append(RowError(number, found, cells["day"]))
        elif found.day in days:
            errors.append(RowError(number, "holiday.twice", cells["day"]))
        else:
            days[found.day] = found
    return HolidaySheet(tuple(days[day] for day in sorted(days)), tuple(errors), *whole_years(days))


def holiday_of(cells: Mapping[str, str]) -> Holiday | str:
    """The row's day, or the code of what is wrong with it."""
    day = read_day(cells["day"])
    if day is None:
        return "holiday.day"
    kind = cells["working"].lower()
    if kind not in OFF and kind not in ON:
        return "holiday.kind"
    return Holiday(day, kind in ON, cells.get("name", "")[:40])


def read_day(text: str) -> date | None:
    """2019-10-01, 2019/10/1, 2019.10.1, 2019年10月1日 or 20191001."""
    match = _COMPACT.fullmatch(text) or _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def whole_years(days: Iterable[date]) -> tuple[date | None, date | None]:
    """The years that the list seems to speak for: those with at least five of its days."""
    counts: dict[int, int] = {}
    for day in days:
        counts[day.year] = counts.get(day.year, 0) + 1
    years = sorted(year for year, count in counts.items() if count >= 5)
    return (date(years[0], 1, 1), date(years[-1], 12, 31)) if years else (None, None)


@cache
def seeded() -> HolidaySheet:
    """The list that comes with the program."""
    return read_holidays(SEEDED_FILE.read_bytes(), name=SEEDED_NAME)


def joined(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans in order, those that touch or overlap made one."""
    merged: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
