"""What a printout is before it has a format: a title, columns, rows, and the stamp under them."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from doorstep.kernel.calendar import SHANGHAI
from doorstep.kernel.canonical import canonical
from doorstep.papers.cells import Kind, one_line, shown

CHECKSUM_LENGTH: Final = 16
_STAMP: Final = re.compile(
    r"编号 (?P<number>.*) / 导出人 (?P<exporter>.*) / 时间 (?P<at>\d{4}-\d\d-\d\d \d\d:\d\d)"
    r" / 行数 (?P<rows>\d+) / 校验码 (?P<checksum>[0-9a-f]{16})"
)


@dataclass(frozen=True)
class Column:
    """A heading, what kind of value stands below it, and its width in characters."""

    name: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True)
class Table:
    """One sheet. ``unit`` is the office that issues it; rows may be a generator, they are read once.

    ``mark`` names who took a personal ledger out and when; it stands on every page and in the second line.
    """

    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Any]]
    landscape: bool = True
    draft: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Stamp:
    """Who took the file out, when, under which number; writing fills in the rows and their checksum."""

    number: str
    exporter: str
    at: datetime
    rows: int = 0
    checksum: str = ""

    @property
    def line(self) -> str:
        """编号/导出人/时间/行数/校验码 (DOMAIN §13)."""
        return (
            f"编号 {one_line(self.number)} / 导出人 {one_line(self.exporter)} / 时间 {self.minute}"
            f" / 行数 {self.rows} / 校验码 {self.checksum}"
        )

    @property
    def minute(self) -> str:
        return shown("datetime", self.at)

    @property
    def day(self) -> str:
        return shown("date", self.at)


def read_stamp(line: str) -> Stamp | None:
    """The stamp that a printed line says; None when it is none."""
    found = _STAMP.fullmatch(line.strip())
    if found is None:
        return None
    at = datetime.strptime(found["at"], "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
    return Stamp(found["number"], found["exporter"], at, int(found["rows"]), found["checksum"])


@dataclass
class Seal:
    """Counts and hashes the rows as they pass: SHA-256 over the headings and rows in canonical form."""

    headings: Sequence[str]
    rows: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def __post_init__(self) -> None:
        self._hash.update(canonical(list(self.headings)))

    def take(self, cells: Sequence[str]) -> None:
        self.rows += 1
        self._hash.update(canonical(list(cells)))

    @property
    def checksum(self) -> str:
        return str(self._hash.hexdigest()[:CHECKSUM_LENGTH])

    def on(self, stamp: Stamp) -> Stamp:
        """The stamp with what has passed so far."""
        return replace(stamp, rows=self.rows, checksum=self.checksum)


def headings(table: Table) -> list[str]:
    return [one_line(column.name) for column in table.columns]


def printed_rows(table: Table, seal: Seal) -> Iterator[list[str]]:
    """Each row as text, sealed as it passes; a row with too few or too many cells is a defect."""
    for row in table.rows:
        cells = [shown(column.kind, value) for column, value in zip(table.columns, row, strict=True)]
        seal.take(cells)
        yield cells
