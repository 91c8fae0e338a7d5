"""Funnel limits: how far from expected chance alone takes a share of n answers (Spiegelhalter 2005).

Of 99 projects without any true difference 95 % limits flag five; 99.8 % limits a fifth of one (STATISTICS §1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from scipy.special import bdtr

from doorstep.evaluation.rules.intervals import Interval

LOOK: Final = 0.95
ALARM: Final = 0.998
WINSORISED: Final = 0.10


@dataclass(frozen=True)
class Point:
    """Observed y of n beside the share that was expected."""

    name: str
    satisfied: int
    answered: int
    expected: float


def limits(expected: float, answered: int, level: float = LOOK) -> Interval:
    """Exact binomial limits as shares: the quantiles of Binomial(n, μ) at both tails, divided by n."""
    cumulated = bdtr(np.arange(answered + 1, dtype=float), answered, expected)
    tail = (1 - level) / 2
    low = int(np.searchsorted(cumulated, tail))
    high = int(np.searchsorted(cumulated, 1 - tail))
    return Interval(low / answered, min(high, answered) / answered)


def over_dispersion(points: Sequence[Point], share: float = WINSORISED) -> float:
    """The mean of z² after pulling the outer 10 % at both ends in; 1 when only chance is at work."""
    z = np.array(
        [
            (p.satisfied / p.answered - p.expected) / sqrt(p.expected * (1 - p.expected) / p.answered)
            for p in points
        ]
    )
    low, high = np.quantile(z, [share, 1 - share])
    return float((np.clip(z, low, high) ** 2).mean())


def widening(points: Sequence[Point]) -> float:
    """√φ̂ when φ̂ > 1 + 2 √(2/m), else 1: what limits are widened by."""
    found = over_dispersion(points)
    return sqrt(found) if found > 1 + 2 * sqrt(2 / len(points)) else 1.0


def benjamini_hochberg(chances: Mapping[str, float]) -> dict[str, float]:
    """Adjusted p-values that keep the false discovery rate (Benjamini & Hochberg 1995)."""
    ordered = sorted(chances, key=lambda name: (chances[name], name), reverse=True)
    found: dict[str, float] = {}
    least = 1.0
    for place, name in enumerate(ordered):
        least = min(least, chances[name] * len(ordered) / (len(ordered) - place))
        found[name] = least
    return {name: found[name] for name in chances}
