"""Office files of the zip kind: which part is read by whom. No part is passed over in silence."""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from doorstep.publishing.leaks.files import drawings, pictures, sheets, word
from doorstep.publishing.leaks.files.markup import Element, attribute, below, parsed, tag, texts
from doorstep.publishing.leaks.files.scanner import Scanner, Unreadable
from doorstep.publishing.leaks.findings import masked, set_of

Parts = dict[str, bytes]
PICTURE: Final = re.compile(r"(?i)\.(?:png|jpe?g|gif|bmp|tiff?|webp|heic|avif)$")
DRAWN: Final = re.compile(r"(?i)\.(?:emf|wmf)$")
FONT: Final = re.compile(r"(?i)\.(?:fntdata|odttf|ttf|otf)$")
KEPT_ROWS: Final = re.compile(
    r"(?i)xl/(?:pivotCache|queryTables)/|xl/connections\.xml|customXml/item\d*\.xml"
)
EMBEDDED: Final = re.compile(r"(?i)(?:embeddings/|afchunk|oleObject|activeX/.*\.bin)")
SETTINGS_OF_PRINTER: Final = re.compile(r"(?i)printersettings/")
MACRO: Final = re.compile(r"(?i)(?:vbaProject\.bin|vbaData\.xml|macrosheets/|xl/dialogsheets/)")
NO_TEXT: Final = re.compile(
    r"(?i)(?:\[Content_Types\]\.xml|/theme/|theme\d*\.xml$|fontTable\.xml|/tableStyles\.xml)"
)
OF_A_PERSON: Final = set_of("creator lastModifiedBy Manager Company contentStatus category HyperlinkBase")
PROPERTIES_TO_READ: Final = set_of("title subject keywords description TitlesOfParts")
OF_PROGRAMS: Final = frozenset(
    {"KSOProductBuildVer", "ICV", "KSOTemplateDocerSaveRecord", "WorkbookGuid", "AppVersion"}
)
LOCAL_PATH: Final = re.compile(r"(?i)^(?:file:|[a-z]:\\|\\\\|/(?:home|users)/)")


def scan_package(scanner: Scanner, parts: list[tuple[str, bytes]]) -> None:
    by_name: Parts = dict(parts)
    if any(name.startswith("xl/") for name in by_name):
        readers = sheets.readers(by_name)
    else:
        readers = word.readers(by_name)
    for name, content in parts:
        try:
            scan_part(scanner, name, content, readers)
        except Unreadable as problem:
            scanner.add("unreadable", name, reason=problem.reason)


def scan_part(
    scanner: Scanner, name: str, content: bytes, readers: dict[str, Callable[[Scanner, str, bytes], None]]
) -> None:
    if MACRO.search(name):
        scanner.add("macro", name, f"{len(content)} B")
    elif EMBEDDED.search(name) and not name.endswith(".rels"):
        scanner.embedded(name, content)
    elif PICTURE.search(name):
        picture(scanner, name, content)
    elif DRAWN.search(name):
        drawings.scan_drawing(scanner, name, content)
    elif FONT.search(name) or SETTINGS_OF_PRINTER.search(name) or NO_TEXT.search(name):
        return
    elif name.startswith("docProps/"):
        properties(scanner, name, content)
    elif name.endswith(".rels"):
        relations(scanner, name, content)
    elif name in readers:
        readers[name](scanner, name, content)
    elif name.lower().endswith(".svg"):
        scanner.inner(name, content)
    elif KEPT_ROWS.search(name) and name.endswith(".xml"):
        kept_rows(scanner, name, parsed(content))
    elif name.endswith((".xml", ".vml")):
        scanner.lines([(name, each) for each in texts(parsed(content))])
    else:
        scanner.embedded(name, content)


def kept_rows(scanner: Scanner, name: str, root: Element) -> None:
    """Rows that no sheet shows: what a pivot table, a query or a form keeps, in the attributes of its elements."""
    if tag(root) == "pivotCacheRecords" and len(root):
        scanner.add("hidden_row", name, f"{len(root)}")
    rows = ("\t".join(attribute(cell, "v") for cell in each) for each in below(root, "r"))
    values = (value for each in root.iter() for value in each.attrib.values())
    scanner.lines([(name, each) for each in (*rows, *values, *texts(root)) if len(each) > 1])


def picture(scanner: Scanner, name: str, content: bytes) -> None:
    if name.startswith("docProps/") and not pictures.is_blank(content):
        scanner.add("metadata", name, "thumbnail")
    pictures.scan_picture(scanner, name, content)


def properties(scanner: Scanner, name: str, content: bytes) -> None:
    """Author, last editor, firm, manager and own properties; titles are read as text."""
    root = parsed(content)
    if name.endswith("custom.xml"):
        for each in below(root, "property"):
            title = attribute(each, "name")
            if title not in OF_PROGRAMS:
                scanner.property(f"{name} {title}", "".join(each.itertext()), may_name_software=False)
        return
    for each in root.iter():
        title, value = tag(each), "".join(each.itertext())
        if title in OF_A_PERSON or (title == "Template" and LOCAL_PATH.match(value)):
            scanner.property(f"{name} {title}", value)
        elif title in PROPERTIES_TO_READ:
            scanner.text(value, f"{name} {title}")
            if title == "description":
                scanner.property(f"{name} {title}", value)


def relations(scanner: Scanner, name: str, content: bytes) -> None:
    """Where links lead: mail addresses and telephones are found by the text scan, own folders here."""
    for each in below(parsed(content), "Relationship"):
        target = unquote(attribute(each, "Target"))
        if attribute(each, "TargetMode") != "External":
            continue
        scanner.text(target, f"{name} {attribute(each, 'Id')}")
        if LOCAL_PATH.match(target):
            scanner.add("metadata", f"{name} {attribute(each, 'Id')}", masked(target))
        elif not attribute(each, "Type").endswith("/hyperlink"):
            scanner.add("external_link", f"{name} {attribute(each, 'Id')}", masked(target))
