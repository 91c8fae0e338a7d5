"""PDF files: text, properties, remarks, forms, attachments, scripts, pictures, and what an earlier save left behind."""

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final
from urllib.parse import unquote

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject, TextStringObject

from doorstep.publishing.leaks.files import pictures
from doorstep.publishing.leaks.files.markup import parsed, tag
from doorstep.publishing.leaks.files.scanner import Scanner, Unreadable
from doorstep.publishing.leaks.findings import masked, set_of

MOST_PAGES: Final = 1_000
BROKEN: Final = (
    PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError, EOFError,
    OverflowError, NotImplementedError, AssertionError, RuntimeError, LookupError, ArithmeticError, MemoryError, ImportError,
)  # fmt: skip
OF_A_PERSON: Final = frozenset({"/Author", "/Company", "/Manager", "/SourceModified", "/LastModifiedBy"})
OF_PROGRAMS: Final = frozenset(
    {"/Producer", "/Creator", "/PTEX.Fullbanner", "/Trapped", "/CreationDate", "/ModDate"}
)
TO_READ: Final = frozenset({"/Title", "/Subject", "/Keywords"})
UNSEEN: Final = re.compile(rb"(?<![\w.])3\s+Tr(?!\w)")
SHOWS: Final = re.compile(rb"T[jJ](?!\w)|['\"]\s")
SAID_ELSEWHERE: Final = set_of(
    "/Contents /RC /Subj /T /V /DV /TU /Title /JS /URI /ActualText /Alt /E /F /UF /Desc /NM /ID"
)
END: Final = b"%%EOF"
PEOPLE_IN_XMP: Final = frozenset(
    {"creator", "Author", "owner", "Owner", "LastModifiedBy", "Company", "Manager", "rights"}
)
UNCLEAR: Final = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]|/(?:G|g|cid|uni)[0-9A-F]{1,5}")


def scan_pdf(scanner: Scanner, name: str, content: bytes) -> None:
    lead = ""
    try:
        reader = opened(content)
        scan_revision(scanner, reader, lead)
        for number, earlier in enumerate(earlier_saves(content), start=1):
            scan_earlier(scanner, earlier, f"revision {number} ")
    except BROKEN as problem:
        raise Unreadable("broken") from problem


def opened(content: bytes) -> PdfReader:
    """A file that opens without a password may forbid printing; it is read all the same."""
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable("too_large")
    return reader


def earlier_saves(content: bytes) -> Iterator[bytes]:
    """What the file was before changes were appended. A linearised file has two ends from the start."""
    ends = [found.end() for found in re.finditer(END, content)]
    first = 1 if b"/Linearized" in content[:1500] else 0
    for end in ends[first:-1][:20]:
        yield content[:end] + b"\n"


def scan_earlier(scanner: Scanner, content: bytes, lead: str) -> None:
    try:
        scan_revision(scanner, opened(content), lead)
    except (*BROKEN, Unreadable):
        scanner.text(content.decode("latin-1"), lead.strip())


def scan_revision(scanner: Scanner, reader: PdfReader, lead: str) -> None:
    lines: list[tuple[str, str]] = []
    looked(scanner, f"{lead}info", lambda: information(scanner, reader, lead))
    for number, page in enumerate(reader.pages, start=1):
        place = f"{lead}page {number}"
        for look in (page_text, hidden_text, annotations, drawn):
            looked(scanner, place, partial(look, scanner, page, place))
        looked(scanner, place, partial(page_lines, page, place, lines))
        looked(scanner, place, partial(page_as_seen, scanner, page, place))
    scanner.lines(lines)
    as_columns(scanner, lines)
    looked(scanner, f"{lead}objects", lambda: tree(scanner, reader, lead))


def looked(scanner: Scanner, place: str, look: Callable[[], None]) -> None:
    """One broken part does not hide the others."""
    try:
        look()
    except BROKEN:
        scanner.add("unreadable", place, reason="broken")


def page_lines(page: Any, place: str, lines: list[tuple[str, str]]) -> None:
    lines += [(place, line) for line in (page.extract_text() or "").split("\n")]


