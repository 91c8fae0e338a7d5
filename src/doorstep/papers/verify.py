"""Whether a file that was taken out still holds the rows whose checksum is printed under them.

The checksum finds slips and quiet edits. Whoever prints a new one under other rows is found by comparing it
with the one recorded when the file was taken out.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from doorstep.kernel.errors import NotPossible
from doorstep.papers.archives import check_xlsx
from doorstep.papers.read import as_text, csv_lines
from doorstep.papers.table import Seal, Stamp, read_stamp
from doorstep.papers.write import HEADING_ROW


@dataclass(frozen=True)
class SheetVerdict:
    """What a sheet says about itself, and what its rows say."""

    sheet: str
    printed: Stamp | None
    rows: int
    checksum: str

    @property
    def ok(self) -> bool:
        said = self.printed
        return said is not None and (said.rows, said.checksum) == (self.rows, self.checksum)


@dataclass(frozen=True)
class Verdict:
    sheets: tuple[SheetVerdict, ...]

    @property
    def ok(self) -> bool:
        return bool(self.sheets) and all(sheet.ok for sheet in self.sheets)


def verify_xlsx(source: Path | str | bytes) -> Verdict:
    """Recompute every sheet of a workbook; NotPossible("file.not_a_table") when it is none."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    check_xlsx(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return Verdict(tuple(verdict_of(book, name) for name in book.sheet_names))
    except (CalamineError, OSError, ValueError) as error:
        raise NotPossible("file.not_a_table") from error


def verdict_of(book: CalamineWorkbook, name: str) -> SheetVerdict:
    values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return judged(name, [[as_text(value) for value in line] for line in values[HEADING_ROW:]])


def verify_csv(source: Path | str | bytes) -> Verdict:
    """The same for a CSV file."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    return Verdict((judged("", list(csv_lines(data))),))


def judged(name: str, lines: Sequence[Sequence[str]]) -> SheetVerdict:
    """Headings first, stamp last, rows between; each row as wide as the headings."""
    if len(lines) < 2:
        return SheetVerdict(name, None, 0, "")
    width = max((place for place, text in enumerate(lines[0], start=1) if text), default=0)
    seal = Seal(lines[0][:width])
    for line in lines[1:-1]:
        seal.take([*line, *[""] * (width - len(line))])
    last = lines[-1]
    printed = read_stamp(last[0]) if last and not any(last[1:]) else None
    return SheetVerdict(name, printed, seal.rows, seal.checksum)
