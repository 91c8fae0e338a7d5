"""A small grammar for sentences: [this|that] picks one, {slot} looks a word up."""

import re
from collections.abc import Iterable, Mapping, Sequence
from random import Random

Slots = Mapping[str, Sequence[str]]

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_ENDS = "。！？!?…~"
_DEEPEST = 6


def fill(rng: Random, pattern: str, slots: Slots) -> str:
    """`pattern` with every choice made and every slot filled. Raises KeyError for an unknown slot."""
    text = pattern
    for _ in range(_DEEPEST):
        if "[" not in text and "{" not in text:
            return text
        while "[" in text:
            text = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), text)
        text = _SLOT.sub(lambda found: rng.choice(slots[found[1]]), text)
    raise ValueError(pattern)


def fillable(patterns: Iterable[str], slots: Slots) -> list[str]:
    """The patterns whose slots all have words here; a pattern that names a floor needs a place with one."""
    return [pattern for pattern in patterns if all(slots.get(name) for name in _SLOT.findall(pattern))]


def end(text: str, mark: str = "。") -> str:
    """`text` with one closing mark."""
    text = text.rstrip("，,、；")
    return text if not text or text[-1] in _ENDS else text + mark


def join(rng: Random, parts: Iterable[str], *, comma_share: float, mark: str = "。") -> str:
    """Clauses put together with commas and full stops, as freely as `comma_share` says."""
    text = ""
    for part in parts:
        if not part:
            continue
        if text and text[-1] not in _ENDS + "，,：":
            text += "，" if rng.random() < comma_share else mark
        text += part
    return end(text, mark)
