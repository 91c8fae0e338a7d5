"""Which of several sentences speaks of the same thing as another: by the two-letter words they share."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

_EMPTY = set(
    "的了不在是有就也都一个这那我们你他家人没上下里来去得着说给还要能把到住户已、，。；：？！,.:;!?…~ []|{}"
)


def words_of(text: str) -> set[str]:
    """Pairs of neighbouring letters that carry meaning."""
    return {a + b for a, b in pairwise(text) if a not in _EMPTY and b not in _EMPTY}


def closest(rng: Random, candidates: Sequence[str], text: str, *, ignoring: str = "") -> str:
    """One of the candidates that share most words with `text`, `ignoring` some; "" when none shares any."""
    mine = words_of(text) - words_of(ignoring)
    scores = [len(words_of(candidate) & mine) for candidate in candidates]
    best = max(scores, default=0)
    if not best:
        return ""
    return rng.choice(
        [candidate for candidate, score in zip(candidates, scores, strict=True) if score == best]
    )
