"""Plain texts and lists: which characters the bytes are, and rows of cells."""

import codecs
import csv
import io
import json
import re
from html import unescape
from typing import Final

from doorstep.publishing.leaks.files.formulas import is_running_text
from doorstep.publishing.leaks.files.scanner import Scanner, Unreadable
from doorstep.publishing.leaks.findings import masked
from doorstep.publishing.leaks.scan import scan_values
from doorstep.publishing.leaks.tables import Cell

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NOTHING: Final = "\u200b"  # of no width, so that every place stays
MARKUP: Final = re.compile(r"\*{1,3}|_{2,3}|~~|`+|</?[A-Za-z][^<>\n]{0,200}>|\\(?=[!-/:-@\[-`{-~])")
ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
LONGEST_CELL: Final = 10_000_000


def decoded(content: bytes) -> str:
    """The text of a file. Raises Unreadable when the bytes are no text in a known encoding."""
    for name in encodings(content):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable("unknown_type")


def encodings(content: bytes) -> list[str]:
    marked = [name for mark, name in MARKS if content.startswith(mark)]
    if marked:
        return marked
    head = content[:4000]
    if head.count(0) * 8 > len(head):  # half of the bytes of Latin letters are zero
        return (
            ["utf-16-be", "utf-16-le"]
            if head[::2].count(0) > head[1::2].count(0)
            else ["utf-16-le", "utf-16-be"]
        )
    return ["utf-8", "gb18030", "utf-16-le", "utf-16-be"]


def scan_plain(scanner: Scanner, name: str, content: bytes) -> None:
    scanner.text(decoded(content))


def scan_markdown(scanner: Scanner, name: str, content: bytes) -> None:
    """As it is written, and as it is shown: signs inside a number take no room on the page."""
    text = decoded(content)
    scanner.text(text)
    shown = MARKUP.sub(lambda found: NOTHING * len(found[0]), ENTITY.sub(character, text))
    if shown != text:
        scanner.text(shown)


def character(found: re.Match[str]) -> str:
    return unescape(found[0]).ljust(len(found[0]), NOTHING)


def scan_json(scanner: Scanner, name: str, content: bytes) -> None:
    text = decoded(content)
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        scanner.text(text)
        return
    if isinstance(body, dict | list | str):
        scanner.take(scan_values(body, names=scanner.names, allowed_phones=scanner.allowed_phones))


def scan_list(scanner: Scanner, name: str, content: bytes) -> None:
    """A list with commas, tabs or semicolons."""
    text = decoded(content)
    rows = []
    csv.field_size_limit(LONGEST_CELL)
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)), start=1
        ):
            cells = [Cell(f"row {number} column {column}", cell) for column, cell in enumerate(row, start=1)]
            rows.append(cells)
            for each in cells:
                if is_running_text(each.text):
                    scanner.add("formula", each.place, masked(each.text, head=1, tail=0))
    except csv.Error as problem:
        raise Unreadable("broken") from problem
    scanner.table(rows)


def delimiter_of(text: str) -> str:
    head = text[:4000]
    return max(",\t;|", key=lambda each: (head.count(each), each == ","))
