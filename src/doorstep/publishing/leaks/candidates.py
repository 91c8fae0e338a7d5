"""What in texts and files could be somebody's name: only that is looked up among the names a street knows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from doorstep.publishing.leaks.files import scan_content
from doorstep.publishing.leaks.files.scanner import Scanner, spoken
from doorstep.publishing.leaks.folding import fold
from doorstep.publishing.leaks.names import CANDIDATE, MINORITY
from doorstep.publishing.leaks.tables import Cell

SHORTEST = 2


def candidates_in(texts: Iterable[str]) -> set[str]:
    """As the scan reads them: in full width, with blanks or with signs of no width inside as well."""
    return {each for text in texts for each in candidates_of(text) if len(each) >= SHORTEST}


def candidates_of(text: str) -> Iterator[str]:
    folded = fold(text).text
    for form in {folded, "".join(each for each in folded if each not in " \t")}:
        for found in CANDIDATE.finditer(form):
            yield found[1]
            yield found[1][:-1]
        for found in MINORITY.finditer(form):
            yield found[0]


def candidates_in_file(name: str, content: bytes) -> set[str]:
    """Of everything that a scan of the file would look at."""
    listener = Listener(names=frozenset(), allowed_phones=frozenset(), look_into=scan_content)
    listener.text(spoken(name))
    scan_content(listener, name, content)
    return candidates_in(listener.heard)


@dataclass
class Listener(Scanner):
    """Reads a file like a scanner and only keeps what it was given to look at."""

    heard: list[str] = field(default_factory=list)

    def text(self, text: str, place: str = "", *, label: str = "") -> None:
        self.heard.append(text)

    def lines(self, lines: Sequence[tuple[str, str]]) -> None:
        self.heard += [each for _, each in lines]

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        self.heard += [each.text for row in rows for each in row]
