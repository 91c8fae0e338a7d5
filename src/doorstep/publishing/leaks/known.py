"""Names the household file knows, wherever they stand."""

from collections.abc import Iterator
from typing import Final

from doorstep.publishing.leaks.findings import masked
from doorstep.publishing.leaks.names import Name, is_chinese, is_official
from doorstep.publishing.leaks.surnames import COMMON_WORDS
from doorstep.publishing.leaks.text import Hit, Reading

SHORTEST: Final = 2
ADDRESSED: Final = "致由给找向与和为对"
LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def known_names(reading: Reading, names: frozenset[str]) -> Iterator[Hit]:
    """Each place where one of the names stands, also with blanks inside; named officials pass."""
    wanted = {tight(each) for each in names}
    wanted = {each for each in wanted if len(each) >= SHORTEST}
    if not wanted:
        return
    text = reading.text
    places = [index for index, each in enumerate(text) if each not in " \t·"]
    squeezed = "".join(text[index] for index in places)
    sizes = sorted({len(each) for each in wanted}, reverse=True)
    position = 0
    while position < len(squeezed):
        size = next(
            (each for each in sizes if is_wanted(squeezed[position : position + each], each, wanted)), 0
        )
        if size and stands_alone(squeezed, position, position + size):
            start, end = places[position], places[position + size - 1] + 1
            name = squeezed[position : position + size]
            if not is_official(text, Name(start, end, name)):
                yield Hit("known_name", start, end, masked(name, head=1, tail=0), "", name)
        position += size or 1


def is_wanted(part: str, size: int, wanted: set[str]) -> bool:
    """At the end of a text a slice is shorter than it was asked for."""
    return len(part) == size and part in wanted


def tight(name: str) -> str:
    return "".join(each for each in Reading(name).text if each not in " \t·")


def stands_alone(text: str, start: int, end: int) -> bool:
    """A word such as 高峰 counts as a name only on its own, and Latin letters only as a whole word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    name = text[start:end]
    if name[0] in LATIN or name[-1] in LATIN:
        return before not in LATIN and after not in LATIN
    if name in COMMON_WORDS:
        return (not is_chinese(before) or before in ADDRESSED) and not is_chinese(after)
    return True
