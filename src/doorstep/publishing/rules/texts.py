"""The texts inside a notice, by the place where they stand (plain Python)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from doorstep.publishing.rules.bodies import EDITABLE

INDEX: Final = re.compile(r"\[\d+\]")
QUOTES: Final = "words"  # what residents said and agreed to be quoted with
STEP: Final = re.compile(r"[^.\[\]]+")


def leaves_of(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its place such as ``words[0].text``, in the order of the body."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from leaves_of(part, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from leaves_of(part, f"{place}[{index}]")


def field_of(place: str) -> str:
    """``words[0].text`` stands in the field ``words.text``."""
    return INDEX.sub("", place)


def editable_texts(kind: str, body: Mapping[str, Any]) -> dict[str, str]:
    """What the desk may put better, by place."""
    return {place: text for place, text in leaves_of(body) if field_of(place) in EDITABLE[kind]}


def with_texts(body: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """A copy of the body with these texts at their places; a place that is none is a KeyError or IndexError."""
    copy = deepcopy(dict(body))
    for place, text in texts.items():
        *way, last = (int(part) if part.isdecimal() else part for part in STEP.findall(place))
        at: Any = copy
        for part in way:
            at = at[part]
        at[last] = text
    return copy


def is_quoted(place: str) -> bool:
    """Whether it is what a resident said."""
    return field_of(place) == f"{QUOTES}.text"


def without_empty_quotes(body: Mapping[str, Any]) -> dict[str, Any]:
    """Quotes that were left out are gone with their marks."""
    kept = {QUOTES: [each for each in body[QUOTES] if each["text"].strip()]} if QUOTES in body else {}
    return {**body, **kept}


def without_quotes(body: Mapping[str, Any], words: Sequence[str]) -> dict[str, Any]:
    """A body without these quotes, each gone as often as it is named: two people may have said the same."""
    return {**body, QUOTES: others(body[QUOTES], words)} if QUOTES in body else dict(body)


def without_voices(page: Mapping[str, Any], words: Sequence[str]) -> dict[str, Any]:
    """The same of a project's page, where opinions on its plan are quoted."""
    opinions = page.get("opinions") or {}
    if "voices" not in opinions:
        return dict(page)
    return {**page, "opinions": {**opinions, "voices": others(opinions["voices"], words)}}


def others(quotes: Sequence[Mapping[str, Any]], words: Sequence[str]) -> list[Mapping[str, Any]]:
    going = Counter(words)
    kept = []
    for each in quotes:
        if going[each["text"]] > 0:
            going[each["text"]] -= 1
        else:
            kept.append(each)
    return kept
