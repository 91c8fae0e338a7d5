"""Texts, tables and nested values: what is personal in them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from typing import Any, Final

from doorstep.publishing.leaks.findings import Finding
from doorstep.publishing.leaks.known import known_names
from doorstep.publishing.leaks.numbers import Numbers
from doorstep.publishing.leaks.pairing import hits_once, name_doors
from doorstep.publishing.leaks.tables import Cell, RowReading, Table, column_pairs, row_text
from doorstep.publishing.leaks.text import Hit, Reading
from doorstep.publishing.leaks.words import word_hits

NO_NAMES: Final[frozenset[str]] = frozenset()
WORTH_A_LOOK: Final = re.compile(
    r"[\d〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺\u2460-\u249b\u2776-\u2793@＠#]"
)
CELLS: Final = re.compile(r"[^\S\n]*[|｜\t][^\S\n]*")
RULE: Final = re.compile(r"[\s|｜:\-+=]*")
Lines = Sequence[tuple[str, str]]


def scan_text(
    text: str,
    *,
    names: AbstractSet[str] = NO_NAMES,
    place: str = "",
    allowed_phones: AbstractSet[str] = NO_NAMES,
    label: str = "",
) -> list[Finding]:
    """Every finding in a text, in the order of the text.

    ``names`` are full names from the household file; ``allowed_phones`` landlines of offices, digits only;
    ``label`` is the heading over the text, as that of a column. Without ``place`` the line and column are named.
    """
    if not names and not WORTH_A_LOOK.search(text):
        return []
    found = []
    for first, block in tables_in(text):
        found += scan_table(cells_of(block, first, place), names=names, allowed_phones=allowed_phones)
    reading = Reading(without_tables(text), label)
    found += [reading.placed(each, place) for each in hits(reading, names, allowed_phones)]
    return found


def hits(reading: Reading, names: AbstractSet[str], allowed_phones: AbstractSet[str]) -> list[Hit]:
    numbers = Numbers(reading, frozenset(map(digits_of, allowed_phones))).found()
    found = [*numbers, *word_hits(reading), *name_doors(reading), *known_names(reading, frozenset(names))]
    return hits_once(found)


def digits_of(phone: str) -> str:
    return "".join(each for each in Reading(phone).text if each.isdigit())


def scan_lines(
    lines: Lines, *, names: AbstractSet[str] = NO_NAMES, allowed_phones: AbstractSet[str] = NO_NAMES
) -> list[Finding]:
    """Lines with a place each, read as one text: a number may run over from one to the next."""
    text = "\n".join(each for _, each in lines)
    if not lines or (not names and not WORTH_A_LOOK.search(text)):
        return []
    ends = list(accumulate(len(each) + 1 for _, each in lines))
    reading = Reading(text)

    def placed(hit: Hit) -> Finding:
        line = bisect_right(ends, reading.folded.at[hit.start])
        return Finding(hit.kind, lines[line][0], hit.excerpt, hit.reason)

    return [placed(each) for each in hits(reading, names, allowed_phones)]


def scan_table(
    rows: Sequence[Sequence[Cell]],
    *,
    names: AbstractSet[str] = NO_NAMES,
    allowed_phones: AbstractSet[str] = NO_NAMES,
) -> list[Finding]:
    """Rows of cells, each finding at the cell where it begins."""
    headings = Table(rows).headings()
    found: list[Finding] = []
    for row in rows:
        text = row_text(row)
        if not names and not WORTH_A_LOOK.search(text):
            continue
        reading = RowReading(text, headings=headings)
        in_row = [
            Finding(each.kind, row[reading.column(each.start)].place, each.excerpt, each.reason)
            for each in hits(reading, names, allowed_phones)
        ]
        if not any(each.kind == "name_door" for each in in_row):
            in_row += column_pairs(row, headings)
        found += in_row
    return found or in_fields(rows)


def in_fields(rows: Sequence[Sequence[Cell]]) -> list[Finding]:
    """A form: 姓名 in one row, 住址 in another."""
    if len(rows) > 40:
        return []
    lines = [(row[0].place, " ".join(each.text for each in row)) for row in rows if row]
    return [each for each in scan_lines(lines) if each.kind == "name_door"]


def tables_in(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of at least two lines that are cut into cells by bars or tabs; with the number of their first."""
    if "|" not in text and "\t" not in text and "｜" not in text:
        return
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if is_row(line):
            block.append(line)
            continue
        if len(block) > 1:
            yield number - len(block), block
        block = []


def is_row(line: str) -> bool:
    return len(CELLS.split(line.strip().strip("|｜"))) > 1


def without_tables(text: str) -> str:
    lines = text.split("\n")
    for first, block in tables_in(text):
        for index in range(first - 1, first - 1 + len(block)):
            lines[index] = " " * len(lines[index])
    return "\n".join(lines)


def cells_of(block: Iterable[str], first: int, place: str) -> list[list[Cell]]:
    rows = []
    for number, line in enumerate(block, start=first):
        if not RULE.fullmatch(line):
            where = place_of(place, number)
            rows.append([Cell(where(start), text) for start, text in parts(line)])
    return [row for row in rows if row]


def place_of(place: str, number: int) -> Callable[[int], str]:
    def named(start: int) -> str:
        return f"{place} line {number}" if place else f"line {number} column {start + 1}"

    return named


def parts(line: str) -> Iterator[tuple[int, str]]:
    """Cells of a line with the columns where they begin."""
    start = 0
    for found in [*CELLS.finditer(line), None]:
        end = found.start() if found else len(line)
        if end > start or (found and start):
            yield start, line[start:end].strip()
        start = found.end() if found else len(line)


def scan_values(
    body: Mapping[str, Any] | Sequence[Any] | str,
    *,
    names: AbstractSet[str] = NO_NAMES,
    allowed_phones: AbstractSet[str] = NO_NAMES,
) -> list[Finding]:
    """Every finding in nested JSON values and their keys; the place is a path, ``milestones[2].name``.

    What stands in one object is also read together: ``{"name": "…", "address": "…"}`` is a row of a table.
    """
    found = []
    for place, label, text in leaves(body, ""):
        found += scan_text(text, names=names, place=place, allowed_phones=allowed_phones, label=label)
    for place, value in objects(body, ""):
        row = [
            Cell(f"{place}.{name}".strip("."), str(each)) for name, each in value.items() if is_plain(each)
        ]
        found += column_pairs(row, [name for name, each in value.items() if is_plain(each)])
    return found


def is_plain(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def objects(value: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield path, value
        for name, each in value.items():
            yield from objects(each, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from objects(each, f"{path}[{index}]")


def leaves(value: Any, path: str, label: str = "") -> Iterator[tuple[str, str, str]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            below = f"{path}.{name}" if path else str(name)
            yield below, "", str(name)
            yield from leaves(each, below, str(name))
    elif isinstance(value, list | tuple | set | frozenset):
        for index, each in enumerate(value):
            yield from leaves(each, f"{path}[{index}]", label)
    elif value is not None and not isinstance(value, bool):
        yield path, label, str(value)
