"""Posted notices as a feed that any reader of news can follow: Atom, RFC 4287 (plain Python)."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final
from xml.etree import ElementTree as ET

from doorstep.publishing.opendata.sets import Body

SPACE: Final = "http://www.w3.org/2005/Atom"
NEVER: Final = "1970-01-01T00:00:00+00:00"
NEWEST: Final = 50


def as_atom(
    found: Iterable[Body],
    *,
    title: str,
    address: str,
    address_of: Callable[[str], str],
    as_of: datetime | None,
    licence: str,
) -> str:
    """The feed at ``address``; ``address_of`` a notice's number is its page, and its lasting id."""
    root = ET.Element("feed", {"xmlns": SPACE})
    text(root, "id", address)
    text(root, "title", title)
    text(root, "updated", as_of.isoformat() if as_of else NEVER)
    text(root, "rights", licence)
    ET.SubElement(root, "link", {"rel": "self", "href": address})
    text(ET.SubElement(root, "author"), "name", title)
    for each in found:
        add_entry(root, each, address_of(each["notice"]))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def add_entry(root: ET.Element, each: Body, address: str) -> None:
    """The day it went up stands for the moment: the board knows days."""
    entry = ET.SubElement(root, "entry")
    text(entry, "id", address)
    text(entry, "title", each["title"])
    text(entry, "updated", f"{each['starts_on']}T00:00:00+08:00")
    ET.SubElement(entry, "link", {"href": address})
    ET.SubElement(entry, "category", {"term": each["kind"]})


def text(parent: ET.Element, name: str, words: str) -> None:
    """What XML cannot hold at all, such as a control character, is left out."""
    ET.SubElement(parent, name).text = "".join(each for each in words if each.isprintable() or each == "\n")
