"""A folded text with what stands before and behind a place in it."""

import re
from dataclasses import dataclass, field
from typing import Final

from doorstep.publishing.leaks.findings import Finding
from doorstep.publishing.leaks.folding import Folded, fold

CLAUSE: Final = re.compile(r"[。；;！!？?\n]")


@dataclass(frozen=True)
class Hit:
    """A finding with its span in the folded text; ``value`` tells whether two hits are the same thing."""

    kind: str
    start: int
    end: int
    excerpt: str
    reason: str = ""
    value: str = ""


@dataclass
class Reading:
    """``label`` is the heading that stands over the text, for example that of its column."""

    original: str
    label: str = ""
    folded: Folded = field(init=False)
    heading: str = field(init=False)

    def __post_init__(self) -> None:
        self.folded = fold(self.original)
        self.heading = fold(self.label).text

    @property
    def text(self) -> str:
        return self.folded.text

    def before(self, start: int, length: int = 24) -> str:
        """The rest of the line in front; at the beginning of a text its heading counts as well."""
        seen = self.text[max(0, start - length) : start].rpartition("\n")[2]
        if self.heading and start <= length:
            return f"{self.heading}:{seen}"
        return seen

    def heading_at(self, start: int) -> str:
        """The heading over this place."""
        return self.heading

    def after(self, end: int, length: int = 12) -> str:
        return self.text[end : end + length].partition("\n")[0]

    def clause(self, start: int, end: int) -> str:
        """The sentence or line around a span, with the heading."""
        begin = max((found.end() for found in CLAUSE.finditer(self.text, 0, start)), default=0)
        close = CLAUSE.search(self.text, end)
        return f"{self.heading} {self.text[begin : close.start() if close else len(self.text)]}"

    def placed(self, hit: Hit, place: str) -> Finding:
        return Finding(hit.kind, self.named(hit.start, place), hit.excerpt, hit.reason)

    def named(self, start: int, place: str) -> str:
        position = self.folded.at[start] if start < len(self.folded.at) else len(self.original)
        return self.place_at(position, place)

    def place_at(self, position: int, place: str) -> str:
        """``line 14 column 8`` counts in the text as it was written."""
        line = self.original.count("\n", 0, position) + 1
        column = position - self.original.rfind("\n", 0, position)
        if not place:
            return f"line {line} column {column}"
        return f"{place} line {line}" if "\n" in self.original.rstrip("\n") else place
