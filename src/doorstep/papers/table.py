"""What a printout is before it has a format: a title, columns, rows, and the stamp under them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Literal
from zoneinfo import ZoneInfo

from doorstep.kernel.money import yuan
from doorstep.kernel.shares import percent

SHANGHAI = ZoneInfo("Asia/Shanghai")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
Kind = Literal["text", "date", "datetime", "int", "fen", "share"]


@dataclass(frozen=True)
class Column:
    """A heading, what kind of value stands below it, and its width in characters."""

    name: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True)
class Table:
    """Rows may be a generator; they are read once."""

    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Any]]
    landscape: bool = True
    draft: bool = False


@dataclass(frozen=True)
class Stamp:
    """Who took the file out, when, under which number."""

    number: str
    exporter: str
    at: datetime


@dataclass
class Seal:
    """Counts and hashes the rows as they pass; the file can be checked against it later."""

    rows: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def take(self, cells: Sequence[str]) -> None:
        self.rows += 1
        self._hash.update("\x1f".join(cells).encode() + b"\x1e")

    @property
    def checksum(self) -> str:
        return str(self._hash.hexdigest()[:16])


def shown(kind: Kind, value: Any) -> str:
    """A cell as it is printed: days as YYYY-MM-DD, money with two decimals, shares in per cent."""
    if value is None or value == "":
        return ""
    if kind == "fen":
        return yuan(value)
    if kind == "share":
        return percent(value) if isinstance(value, Fraction) else str(value)
    if isinstance(value, datetime):
        local = value.astimezone(SHANGHAI)
        return local.strftime("%Y-%m-%d %H:%M") if kind == "datetime" else local.strftime("%Y-%m-%d")
    if isinstance(value, date):
        return value.isoformat()
    return clean(str(value))


def clean(text: str) -> str:
    """Without control characters, and never the beginning of a formula in any program that opens it later."""
    kept = "".join(
        each for each in text if each in "\n\t" or (ord(each) >= 32 and ord(each) not in (0xFFFE, 0xFFFF))
    )
    return (
        f"'{kept}" if kept.lstrip(" 　").startswith(FORMULA_SIGNS) or kept.startswith(FORMULA_SIGNS) else kept
    )


def printed_rows(table: Table, seal: Seal) -> Iterator[list[str]]:
    """Each row as text, sealed as it passes; a row with too few or too many cells is a defect."""
    for row in table.rows:
        cells = [shown(column.kind, value) for column, value in zip(table.columns, row, strict=True)]
        seal.take(cells)
        yield cells


def footer(stamp: Stamp, seal: Seal) -> str:
    """编号/导出人/时间/行数/校验码 (DOMAIN §13)."""
    at = stamp.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    who = clean(stamp.exporter)
    return f"编号 {stamp.number} / 导出人 {who} / 时间 {at} / 行数 {seal.rows} / 校验码 {seal.checksum}"
