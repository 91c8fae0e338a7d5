"""Texts and nested values: what is personal in them."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from doorstep.publishing.leaks.findings import Finding
from doorstep.publishing.leaks.known import known_names
from doorstep.publishing.leaks.numbers import Numbers
from doorstep.publishing.leaks.pairing import hits_once, name_doors
from doorstep.publishing.leaks.text import Hit, Reading
from doorstep.publishing.leaks.words import word_hits

NO_NAMES: frozenset[str] = frozenset()


def scan_text(
    text: str,
    *,
    names: AbstractSet[str] = NO_NAMES,
    place: str = "",
    allowed_phones: AbstractSet[str] = NO_NAMES,
    label: str = "",
) -> list[Finding]:
    """Every finding in a text, in the order of the text.

    ``names`` are full names from the household file; ``allowed_phones`` landlines of offices, digits only;
    ``label`` is the heading over the text, as that of a column. Without ``place`` the line and column are named.
    """
    reading = Reading(text, label)
    return [reading.placed(each, place) for each in hits(reading, names, allowed_phones)]


def hits(reading: Reading, names: AbstractSet[str], allowed_phones: AbstractSet[str]) -> list[Hit]:
    numbers = Numbers(reading, frozenset(map(digits_of, allowed_phones))).found()
    found = [*numbers, *word_hits(reading), *name_doors(reading), *known_names(reading, frozenset(names))]
    return hits_once(found)


def digits_of(phone: str) -> str:
    return "".join(each for each in Reading(phone).text if each.isdigit())


def scan_values(
    body: Mapping[str, Any] | Sequence[Any] | str,
    *,
    names: AbstractSet[str] = NO_NAMES,
    allowed_phones: AbstractSet[str] = NO_NAMES,
) -> list[Finding]:
    """Every finding in nested JSON values and their keys; the place is a path, ``milestones[2].name``."""
    found = []
    for place, label, text in leaves(body, ""):
        found += scan_text(text, names=names, place=place, allowed_phones=allowed_phones, label=label)
    return found


def leaves(value: Any, path: str, label: str = "") -> Iterator[tuple[str, str, str]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            below = f"{path}.{name}" if path else str(name)
            yield below, "", str(name)
            yield from leaves(each, below, str(name))
    elif isinstance(value, list | tuple | set | frozenset):
        for index, each in enumerate(value):
            yield from leaves(each, f"{path}[{index}]", label)
    elif value is not None and not isinstance(value, bool):
        yield path, label, str(value)
