"""Word documents: text as it would be read aloud, and what a reader does not see."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from doorstep.publishing.leaks.files.markup import Element, attribute, below, child, is_on, parsed, tag, texts
from doorstep.publishing.leaks.files.scanner import Scanner, Unreadable
from doorstep.publishing.leaks.findings import masked
from doorstep.publishing.leaks.tables import Cell

STORY: Final = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|glossary/document)\d*\.xml$"
)
REMARKS: Final = re.compile(r"(?i)word/comments\w*\.xml$|ppt/comments/")
WRITTEN: Final = frozenset({"t", "delText", "instrText", "delInstrText"})
SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
CHANGES: Final = {"ins": "ins", "del": "del", "moveFrom": "moveFrom", "moveTo": "moveTo"}
INVISIBLE_SIZE: Final = 4  # half points
CONTROLS: Final = frozenset(
    {"alias", "tag", "default", "statusText", "helpText", "entryText", "listItem", "listEntry"}
)


def readers(parts: dict[str, bytes]) -> dict[str, Callable[[Scanner, str, bytes], None]]:
    found: dict[str, Callable[[Scanner, str, bytes], None]] = {}
    unseen = hidden_styles(parts.get("word/styles.xml", b""))
    for name in parts:
        if STORY.match(name):
            found[name] = partial(scan_story, unseen=unseen)
        elif REMARKS.match(name):
            found[name] = scan_remarks
        elif name.endswith("people.xml"):
            found[name] = scan_people
        elif name.endswith("settings.xml"):
            found[name] = scan_settings
    return found


def hidden_styles(content: bytes) -> frozenset[str]:
    """The styles whose words are not shown, and those based on them; none where the part cannot be read."""
    try:
        styles = list(below(parsed(content), "style")) if content else []
    except Unreadable:
        return frozenset()  # said where the part itself is read
    bases = {attribute(each, "styleId"): child(each, "basedOn") for each in styles}
    found = {attribute(each, "styleId") for each in styles if is_vanished(child(each, "rPr"))}
    for _ in bases:
        grown = {name for name, base in bases.items() if base is not None and attribute(base, "val") in found}
        if grown <= found:
            break
        found |= grown
    return frozenset(found)


def scan_story(scanner: Scanner, name: str, content: bytes, *, unseen: frozenset[str]) -> None:
    stem = name.removeprefix("word/").removesuffix(".xml")
    story = Story(scanner, "" if stem == "document" else f"{stem} ", unseen)
    story.blocks(parsed(content))
    scanner.lines(story.lines)


def scan_remarks(scanner: Scanner, name: str, content: bytes) -> None:
    root = parsed(content)
    for number, each in enumerate(below(root, "comment"), start=1):
        text = "".join(each.itertext()).strip()
        scanner.add("comment", f"comment {number}", masked(text, head=1, tail=0))
        scanner.property(f"comment {number} author", attribute(each, "author"))
        scanner.text(text, f"comment {number}")
    if not list(below(root, "comment")):
        scanner.lines([(name, each) for each in texts(root)])


def scan_people(scanner: Scanner, name: str, content: bytes) -> None:
    for each in below(parsed(content), "person"):
        scanner.property(f"{name} author", attribute(each, "author"))


def scan_settings(scanner: Scanner, name: str, content: bytes) -> None:
    for each in below(parsed(content), "docVar"):
        place = f"{name} {attribute(each, 'name')}"
        scanner.add("metadata", place, masked(attribute(each, "val"), head=1, tail=0))
        scanner.text(attribute(each, "val"), place)


@dataclass
class Story:
    """One stream of paragraphs and tables, counted as a reader counts them."""

    scanner: Scanner
    prefix: str
    unseen: frozenset[str] = frozenset()
    lines: list[tuple[str, str]] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def blocks(self, parent: Element) -> None:
        for each in parent:
            name = tag(each)
            if name == "p":
                self.paragraphs += 1
                place = f"{self.prefix}paragraph {self.paragraphs}"
                self.lines.append((place, self.paragraph(each, place)))
            elif name == "tbl":
                self.table(each)
            elif name not in {"sectPr", "rPr", "pPr", "tblPr"}:
                self.noticed(each, f"{self.prefix}paragraph {self.paragraphs + 1}")
                self.blocks(each)

    def table(self, table: Element) -> None:
        self.tables += 1
        number, rows = self.tables, []
        for row_number, row in enumerate(children(table, "tr"), start=1):
            cells = []
            for column, cell in enumerate(children(row, "tc"), start=1):
                place = f"{self.prefix}table {number} row {row_number} column {column}"
                cells.append(Cell(place, self.cell(cell, place)))
            self.hidden_row(row, f"{self.prefix}table {number} row {row_number}")
            rows.append(cells)
        self.scanner.table(rows)

    def cell(self, cell: Element, place: str) -> str:
        written = []
        for each in cell.iter():
            if tag(each) == "p":
                written.append(self.paragraph(each, place))
            elif tag(each) == "tbl":
                self.table(each)
        return "\n".join(written)

    def hidden_row(self, row: Element, place: str) -> None:
        properties = child(row, "trPr")
        if properties is not None and is_on(child(properties, "hidden")):
            self.scanner.add("hidden_row", place)

    def paragraph(self, paragraph: Element, place: str) -> str:
        """The text of a paragraph; boxes that hang on it become lines of their own."""
        whole = "".join(self.written(paragraph, place))
        if whole.strip() and self.style(child(paragraph, "pPr"), "pStyle") in self.unseen:
            self.scanner.add("hidden_text", place, masked(whole, head=1, tail=0))
        return whole

    def style(self, properties: Element | None, name: str) -> str:
        found = None if properties is None else child(properties, name)
        return "" if found is None else attribute(found, "val")

    def written(self, element: Element, place: str) -> Iterator[str]:
        for each in element:
            name = tag(each)
            if name in WRITTEN:
                yield each.text or ""
            elif name in SIGNS:
                yield SIGNS[name]
            elif name == "txbxContent":
                self.box(each, place)
            elif name not in {"rPr", "pPr"}:
                self.noticed(each, place)
                yield from self.written(each, place)

    def box(self, box: Element, place: str) -> None:
        inner = Story(self.scanner, f"text box in {place} ", self.unseen)
        inner.blocks(box)
        self.scanner.lines(inner.lines)

    def noticed(self, element: Element, place: str) -> None:
        """What a reader of the page does not see: changes, hidden runs, words behind pictures and fields."""
        self.changed(element, place)
        if tag(element) == "r" and self.is_unseen(element) and "".join(element.itertext()).strip():
            self.scanner.add("hidden_text", place, masked("".join(element.itertext()), head=1, tail=0))
        if tag(element) in CONTROLS:
            for value in element.attrib.values():
                self.scanner.text(value, f"{place} {tag(element)}")
        if tag(element) == "bookmarkStart":
            self.scanner.text(attribute(element, "name"), f"{place} bookmark")
        for name in ("descr", "title", "instr", "tooltip", "alt", "string", "placeholder"):
            value = attribute(element, name)
            if value:
                self.scanner.text(value, f"{place} {name}")

    def is_unseen(self, run: Element) -> bool:
        return is_hidden(run) or self.style(child(run, "rPr"), "rStyle") in self.unseen

    def changed(self, element: Element, place: str) -> None:
        if tag(element) in CHANGES:
            text = "".join(element.itertext())
            self.scanner.add("tracked_change", f"{place} {tag(element)}", masked(text, head=1, tail=0))
            self.scanner.property(f"{place} {tag(element)} author", attribute(element, "author"))


def children(parent: Element, name: str) -> Iterator[Element]:
    """Direct children of this name, also inside content controls and tracked changes."""
    for each in parent:
        if tag(each) == name:
            yield each
        elif tag(each) in {"sdt", "sdtContent", "ins", "del", "customXml", "moveFrom", "moveTo"}:
            yield from children(each, name)


def is_hidden(run: Element) -> bool:
    properties = child(run, "rPr")
    if properties is None:
        return False
    size, colour = child(properties, "sz"), child(properties, "color")
    is_tiny = (
        size is not None
        and attribute(size, "val").isdigit()
        and int(attribute(size, "val")) <= INVISIBLE_SIZE
    )
    is_white = (
        colour is not None
        and attribute(colour, "val").upper() in {"FFFFFF", "FEFEFE"}
        and child(properties, "shd") is None
        and child(properties, "highlight") is None
    )
    return is_vanished(properties) or is_tiny or is_white


def is_vanished(properties: Element | None) -> bool:
    return properties is not None and any(
        is_on(child(properties, name)) for name in ("vanish", "specVanish", "webHidden")
    )
