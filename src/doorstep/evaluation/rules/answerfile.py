"""Anybody's answers as a table: one row a valid answer, read without trusting anything in it (plain Python)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from doorstep.evaluation.rules.estimate import Answers
from doorstep.evaluation.rules.states import GRADES, is_satisfied
from doorstep.evaluation.rules.strata import Stratum
from doorstep.kernel.errors import NotPossible
from doorstep.papers.read import csv_lines

COLUMNS: Final = ("project", "difficulty", "beneficiaries", "stratum", "stratum_size", "grade")
NUMBERS: Final = {
    "difficulty": (1, 5),
    "beneficiaries": (1, 10**9),
    "stratum_size": (1, 10**9),
    "grade": (1, 5),
}
WORDS: Final = {label: str(grade) for grade, label in GRADES.items()}
ZIPPED: Final = b"PK"  # a workbook handed in as it is
FOUND_LIMIT: Final = 40


class BadTable(ValueError):
    """What is wrong with a table: a code, the line (1 is the header, 0 none), the column or project, what stands
    there and what could."""

    def __init__(
        self, code: str, *, line: int = 0, where: str = "", found: object = "", allowed: object = ""
    ) -> None:
        super().__init__(f"{code} {line} {where}".strip())
        self.code, self.line, self.where = code, line, where
        self.found, self.allowed = str(found)[:FOUND_LIMIT], str(allowed)


@dataclass
class Tally:
    """One project while its rows are read."""

    difficulty: int
    beneficiaries: int
    sizes: dict[str, int] = field(default_factory=dict)
    grades: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))


def read_answers(content: bytes) -> list[Answers]:
    """Each project's counted answers, in the order in which the projects first appear.

    Columns in any order and case, further ones left alone; UTF-8, UTF-16 or GB 18030; blank lines and repeated
    headers skipped; a grade as its number or its Chinese word.
    Raises BadTable for a missing column or one that stands twice, a value that is no such number, a project that
    says two things of itself, and more answers in a stratum than it has people.
    """
    if content.startswith(ZIPPED):
        raise BadTable("not_a_table")
    tallies: dict[str, Tally] = {}
    alike: Counter[tuple[str, ...]] = Counter()
    for line, row in rows_of(content):
        if row not in alike:
            check_row(tallies, row, line)
        alike[row] += 1
    for row, count in alike.items():
        add_rows(tallies, row, count)
    if not tallies:
        raise BadTable("empty")
    return [as_answers(project, tally) for project, tally in tallies.items()]


def rows_of(content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The line on which each row that is not blank begins, and its values in the order of COLUMNS."""
    places: list[int] = []
    following = 1
    try:
        for row in csv_lines(content):
            line, following = following, following + 1 + sum(each.count("\n") for each in row)
            if not any(each.strip() for each in row):
                continue
            if not places:
                places = places_in(row, line)
                continue
            if len(row) <= max(places):
                raise BadTable("short", line=line, found=len(row), allowed=max(places) + 1)
            values = tuple(row[place].strip() for place in places)
            if tuple(each.lower() for each in values) != COLUMNS:
                yield line, values
    except NotPossible as refusal:
        raise BadTable(refusal.code.removeprefix("file."), line=refusal.values.get("line", 0)) from None


def places_in(header: Sequence[str], line: int) -> list[int]:
    names = [each.strip().lower() for each in header]
    missing = [each for each in COLUMNS if each not in names]
    if missing:
        raise BadTable("columns", line=line, where=", ".join(missing))
    twice = [each for each in COLUMNS if names.count(each) > 1]
    if twice:
        raise BadTable("columns_twice", line=line, where=", ".join(twice))
    return [names.index(name) for name in COLUMNS]


def check_row(tallies: dict[str, Tally], values: Sequence[str], line: int) -> None:
    """Refuse a value that is none, and what contradicts the project's earlier rows."""
    row = dict(zip(COLUMNS, values, strict=True))
    numbers = {name: number_in(row[name], name, line) for name in NUMBERS}
    project, stratum = row["project"], row["stratum"]
    if not project:
        raise BadTable("no_project", line=line)
    tally = tallies.setdefault(project, Tally(numbers["difficulty"], numbers["beneficiaries"]))
    for name in ("difficulty", "beneficiaries"):
        insist_same(getattr(tally, name), numbers[name], line=line, where=f"{project}: {name}")
    size = numbers["stratum_size"]
    known = tally.sizes.setdefault(stratum, size)
    insist_same(known, size, line=line, where=f"{project}: stratum_size {stratum}")


def insist_same(known: int, said: int, *, line: int, where: str) -> None:
    if said != known:
        raise BadTable("differs", line=line, where=where, found=said, allowed=known)


def add_rows(tallies: dict[str, Tally], values: Sequence[str], count: int) -> None:
    """So many rows of the same values, which were checked before."""
    row = dict(zip(COLUMNS, values, strict=True))
    tallies[row["project"]].grades[row["stratum"]][number_in(row["grade"], "grade", 0)] += count


def number_in(text: str, name: str, line: int) -> int:
    """A whole number within its range; ``3.0`` is one, as spreadsheets write it."""
    low, high = NUMBERS[name]
    try:
        value = float("nan" if "_" in text else WORDS.get(text, text) if name == "grade" else text)
    except ValueError:
        value = float("nan")
    if not value.is_integer() or not low <= value <= high:
        raise BadTable("value", line=line, where=name, found=text, allowed=f"{low}–{high}")
    return int(value)


def as_answers(project: str, tally: Tally) -> Answers:
    strata = tuple(
        Stratum(
            stratum,
            size,
            tally.grades[stratum].total(),
            sum(tally.grades[stratum][grade] for grade in GRADES if is_satisfied(grade)),
        )
        for stratum, size in tally.sizes.items()
    )
    for each in strata:
        if each.answered > each.size:
            raise BadTable(
                "too_many", where=f"{project}: {each.name}", found=each.answered, allowed=each.size
            )
    return Answers(project, tally.difficulty, tally.beneficiaries, strata)
