"""Digits with what stands between them: ``138-0013 8000`` is three groups of one number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

DIGITS: Final = re.compile(r"[0-9]+")
BETWEEN: Final = re.compile(r"[ \t\n\-.·_/,，、|:：()\[\]*~+'\"]*")
BREAK: Final = re.compile(r"[\n\t|]")
WIDEST: Final = 4


@dataclass(slots=True)
class Group:
    start: int
    end: int
    digits: str


@dataclass(slots=True)
class Row:
    """Neighbouring groups that may be one number."""

    groups: tuple[Group, ...]
    gaps: tuple[str, ...]

    @property
    def digits(self) -> str:
        return "".join(each.digits for each in self.groups)

    @property
    def start(self) -> int:
        return self.groups[0].start

    @property
    def end(self) -> int:
        return self.groups[-1].end

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(len(each.digits) for each in self.groups)

    @property
    def is_broken(self) -> bool:
        """Whether it runs over a line or a cell."""
        return any(character in gap for gap in self.gaps for character in "\n\t|")

    @property
    def is_even(self) -> bool:
        """Whether the same thing stands in every gap, as a person writes one number."""
        return len(set(self.gaps)) <= 1


def chains(text: str) -> list[list[Group]]:
    """Groups that only separators keep apart."""
    found: list[list[Group]] = []
    for each in DIGITS.finditer(text):
        group = Group(each.start(), each.end(), each[0])
        if found and joins(text[found[-1][-1].end : group.start]):
            found[-1].append(group)
        else:
            found.append([group])
    return found


def unbroken(text: str, chain: list[Group]) -> Iterator[list[Group]]:
    """The parts of a chain that stand on one line and in one cell."""
    part = chain[:1]
    for before, group in pairwise(chain):
        if BREAK.search(text, before.end, group.start):
            yield part
            part = []
        part.append(group)
    yield part


def joins(gap: str) -> bool:
    return len(gap) <= WIDEST and BETWEEN.fullmatch(gap) is not None


def rows(text: str, chain: list[Group], *, lengths: frozenset[int]) -> Iterator[Row]:
    """Every run of neighbours with one of these numbers of digits, from left to right, longer ones first."""
    longest, sizes = max(lengths), [len(each.digits) for each in chain]
    if sum(sizes) < min(lengths):
        return
    for first in range(len(chain)):
        total, ends = 0, []
        for last in range(first, len(chain)):
            total += sizes[last]
            if total > longest:
                break
            if total in lengths:
                ends.append(last + 1)
        for end in reversed(ends):
            taken = tuple(chain[first:end])
            yield Row(taken, tuple(text[a.end : b.start] for a, b in pairwise(taken)))