def page_as_seen(scanner: Scanner, page: Any, place: str) -> None:
    """By where the glyphs stand: rows of a table, and letters that were set one by one."""
    try:
        text = page.extract_text(extraction_mode="layout", layout_mode_strip_rotated=False) or ""
    except BROKEN:
        return  # the words themselves are read above
    scanner.lines([(place, line) for line in text.split("\n") if line.strip()])


def page_text(scanner: Scanner, page: Any, place: str) -> None:
    """Glyphs without a way back to characters can be seen and copied by nobody but the reader."""
    text = page.extract_text() or ""
    unclear = len(UNCLEAR.findall(text))
    if unclear > 3 and unclear * 6 > len(text.strip()):
        scanner.add("unreadable", place, reason="no_characters")


def as_columns(scanner: Scanner, lines: list[tuple[str, str]]) -> None:
    """Glyphs set apart come out with blanks between; read once more without them."""
    tight = [(place, re.sub(r"(?<=[0-9]) (?=[0-9] |[0-9]$)", "", line)) for place, line in lines]
    if tight != lines:
        scanner.lines(tight)


def information(scanner: Scanner, reader: PdfReader, lead: str) -> None:
    for key, value in (reader.metadata or {}).items():
        text, place = str(value), f"{lead}info {str(key).removeprefix('/')}"
        if key in OF_A_PERSON or key not in OF_PROGRAMS | TO_READ:
            scanner.property(place, text)
        else:
            scanner.text(text, place)
    packet = resolved(resolved(reader.trailer["/Root"]).get("/Metadata"))
    if isinstance(packet, StreamObject):
        xmp(scanner, packet.get_data(), f"{lead}XMP")


def xmp(scanner: Scanner, raw: bytes, place: str) -> None:
    try:
        root = parsed(re.sub(rb"<\?xpacket[^>]*\?>", b"", raw).strip())
    except Unreadable:
        scanner.text(raw.decode("utf-8", "ignore"), place)
        scanner.add("metadata", place)
        return
    for each in root.iter():
        value = " ".join("".join(each.itertext()).split())
        if tag(each) in PEOPLE_IN_XMP:
            scanner.property(f"{place} {tag(each)}", value)
        for key, said in each.attrib.items():
            if key.rpartition("}")[2] in PEOPLE_IN_XMP:
                scanner.property(f"{place} {key.rpartition('}')[2]}", said)
        if not len(each):
            scanner.text(value, place)


def hidden_text(scanner: Scanner, page: Any, place: str) -> None:
    """Words in rendering mode 3 are there for machines alone."""
    contents = page.get_contents()
    data = contents.get_data() if contents is not None else b""
    found = UNSEEN.search(data)
    if found and SHOWS.search(data, found.end()):
        scanner.add("hidden_text", place)


def annotations(scanner: Scanner, page: Any, place: str) -> None:
    for each in resolved(page.get("/Annots")) or ():
        note = resolved(each)
        if not isinstance(note, DictionaryObject):
            continue
        kind = str(note.get("/Subtype", ""))
        text = " ".join(str(resolved(note.get(key)) or "") for key in ("/Contents", "/RC", "/Subj"))
        if kind not in {"/Link", "/Widget", "/Popup"}:
            scanner.add("comment", f"{place} annotation", masked(text.strip(), head=1, tail=0))
            scanner.property(f"{place} annotation author", str(resolved(note.get("/T")) or ""))
        scanner.text(text, f"{place} annotation")
        action = resolved(note.get("/A"))
        if isinstance(action, DictionaryObject):
            scanner.text(unquote(str(resolved(action.get("/URI")) or "")), f"{place} link")


def drawn(scanner: Scanner, page: Any, place: str) -> None:
    """Pictures of a page that were put in as they came from the camera."""
    resources = resolved(page.get("/Resources"))
    objects = resolved(resources.get("/XObject")) if isinstance(resources, DictionaryObject) else None
    for name, each in (objects or {}).items():
        thing = resolved(each)
        if not isinstance(thing, StreamObject) or thing.get("/Subtype") != "/Image":
            continue
        filters = resolved(thing.get("/Filter"))
        last = filters[-1] if isinstance(filters, ArrayObject) and filters else filters
        if last == "/DCTDecode":
            raw = (
                thing._data if not isinstance(filters, ArrayObject) or len(filters) == 1 else thing.get_data()
            )
            picture(scanner, f"{place} picture {str(name).removeprefix('/')}/", raw)


