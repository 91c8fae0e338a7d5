"""Whether it is better the second time, or would have been without doing anything (STATISTICS §1 step 8)."""

from dataclasses import dataclass
from math import exp, log

from scipy.special import betaln

from doorstep.evaluation.rules.intervals import choose


@dataclass(frozen=True)
class Regression:
    """What a second round of ``asked`` answers would show had nothing been done.

    ``expected`` is the posterior mean share; ``as_good`` the probability of at least as many satisfied as
    were found.
    """

    expected: float
    as_good: float


def mcnemar_exact(worse: int, better: int) -> float:
    """Two-sided exact McNemar test over those who changed their mind (McNemar 1947); 1 when nobody did."""
    changed = worse + better
    tail = sum(exp(choose(changed, k) - changed * log(2)) for k in range(min(worse, better) + 1))
    return min(1.0, 2 * tail)


def expected_second(satisfied: int, answered: int, *, mu: float, phi: float) -> float:
    """The posterior mean (y + μφ)/(n + φ): where a poor first result drifts back to by itself."""
    return (satisfied + mu * phi) / (answered + phi)


def chance_of_at_least(
    least: int, asked: int, *, satisfied: int, answered: int, mu: float, phi: float
) -> float:
    """P(at least ``least`` of ``asked`` satisfied in a second round with no action): beta-binomial."""
    a, b = satisfied + mu * phi, answered - satisfied + (1 - mu) * phi
    likely = (
        exp(choose(asked, k) + float(betaln(k + a, asked - k + b) - betaln(a, b)))
        for k in range(least, asked + 1)
    )
    return min(1.0, sum(likely))


def without_action(
    *, satisfied: int, answered: int, again_satisfied: int, again_answered: int, mu: float, phi: float
) -> Regression:
    """The second result beside what the first leads one to expect anyway."""
    return Regression(
        expected_second(satisfied, answered, mu=mu, phi=phi),
        chance_of_at_least(
            again_satisfied, again_answered, satisfied=satisfied, answered=answered, mu=mu, phi=phi
        ),
    )
