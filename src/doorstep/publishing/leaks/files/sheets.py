"""Workbooks: every sheet, also those nobody is shown, and every text that is kept but not used."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Final

from doorstep.publishing.leaks.files.formulas import is_running_formula, is_running_text
from doorstep.publishing.leaks.files.markup import Element, attribute, below, child, parsed, tag, texts
from doorstep.publishing.leaks.files.scanner import Scanner, Unreadable
from doorstep.publishing.leaks.findings import masked
from doorstep.publishing.leaks.regions import is_plausible
from doorstep.publishing.leaks.tables import Cell

Reader = Callable[[Scanner, str, bytes], None]
REMARKS: Final = re.compile(r"(?i)xl/(?:threaded)?comments")
LETTERS: Final = re.compile(r"[A-Z]+")
BUILT_IN: Final = re.compile(r"(?i)_xlnm\.(?:print_area|print_titles|_filterdatabase)")
HEADER_CODE: Final = re.compile(r'&(?:[LCRPNDTFAGBIUESXYOHZ]|"[^"]*")')
ROUNDED_CARD: Final = re.compile(r"62[0-9]{14,17}")
LOST_DIGITS: Final = "000"  # a number cell keeps fifteen digits


@dataclass
class Book:
    """What the sheets of a workbook share."""

    names: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    strings: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def readers(parts: dict[str, bytes]) -> dict[str, Reader]:
    book = Book()
    found: dict[str, Reader] = {}
    open_workbook(book, parts)
    sheets = [name for name in parts if re.match(r"(?i)xl/(?:work|chart)sheets/[^/]+\.xml$", name)]
    for name in sheets:
        found[name] = partial(scan_sheet, book)
    for name in parts:
        if REMARKS.match(name):
            found[name] = scan_remarks
        elif re.match(r"(?i)xl/persons/", name):
            found[name] = scan_people
        elif re.match(r"(?i)xl/externallinks/[^/]+\.xml$", name):
            found[name] = scan_outside
    found["xl/workbook.xml"] = partial(scan_workbook, book)
    found["xl/sharedStrings.xml"] = partial(scan_strings, book, [parts[name] for name in sheets])
    return found


def open_workbook(book: Book, parts: dict[str, bytes]) -> None:
    """Names and states of the sheets by the name of their part. A broken workbook is reported by its own reader."""
    try:
        targets = {
            attribute(each, "Id"): posixpath.normpath(posixpath.join("xl", attribute(each, "Target")))
            for each in below(parsed(parts.get("xl/_rels/workbook.xml.rels", b"<a/>")), "Relationship")
        }
        for each in below(parsed(parts.get("xl/workbook.xml", b"<a/>")), "sheet"):
            part = targets.get(attribute(each, "id"), "").replace("xl/xl/", "xl/").lstrip("/")
            part = part if part in parts else part.removeprefix("xl/")
            book.names[part] = attribute(each, "name")
            book.states[part] = attribute(each, "state", "visible")
        book.strings = [shared_text(each) for each in strings_of(parts)]
    except Unreadable:
        return


def strings_of(parts: dict[str, bytes]) -> list[Element]:
    raw = parts.get("xl/sharedStrings.xml")
    return [each for each in parsed(raw) if tag(each) == "si"] if raw else []


def shared_text(item: Element) -> str:
    """The runs of a string, without the reading aid over Japanese characters."""
    return "".join(text for each in item if tag(each) != "rPh" for text in each.itertext())


def scan_workbook(book: Book, scanner: Scanner, name: str, content: bytes) -> None:
    root = parsed(content)
    for part, title in book.names.items():
        if book.states[part] != "visible":
            scanner.add("hidden_sheet", f"sheet {title}", book.states[part])
        scanner.text(title, f"sheet {title}")
    for each in below(root, "definedName"):
        title, place = attribute(each, "name"), f"defined name {attribute(each, 'name')}"
        if not BUILT_IN.match(title):
            scanner.text(title.replace("_", " "), place)
            scanner.text(each.text or "", place)
            if attribute(each, "hidden") == "1":
                scanner.add("metadata", place, masked(each.text or "", head=1, tail=0))
    for each in below(root, "absPath"):
        scanner.add("metadata", f"{name} absPath", masked(attribute(each, "url")))
    for each in below(root, "fileSharing"):
        scanner.property(f"{name} fileSharing", attribute(each, "userName"))


def scan_strings(book: Book, sheets: list[bytes], scanner: Scanner, name: str, content: bytes) -> None:
    """Texts that no cell shows any more stay in the file until it is written anew."""
    parsed(content)
    used = {int(index) for sheet in sheets for index in shared_indexes(sheet)}
    for number, text in enumerate(book.strings):
        if number not in used and text.strip():
            place = f"unused shared string {number + 1}"
            scanner.add("hidden_text", place, masked(text, head=1, tail=0))
            scanner.text(text, place)


def shared_indexes(sheet: bytes) -> list[str]:
    return [
        (child(each, "v").text or "").strip()  # type: ignore[union-attr]
        for each in below(parsed(sheet), "c")
        if attribute(each, "t") == "s" and child(each, "v") is not None
    ]


def scan_remarks(scanner: Scanner, name: str, content: bytes) -> None:
    root = parsed(content)
    authors = [each.text or "" for each in below(root, "author")]
    for each in root.iter():
        if tag(each) not in {"comment", "threadedComment"}:
            continue
        place = f"comment at {attribute(each, 'ref')}"
        text = "".join(each.itertext()).strip()
        scanner.add("comment", place, masked(text, head=1, tail=0))
        scanner.text(text, place)
    for author in authors:
        scanner.property(f"{name} author", author)


def scan_people(scanner: Scanner, name: str, content: bytes) -> None:
    for each in below(parsed(content), "person"):
        scanner.property(f"{name} author", attribute(each, "displayName"))


def scan_outside(scanner: Scanner, name: str, content: bytes) -> None:
    """Cells of another file, kept in this one."""
    scanner.add("external_link", name)
    scanner.lines([(name, each) for each in texts(parsed(content))])


def scan_sheet(book: Book, scanner: Scanner, name: str, content: bytes) -> None:
    root = parsed(content)
    sheet = f"sheet {book.names.get(name, name)}"
    rows = []
    for row in below(root, "row"):
        is_filled = any(child(cell, "v") is not None or child(cell, "is") is not None for cell in row)
        if is_filled and (attribute(row, "hidden") in {"1", "true"} or attribute(row, "ht") == "0"):
            scanner.add("hidden_row", f"{sheet}!{attribute(row, 'r')}")
        rows.append([cell_of(book, scanner, each, sheet) for each in row if tag(each) == "c"])
    hidden_columns(scanner, root, sheet, {index + 1 for row in rows for index, _ in row})
    scanner.table(aligned(rows))
    others(scanner, root, sheet)


def aligned(rows: list[list[tuple[int, Cell]]]) -> list[list[Cell]]:
    """Rows with a cell for every column, so that a heading stands over its column."""
    full = []
    for row in rows:
        width = max((index for index, _ in row), default=-1) + 1
        if width > 400:
            full.append([cell for _, cell in row])
            continue
        cells = [Cell("", "")] * width
        for index, cell in row:
            cells[index] = cell
        full.append(cells)
    return full


def column_number(letters: str) -> int:
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number


def hidden_columns(scanner: Scanner, root: Element, sheet: str, filled: set[int]) -> None:
    for each in below(root, "col"):
        if attribute(each, "hidden") in {"1", "true"} or attribute(each, "width") == "0":
            first, last = int(attribute(each, "min", "1")), int(attribute(each, "max", "1"))
            if any(first <= number <= last for number in filled):
                scanner.add("hidden_column", f"{sheet}!{letters_of(first)}:{letters_of(min(last, 16384))}")


def letters_of(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_of(book: Book, scanner: Scanner, cell: Element, sheet: str) -> tuple[int, Cell]:
    reference = attribute(cell, "r")
    place = f"{sheet}!{reference}"
    kind, text = attribute(cell, "t", "n"), ""
    for each in cell:
        if tag(each) == "v":
            text = value_of(book, kind, each.text or "")
        elif tag(each) == "is":
            text = shared_text(each)
        elif tag(each) == "f":
            formula(scanner, each.text or "", place)
    if kind in {"s", "inlineStr"} and is_running_text(text):
        scanner.add("formula", place, masked(text, head=1, tail=0))
    if kind == "n":
        text = whole_number(scanner, text, place)
    found = LETTERS.match(reference)
    return (column_number(found[0]) - 1 if found else 0), Cell(place, text)


def value_of(book: Book, kind: str, value: str) -> str:
    if kind == "s":
        return book.strings[int(value)] if value.strip().isdigit() and int(value) < len(book.strings) else ""
    return value


def whole_number(scanner: Scanner, text: str, place: str) -> str:
    """``1.3812345678E10`` written out; an identity number whose end the program has rounded off."""
    if "E" in text.upper() or text.endswith(".0"):
        try:
            exact = Decimal(text)
            whole = str(int(exact)) if exact == int(exact) and abs(exact) < 10**20 else text
            if ROUNDED_CARD.fullmatch(whole):
                scanner.add("bank_card", place, masked(whole), "rounded")
            if len(whole) == 18 and is_plausible(whole):
                scanner.add("id_card", place, masked(whole), "rounded")
            text = whole
        except (InvalidOperation, ValueError, OverflowError):
            return text
    if len(text) == 18 and text.isdigit() and text.endswith(LOST_DIGITS) and is_plausible(text):
        scanner.add("id_card", place, masked(text), "rounded")
    return text


def formula(scanner: Scanner, text: str, place: str) -> None:
    if is_running_formula(text):
        scanner.add("formula", place, "=" + masked(text, head=1, tail=0))
    scanner.text(re.sub(r'"\s*&\s*"', "", text), place)


def others(scanner: Scanner, root: Element, sheet: str) -> None:
    """Headers, footers, hints of input rules and the tips of links."""
    for name in ("headerFooter", "dataValidations", "hyperlinks", "conditionalFormatting", "extLst"):
        for each in below(root, name):
            scanner.lines([(f"{sheet} {name}", HEADER_CODE.sub(" ", text)) for text in texts(each)])
