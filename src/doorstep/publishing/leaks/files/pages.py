"""Web pages: what is shown, what is not, and what stands inside tags."""

import base64
import binascii
import re
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

from doorstep.publishing.leaks.files.lists import decoded
from doorstep.publishing.leaks.files.scanner import Scanner, Unreadable
from doorstep.publishing.leaks.findings import masked, set_of
from doorstep.publishing.leaks.tables import Cell, column_pairs

INLINE: Final = set_of(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span"
    " strike strong sub sup textpath time tspan tt u var wbr"
)
OF_LAYOUT: Final = set_of(
    "style width height rel type charset lang viewbox d points transform integrity nonce media sizes srcset http-equiv"
    " role for tabindex colspan rowspan align border cellpadding cellspacing bgcolor fill stroke x y cx cy r xmlns"
)
CHARSET: Final = re.compile(rb"(?i)charset\s*=\s*[\"']?\s*([a-z0-9_\-]+)")
DATA_ADDRESS: Final = re.compile(r"data:([\w/+.\-]*)((?:;[\w=\-]+)*),(\S+)")
ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
HIDES: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.0-9]*[1-9])"
)
CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
CODE: Final = frozenset({"script", "style"})
VOID: Final = set_of("area base br col embed hr img input link meta source track wbr")


def scan_page(scanner: Scanner, name: str, content: bytes) -> None:
    page = Page(scanner)
    page.feed(text_of(content))
    page.close()
    page.finish()


def text_of(content: bytes) -> str:
    """As the page says it is written; most Chinese pages that lie about it are gb18030."""
    found = CHARSET.search(content[:2000])
    try:
        if found and found[1].lower() in {b"gb2312", b"gbk", b"gb18030", b"big5"}:
            return content.decode("big5" if found[1].lower() == b"big5" else "gb18030")
    except UnicodeDecodeError as problem:
        raise Unreadable("broken") from problem
    return decoded(content)


class Page(HTMLParser):
    def __init__(self, scanner: Scanner) -> None:
        super().__init__(convert_charrefs=True)
        self.scanner = scanner
        self.lines: list[tuple[str, str]] = []
        self.written = ""
        self.line = 1
        self.tables: list[list[list[Cell]]] = []
        self.count = 0
        self.code = ""
        self.open: list[tuple[str, bool]] = []
        self.in_cell: list[bool] = []  # for each open table, innermost last

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes(tag, attrs)
        if tag not in VOID:
            self.open.append((tag, is_hidden(attrs)))
        if tag in CODE:
            self.code = tag
        elif tag == "table":
            self.end_line()
            self.count += 1
            self.tables.append([])
            self.in_cell.append(False)
        elif tag == "tr" and self.tables:
            self.end_cell()
            self.end_line()
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables and self.tables[-1]:
            self.end_cell()
            self.in_cell[-1] = True
        elif tag not in INLINE and not (self.tables and tag in {"p", "div", "br"}):
            self.end_line()
        elif tag in {"br", "p", "div"} and self.written:
            self.written += "\n"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and any(each == tag for each, _ in self.open):
            if self.open.pop()[0] == tag:
                break
        if tag in CODE:
            self.code = ""
        elif tag in {"td", "th"} and self.tables and self.tables[-1]:
            self.end_cell()
        elif tag == "table" and self.tables:
            self.end_cell()
            self.in_cell.pop()
            self.scanner.table(self.tables.pop())
        elif tag not in INLINE and not (self.tables and tag in {"p", "div"}):
            self.end_line()

    def end_cell(self) -> None:
        """Its own end tag may be left out: the next cell, row or the table's end does as well."""
        if not (self.in_cell and self.in_cell[-1] and self.tables[-1]):
            return
        self.in_cell[-1] = False
        row = self.tables[-1][-1]
        place = f"table {self.count} row {len(self.tables[-1])} column {len(row) + 1}"
        row.append(Cell(place, self.written.strip()))
        self.written = ""

    def end_line(self) -> None:
        if self.written.strip():
            self.lines.append((f"line {self.line}", self.written))
        self.written = ""

    def handle_data(self, data: str) -> None:
        if self.code:
            self.aside(data, self.code)
            return
        if data.strip() and any(hidden for _, hidden in self.open):
            self.scanner.text(data, f"hidden element line {self.getpos()[0]}")
        if not self.written.strip():
            self.line = self.getpos()[0]
        self.written += data if self.tables else re.sub(r"[ \t\r\n]+", " ", data) if data.strip() else ""

    def handle_comment(self, data: str) -> None:
        if CHINESE.search(data):
            self.scanner.add(
                "comment", f"comment line {self.getpos()[0]}", masked(data.strip(), head=1, tail=0)
            )
        self.aside(re.sub(r"<[^>]{0,400}>", " ", data), "comment")

    def handle_decl(self, decl: str) -> None:
        self.aside(decl, "declaration")

    def handle_pi(self, data: str) -> None:
        self.aside(data, "instruction")

    def unknown_decl(self, data: str) -> None:
        self.aside(data, "declaration")

    def aside(self, text: str, what: str) -> None:
        plain = ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
        self.scanner.text(plain, f"{what} line {self.getpos()[0]}")

    def attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Every attribute that is not layout; a picture written into one is looked at as a picture."""
        said = dict(attrs)
        if tag == "meta" and (said.get("name") or "").lower() in {"author", "creator", "reply-to"}:
            self.scanner.property(f"meta {said['name']}", said.get("content") or "")
        for name, value in attrs:
            if not value or name.lower() in OF_LAYOUT:
                continue
            place = f"line {self.getpos()[0]} attribute {name}"
            found = DATA_ADDRESS.match(value)
            if found:
                self.data(place, found)
            else:
                self.scanner.text(unquote(value), place)
        self.together([(name, value) for name, value in attrs if value and name.lower() not in OF_LAYOUT])

    def together(self, said: list[tuple[str, str]]) -> None:
        """``data-name`` beside ``data-room`` is a row of a table."""
        if len(said) > 1:
            row = [Cell(f"line {self.getpos()[0]} attribute {name}", unquote(value)) for name, value in said]
            self.scanner.take(list(column_pairs(row, [name for name, _ in said])))

    def data(self, place: str, found: re.Match[str]) -> None:
        try:
            content = (
                base64.b64decode(unquote(found[3]))
                if found[2].endswith(";base64")
                else unquote(found[3]).encode()
            )
        except (binascii.Error, ValueError):
            self.scanner.add("unreadable", place, reason="broken")
            return
        kind = found[1].rpartition("/")[2].lower()
        ending = kind if kind in {"html", "csv", "json"} else "svg" if kind.startswith("svg") else "txt"
        self.scanner.inner(f"{place} data.{ending}", content)

    def finish(self) -> None:
        self.end_cell()
        self.end_line()
        for table in self.tables:
            self.scanner.table(table)
        self.scanner.lines(self.lines)


def is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    said = {name.lower(): value or "" for name, value in attrs}
    return "hidden" in said or bool(HIDES.search(said.get("style", "")))
