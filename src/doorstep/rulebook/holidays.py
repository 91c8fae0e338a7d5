"""Reading a list of holidays and make-up days, seeded or imported (plain Python; DOMAIN R10)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from doorstep.kernel.errors import NotPossible, refuse_if
from doorstep.papers.read import read_date, read_table

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

    Raises NotPossible when it is no table, lacks a column, or has more than 5,000 rows.
    """
    table = read_table(data, name)
    refuse_if(len(table.rows) > MAX_ROWS, "file.too_many_rows", limit=MAX_ROWS)
    return sheet_of(table.rows, columns_of(table.headers))


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
    found = _COMPACT.fullmatch(text)
    try:
        return read_date("-".join(found.groups()) if found else text)
    except NotPossible:
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