def picture(scanner: Scanner, place: str, raw: bytes) -> None:
    if b"Exif\0\0" not in raw and b"http://ns.adobe.com/xap" not in raw and b"Photoshop 3.0" not in raw:
        return
    try:
        pictures.scan_picture(scanner, place.rstrip("/") if scanner.depth else place, raw)
    except Unreadable as problem:
        scanner.add("unreadable", place.rstrip("/"), reason=problem.reason)


def tree(scanner: Scanner, reader: PdfReader, lead: str) -> None:
    """Attachments, scripts, bookmarks, hidden layers: walked through once from the root."""
    seen: set[int] = set()
    stack: list[tuple[Any, int]] = [(reader.trailer["/Root"], 0)]
    while stack and len(seen) < 50_000:
        each, depth = stack.pop()
        thing = resolved(each)
        if id(thing) in seen or depth > 60:
            continue
        seen.add(id(thing))
        if isinstance(thing, DictionaryObject):
            node(scanner, thing, lead)
            said = [value for key, value in thing.items() if key not in SAID_ELSEWHERE]
        else:
            said = list(thing) if isinstance(thing, ArrayObject) else []
        for value in map(resolved, said):
            if isinstance(value, TextStringObject):
                scanner.text(str(value), f"{lead}object")
        if isinstance(thing, DictionaryObject):
            stack += [(value, depth + 1) for key, value in thing.items() if key != "/Parent"]
        elif isinstance(thing, ArrayObject):
            stack += [(value, depth + 1) for value in thing]


def node(scanner: Scanner, thing: DictionaryObject, lead: str) -> None:
    if "/JS" in thing or thing.get("/S") in {"/JavaScript", "/Launch"}:
        script = resolved(thing.get("/JS"))
        text = (
            script.get_data().decode("utf-8", "ignore")
            if isinstance(script, StreamObject)
            else str(script or "")
        )
        scanner.add("macro", f"{lead}script", masked(text, head=1, tail=0))
        scanner.text(text, f"{lead}script")
    if "/FT" in thing or ("/T" in thing and "/V" in thing):
        field(scanner, thing, lead)
    if "/EF" in thing:
        attached(scanner, thing, lead)
    if "/OFF" in thing and resolved(thing["/OFF"]):
        scanner.add("hidden_text", f"{lead}hidden layer")
    for key in ("/ActualText", "/Alt", "/E"):
        if isinstance(thing.get(key), str):
            scanner.text(str(thing[key]), f"{lead}alternative text")
    title = resolved(thing.get("/Title"))
    if isinstance(title, str):
        scanner.text(title, f"{lead}bookmark")
    if isinstance(thing, StreamObject) and thing.get("/Type") == "/Metadata":
        xmp(scanner, thing.get_data(), f"{lead}XMP")
    if "/XFA" in thing:
        dynamic_form(scanner, thing, lead)


def dynamic_form(scanner: Scanner, thing: DictionaryObject, lead: str) -> None:
    form = resolved(thing["/XFA"])
    parts = [resolved(each) for each in (form if isinstance(form, ArrayObject) else [form])]
    for each in parts:
        if isinstance(each, StreamObject):
            scanner.text(
                re.sub(r"<[^>]{0,400}>", "\n", each.get_data().decode("utf-8", "ignore")), f"{lead}form"
            )


def field(scanner: Scanner, thing: DictionaryObject, lead: str) -> None:
    name = str(resolved(thing.get("/T")) or "")
    for key in ("/V", "/DV", "/TU"):
        value = resolved(thing.get(key))
        if isinstance(value, str):
            scanner.text(value, f"{lead}field {name}", label=name)


def attached(scanner: Scanner, thing: DictionaryObject, lead: str) -> None:
    name = str(resolved(thing.get("/UF")) or resolved(thing.get("/F")) or "attachment")
    files = resolved(thing["/EF"])
    stream = resolved(files.get("/F") or files.get("/UF")) if isinstance(files, DictionaryObject) else None
    if isinstance(stream, StreamObject):
        scanner.embedded(f"{lead}attachment {name}", stream.get_data())
    else:
        scanner.add("embedded_file", f"{lead}attachment {name}")


def resolved(thing: Any) -> Any:
    return thing.get_object() if isinstance(thing, IndirectObject) else thing
