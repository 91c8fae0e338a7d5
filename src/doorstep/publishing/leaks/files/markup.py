"""XML parts of office files. They hold no document type; one that does is refused, and with it every entity bomb."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree

from doorstep.publishing.leaks.files.scanner import Unreadable
from doorstep.publishing.leaks.findings import set_of

Element = ElementTree.Element
DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
TELLING: Final = set_of(
    "descr title tooltip alt Target author displayName userId name defaultValue string prompt error promptTitle errorTitle"
    " location display instr href src content value comment creator lastModifiedBy initials providerId formatCode"
)


def parsed(raw: bytes) -> Element:
    encoding = next((name for mark, name in MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = DECLARATION.sub("", raw.decode(encoding))
    except UnicodeDecodeError as problem:
        raise Unreadable("broken") from problem
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("broken")
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - see above
    except (ElementTree.ParseError, ValueError, RecursionError) as problem:
        raise Unreadable("broken") from problem


def tag(element: Element) -> str:
    """The name without its namespace: strict and transitional files differ in nothing else."""
    return local(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=2_000)
def local(name: str) -> str:
    return name.rpartition("}")[2]


def attribute(element: Element, name: str, default: str = "") -> str:
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return default


def is_on(element: Element | None) -> bool:
    return element is not None and attribute(element, "val", "true").lower() not in {
        "0",
        "false",
        "off",
        "none",
    }


def child(element: Element, name: str) -> Element | None:
    return next((each for each in element if tag(each) == name), None)


def below(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element.iter() if tag(each) == name)


def texts(element: Element) -> Iterator[str]:
    """Every text and every telling attribute of a part nobody reads in its own way."""
    for each in element.iter():
        if tag(each) in {"p", "si", "is", "text", "comment"}:
            whole = "".join(each.itertext()).strip()
            if whole:
                yield whole
        elif each.text and each.text.strip():
            yield each.text.strip()
        if each.tail and each.tail.strip():
            yield each.tail.strip()
        for key, value in each.attrib.items():
            if key.rpartition("}")[2] in TELLING and len(value) > 1:
                yield value
