"""Files about to be published: what kind each is by its first bytes, and who reads it."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Final

from doorstep.publishing.leaks.files import archives, lists, package, pages, pdf, pictures
from doorstep.publishing.leaks.files.markup import parsed, texts
from doorstep.publishing.leaks.files.scanner import Scanner, Unreadable, spoken
from doorstep.publishing.leaks.findings import Finding

Reader = Callable[[Scanner, str, bytes], None]
LARGEST: Final = 200_000_000
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM")
BY_ENDING: Final[dict[str, Reader]] = {
    "txt": lists.scan_plain,
    "text": lists.scan_plain,
    "md": lists.scan_markdown,
    "markdown": lists.scan_markdown,
    "log": lists.scan_plain,
    "csv": lists.scan_list,
    "tsv": lists.scan_list,
    "json": lists.scan_json,
    "geojson": lists.scan_json,
    "html": pages.scan_page,
    "htm": pages.scan_page,
    "xhtml": pages.scan_page,
    "svg": pages.scan_page,
    "xml": pages.scan_page,
    "vcf": lists.scan_plain,
    "ics": lists.scan_plain,
    "": lists.scan_plain,
}


def scan_file(
    name: str,
    content: bytes,
    *,
    names: AbstractSet[str] = frozenset(),
    allowed_phones: AbstractSet[str] = frozenset(),
) -> list[Finding]:
    """Every finding in a file; one that cannot be read is a finding, never an error.

    ``name`` is looked at, too: a person may stand in it.
    """
    scanner = Scanner(names=names, allowed_phones=allowed_phones, look_into=scan_content)
    scanner.text(spoken(name.rpartition("/")[2]), "file name")
    scan_content(scanner, name, content)
    return list(scanner.found.values())


def scan_content(scanner: Scanner, name: str, content: bytes) -> None:
    try:
        if len(content) > LARGEST:
            raise Unreadable("too_large")
        reader_of(name, content)(scanner, name, content)
    except Unreadable as problem:
        scanner.add("unreadable", problem.place, reason=problem.reason)
    except (RecursionError, MemoryError):
        scanner.add("unreadable", "", reason="too_large")


def reader_of(name: str, content: bytes) -> Reader:
    """By the first bytes; the ending of the name only decides between kinds of text."""
    ending = name.lower().rpartition("/")[2].rpartition(".")[2] if "." in name.rpartition("/")[2] else ""
    head = content[:1024]
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return scan_container
    if b"%PDF-" in head:
        return pdf.scan_pdf
    if content.startswith(OLE):
        return refuse_ole
    if content.startswith(PICTURES) or head[8:12] == b"WEBP" or head[4:8] == b"ftyp":
        return pictures.scan_picture
    if ending in BY_ENDING:
        looks_like_a_page = head.lstrip().lower().startswith((b"<!doctype html", b"<html"))
        return pages.scan_page if looks_like_a_page else BY_ENDING[ending]
    return refuse


def refuse(scanner: Scanner, name: str, content: bytes) -> None:
    raise Unreadable("unknown_type")


def refuse_ole(scanner: Scanner, name: str, content: bytes) -> None:
    """Word and Excel files of before 2007, and newer ones under a password."""
    raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "unknown_type")


def scan_container(scanner: Scanner, name: str, content: bytes) -> None:
    parts = list(archives.parts_of(content))
    names = {each for each, _ in parts}
    if "[Content_Types].xml" in names:
        package.scan_package(scanner, parts)
    elif "mimetype" in names and "content.xml" in names:
        scan_open_document(scanner, parts)
    else:
        for each, part in parts:
            scanner.inner(each, part)


def scan_open_document(scanner: Scanner, parts: list[tuple[str, bytes]]) -> None:
    """Text and properties of OpenDocument; its rarer hiding places are not known here, so it is not let pass."""
    for name, part in parts:
        if name.endswith(".xml"):
            scanner.lines([(name, each) for each in texts(parsed(part))])
    raise Unreadable("unknown_type")


__all__ = ["scan_file"]
