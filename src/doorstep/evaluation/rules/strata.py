"""Making a sample speak for its frame (plain Python; STATISTICS §1 step 2, DOMAIN E6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from doorstep.evaluation.rules.intervals import Interval, effective_size
from doorstep.kernel.intervals import wilson_at

LEAST_WEIGHT: Final = 0.3
MOST_WEIGHT: Final = 3.0
SHARE_DIFFERS: Final = 0.05
ROUNDS: Final = 200
CLOSE_ENOUGH: Final = 1e-10


@dataclass(frozen=True)
class Stratum:
    """One group of the frame: how many there are, how many answered, how many of those are satisfied."""

    name: str
    size: int
    answered: int
    satisfied: int


@dataclass(frozen=True)
class Weighted:
    """A post-stratified share with its standard error; ``kish_n`` before and ``n_eff`` after the finite frame."""

    share: float
    standard_error: float
    kish_n: float
    n_eff: float
    interval: Interval
    weights: tuple[float, ...]
    strata: tuple[Stratum, ...]


def is_needed(strata: Sequence[Stratum]) -> bool:
    """Whether some group's share of the answers differs from its share of the frame by more than 0.05 (E6)."""
    size, answered = totals(strata)
    if not answered:
        return False
    return any(abs(each.size / size - each.answered / answered) > SHARE_DIFFERS for each in strata)


def totals(strata: Sequence[Stratum]) -> tuple[int, int]:
    return sum(each.size for each in strata), sum(each.answered for each in strata)


def weights_of(strata: Sequence[Stratum]) -> list[float]:
    """(N_h / N) / (n_h / n) for each stratum, clipped to 0.3–3; each needs at least one answer."""
    size, answered = totals(strata)
    return [
        min(MOST_WEIGHT, max(LEAST_WEIGHT, (each.size / size) / (each.answered / answered)))
        for each in strata
    ]


def heard(strata: Sequence[Stratum]) -> list[Stratum]:
    """Strata somebody answered for; each of the others is joined with the largest of them."""
    silent = [each for each in strata if each.size and not each.answered]
    found = [each for each in strata if each.answered]
    if not found:
        return []
    for each in silent:
        largest = max(range(len(found)), key=lambda place: (found[place].size, -place))
        found[largest] = union(found[largest], each)
    return found


def union(one: Stratum, other: Stratum) -> Stratum:
    return Stratum(
        f"{one.name}、{other.name}",
        one.size + other.size,
        one.answered + other.answered,
        one.satisfied + other.satisfied,
    )


def post_stratified(strata: Sequence[Stratum]) -> Weighted:
    """Σ w y / Σ w n, which is Σ (N_h/N)(y_h/n_h) while no weight is clipped (Holt & Smith 1979).

    The standard error is that of a finite frame. The interval is Wilson's at Kish's effective size
    (Σw)²/Σw² (Kish 1965), enlarged for the finite frame as n* = n (N − 1)/(N − n); p(1 − p)/variance would
    break at 100 %. Raises ValueError when nobody answered.
    """
    found = heard(strata)
    size, answered = totals(found)
    if not answered:
        raise ValueError("nobody answered")
    weights = weights_of(found)
    both = list(zip(found, weights, strict=True))
    whole = sum(each.answered * w for each, w in both)
    share = min(1.0, sum(each.satisfied * w for each, w in both) / whole)
    kish = whole * whole / sum(each.answered * w * w for each, w in both)
    n_eff = effective_size(min(kish, size), size)
    return Weighted(
        share=share,
        standard_error=sqrt(sum(variance_of(each, each.answered * w / whole) for each, w in both)),
        kish_n=kish,
        n_eff=n_eff,
        interval=Interval(*wilson_at(share, n_eff)),
        weights=tuple(weights),
        strata=tuple(found),
    )


def variance_of(stratum: Stratum, part: float) -> float:
    """part² (1 − n_h/N_h) p_h (1 − p_h)/(n_h − 1), ``part`` the stratum's share of all weight; one answer
    alone shows no spread."""
    if stratum.answered < 2:
        return 0.0
    share = stratum.satisfied / stratum.answered
    seen = stratum.answered / stratum.size
    return part**2 * (1 - seen) * share * (1 - share) / (stratum.answered - 1)


def rake(
    counts: Sequence[Sequence[float]], rows: Sequence[float], columns: Sequence[float]
) -> list[list[float]]:
    """Weights by cell that meet both margins (iterative proportional fitting, Deming & Stephan 1940)."""
    weights = [[1.0] * len(columns) for _ in rows]
    for _ in range(ROUNDS):
        moved = 0.0
        for i, wanted in enumerate(rows):
            factor = wanted / sum(n * w for n, w in zip(counts[i], weights[i], strict=True))
            weights[i] = [w * factor for w in weights[i]]
            moved = max(moved, abs(factor - 1))
        for j, wanted in enumerate(columns):
            factor = wanted / sum(counts[i][j] * weights[i][j] for i in range(len(rows)))
            for row in weights:
                row[j] *= factor
            moved = max(moved, abs(factor - 1))
        if moved < CLOSE_ENOUGH:
            break
    return weights
