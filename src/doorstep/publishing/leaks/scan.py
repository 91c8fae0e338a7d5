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
    r"[\d〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺\u00b2-\u00b9\u2070-\u2793@＠#]|[(（\[]\s?(?:at|AT)"
)
CELLS: Final = re.compile(r"[^\S\n]*[|｜\t][^\S\n]*|(?<=\S)[^\S\n]{2,}(?=\S)")
RULE: Final = re.compile(r"[\s|｜:\-+=]*")
DIGEST: Final = re.compile(r"(?<![0-9A-Za-z])(?=(?:[0-9]*[a-f]){12})[0-9a-f]{64}(?![0-9A-Za-z])")
SHORTEST: Final = 5  # 王芳501
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
    if not names and (len(text) < SHORTEST or not WORTH_A_LOOK.search(text)):
        return []
    text = without_digests(text)
    reading = Reading(without_tables(text), label)

    def placed(position: int) -> str:
        return reading.place_at(position, place)

    return [
        *tables_of(text, placed, names, allowed_phones),
        *(reading.placed(each, place) for each in hits(reading, names, allowed_phones)),
    ]


def without_digests(text: str) -> str:
    """A SHA-256 in hexadecimal, as it stands on notices: one in a hundred holds something like a telephone number."""
    return DIGEST.sub(lambda found: "~" * len(found[0]), text)


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
    text = without_digests("\n".join(each for _, each in lines))
    if not lines or (not names and not WORTH_A_LOOK.search(text)):
        return []
    ends = list(accumulate(len(each) + 1 for _, each in lines))
    reading = Reading(without_tables(text))

    def placed(position: int) -> str:
        return lines[min(bisect_right(ends, position), len(lines) - 1)][0]

    found = tables_of(text, placed, names, allowed_phones)
    for each in hits(reading, names, allowed_phones):
        place = placed(reading.folded.at[each.start])
        found.append(Finding(each.kind, place, each.excerpt, each.reason))
    return found


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
    if not any(each.kind == "name_door" for each in found):
        found += in_fields(rows)
    return found


def in_fields(rows: Sequence[Sequence[Cell]]) -> list[Finding]:
    """A form: 姓名 in one row, 住址 in another."""
    if len(rows) > 40:
        return []
    lines = [(row[0].place, " ".join(each.text for each in row)) for row in rows if row]
    return [each for each in scan_lines(lines) if each.kind == "name_door"]


def tables_of(
    text: str, placed: Callable[[int], str], names: AbstractSet[str], allowed_phones: AbstractSet[str]
) -> list[Finding]:
    """What is found in the tables that stand in a text; ``placed`` names a position in it."""
    found = []
    for start, block in tables_in(text):
        rows = list(cells_of(block, start, placed))
        found += scan_table(rows, names=names, allowed_phones=allowed_phones)
    return found


def tables_in(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of at least two lines that are cut into cells by bars, tabs or wide gaps; with their position."""
    if not CELLS.search(text):
        return
    block: list[str] = []
    position = start = 0
    for line in [*text.split("\n"), ""]:
        if len(CELLS.split(line.strip().strip("|｜"))) > 1:
            start = start if block else position
            block.append(line)
        else:
            if len(block) > 1:
                yield start, block
            block = []
        position += len(line) + 1


def without_tables(text: str) -> str:
    """The text with blanks in place of its tables, so that every position stays."""
    for start, block in tables_in(text):
        end = start + sum(len(each) + 1 for each in block)
        blank = "".join(each if each == "\n" else " " for each in text[start:end])
        text = text[:start] + blank + text[end:]
    return text


def cells_of(block: Iterable[str], start: int, placed: Callable[[int], str]) -> Iterator[list[Cell]]:
    for line in block:
        if not RULE.fullmatch(line):
            cells = [Cell(placed(start + column), text) for column, text in parts(line)]
            if cells:
                yield cells
        start += len(line) + 1


def parts(line: str) -> Iterator[tuple[int, str]]:
    """Cells of a line with the columns where they begin; bars at its ends are a frame."""
    begin = 0
    for found in CELLS.finditer(line):
        if found.start() or not found[0].strip():
            yield begin, line[begin : found.start()]
        begin = found.end()
    if begin < len(line):
        yield begin, line[begin:]


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
