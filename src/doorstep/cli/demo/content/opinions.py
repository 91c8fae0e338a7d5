"""What people say about plans, in many words, and what becomes of each thing that is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.grammar import end, fill

SLOTS = ("b", "f", "years")


@dataclass(frozen=True)
class Point:
    """One thing that is said, and its answer; ``wave`` is the round of asking in which it first comes up."""

    code: str
    patterns: tuple[str, ...]
    adoption: str
    reason: str
    part: str
    wave: int


@cache
def classes(key: str) -> tuple[tuple[str, str], ...]:
    """Codes and names: of the "renewal", of the "heating", or of the "street" for every other plan."""
    return tuple((topic["code"], topic["name"]) for topic in table("opinions")[key])


@cache
def points(key: str, wave: int) -> tuple[Point, ...]:
    """What is said in this round of asking: what is new in it and what was said before."""
    return tuple(point for topic in table("opinions")[key] for point in _points(topic) if point.wave <= wave)


def _points(topic: dict[str, Any]) -> Iterator[Point]:
    for row in topic["points"]:
        yield Point(
            topic["code"],
            tuple(row["say"]),
            row["adopt"],
            row["why"],
            row.get("part", ""),
            row.get("wave", 1),
        )


def wording(rng: Random, point: Point) -> str:
    """One person's words for it."""
    words = table("opinions")
    slots: dict[str, Sequence[str]] = {name: words[name] for name in SLOTS}
    text = end(rng.choice(words["open"]) + rng.choice(point.patterns))
    closing = rng.choice(words["close"])
    return fill(rng, text + (end(closing) if closing else ""), slots)


def answer_in(point: Point, wave: int) -> tuple[str, str, str]:
    """Adoption, reason and changed part; what an earlier version took up already stands in the plan."""
    if point.wave < wave and point.adoption in {"adopt", "partly"}:
        return "already", f"第{'一二三四'[point.wave]}版已经写明：{point.reason}", ""
    return point.adoption, point.reason, point.part
