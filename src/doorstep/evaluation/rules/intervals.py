"""How sure a share is, and how many to ask (plain Python; STATISTICS §1, DOMAIN E4–E5).

Shares are 0..1, intervals 95 % unless said otherwise.
"""

from dataclasses import dataclass
from math import ceil, exp, inf, lgamma
from typing import Final

from scipy.special import betaincinv

from doorstep.kernel.intervals import Z95, wilson, wilson_at

FINITE_FROM: Final = 0.05  # of the frame: below it the rest of the frame does not matter
WIDEST_HALF: Final = 0.125
ENOUGH: Final = 10


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high``, both 0..1."""

    low: float
    high: float

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2


def effective_size(answered: float, population: int) -> float:
    """n* = n (N − 1) / (N − n): what n answers out of N weigh; infinite when all of them answered."""
    return answered * (population - 1) / (population - answered) if answered < population else inf


def wilson_finite(satisfied: int, answered: int, population: int) -> Interval:
    """Wilson's interval at n* instead of n (Wilson 1927), checked against exact hypergeometric inversion.

    A whole frame leaves nothing uncertain; no answer says nothing: (0, 1). Raises ValueError unless
    0 <= satisfied <= answered <= population.
    """
    if not 0 <= satisfied <= answered <= population:
        raise ValueError(f"{satisfied} of {answered} of {population}")
    if not answered:
        return Interval(0.0, 1.0)
    return Interval(*wilson_at(satisfied / answered, effective_size(answered, population)))


def raw_interval(satisfied: int, answered: int, population: int) -> Interval:
    """``wilson_finite`` when more than 5 % of the frame answered, else plain Wilson (STATISTICS §1 step 1)."""
    if 0 < answered <= FINITE_FROM * population:
        return Interval(*wilson(satisfied, answered))
    return wilson_finite(satisfied, answered, population)


def clopper_pearson(satisfied: int, answered: int, level: float = 0.95) -> Interval:
    """The exact binomial interval (Clopper & Pearson 1934)."""
    tail = (1 - level) / 2
    low = betaincinv(satisfied, answered - satisfied + 1, tail) if satisfied else 0.0
    high = betaincinv(satisfied + 1, answered - satisfied, 1 - tail) if satisfied < answered else 1.0
    return Interval(float(low), float(high))


def exact_finite(satisfied: int, answered: int, population: int, level: float = 0.95) -> Interval:
    """The exact interval for a share of a finite frame, by inverting the hypergeometric distribution.

    The smallest and the largest number satisfied in the frame that the sample does not contradict.
    """
    tail = (1 - level) / 2
    silent = population - answered
    low = next(
        found
        for found in range(satisfied, satisfied + silent + 1)
        if 1 - hypergeometric(satisfied - 1, population, found, answered) > tail
    )
    high = next(
        found
        for found in range(satisfied + silent, satisfied - 1, -1)
        if hypergeometric(satisfied, population, found, answered) > tail
    )
    return Interval(low / population, high / population)


def hypergeometric(most: int, population: int, marked: int, drawn: int) -> float:
    """P(at most so many marked among those drawn without putting back)."""
    first = max(0, drawn - (population - marked))
    last = min(most, drawn, marked)
    whole = choose(population, drawn)
    return sum(
        exp(choose(marked, k) + choose(population - marked, drawn - k) - whole)
        for k in range(first, last + 1)
    )


def choose(n: int, k: int) -> float:
    """The logarithm of n over k."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def non_response_bounds(satisfied: int, answered: int, silent: int) -> Interval:
    """What the share would be had everybody silent been dissatisfied, and had they been satisfied (Manski 1989)."""
    asked = answered + silent
    return Interval(satisfied / asked, (satisfied + silent) / asked) if asked else Interval(0.0, 1.0)


def sample_size(population: int, half_width: float = 0.10, share: float = 0.5) -> int:
    """n = ceil(n₀ / (1 + (n₀ − 1) / N)) with n₀ = z² p (1 − p) / e² (Cochran 1977; DOMAIN E4)."""
    n0 = Z95 * Z95 * share * (1 - share) / half_width**2
    return min(population, ceil(n0 / (1 + (n0 - 1) / population)))


def least_answers(half_width: float, share: float) -> int:
    """The fewest answers whose Wilson interval around ``share`` is no wider than asked."""
    answered = 1
    while Interval(*wilson_at(share, answered)).half_width > half_width:
        answered += 1
    return answered


def is_enough(interval: Interval, answered: int, population: int) -> bool:
    """Whether a result may be read at all: ten answers, and at most ±12.5 points or everybody (E5)."""
    return answered >= ENOUGH and (answered == population or interval.half_width <= WIDEST_HALF)
