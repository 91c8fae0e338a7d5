"""Difficulty and beneficiaries enter as an expectation, never as a multiplier (STATISTICS §1 steps 3–6).

logit μ = β₀ + β₁ (d − 3)/2 + β₂ (log₁₀ N − 2.5); y ~ Binomial(n, θ), θ ~ Beta(μφ, (1 − μ)φ). β and φ by
penalised maximum likelihood: ½β² on both slopes and ½(ln φ − ln 30)². The constant inside the second slope only
moves β₀, which is free, so that no judgement depends on it. Empirical Bayes after Morris 1983 and Efron;
why there are no ranks: Goldstein & Spiegelhalter 1996, JRSS A 159:385–443.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize
from scipy.special import betainc, betaincinv, betaln, digamma, expit, logit

from doorstep.evaluation.rules.intervals import Interval, is_enough, raw_interval

Array = np.ndarray[Any, np.dtype[np.float64]]
CENTRE: Final = 2.5
PRIOR_PHI: Final = 30.0
FEWEST_PROJECTS: Final = 12
MANY_PROJECTS: Final = 40
SURE: Final = 0.975
SEPARABLE: Final = 0.95
NODES: Final = 400
BANDS: Final = {
    "above": "高于同类难度的预期",
    "as_expected": "与同类难度的预期相符",
    "below": "低于同类难度的预期",
    "insufficient": "样本不足",
}


@dataclass(frozen=True)
class Measured:
    """One project's answers: y of n, out of a frame, with its difficulty 1–5 and number of beneficiaries."""

    name: str
    satisfied: int
    answered: int
    difficulty: int
    beneficiaries: int
    frame: int


@dataclass(frozen=True)
class Expectation:
    """What projects of each difficulty and size lead one to expect; ``mean`` is the pooled raw share.

    ``beta`` are β₀, β₁, β₂; ``loss`` is the negative penalised log-likelihood.
    """

    beta: tuple[float, float, float]
    phi: float
    mean: float
    projects: int
    loss: float

    def expected(self, difficulty: int, beneficiaries: int) -> float:
        """μ of a project like this."""
        b0, b1, b2 = self.beta
        return float(expit(b0 + b1 * (difficulty - 3) / 2 + b2 * (np.log10(beneficiaries) - CENTRE)))

    @property
    def level(self) -> float:
        """How much an interval holds: wider while few projects were learned from (simulated coverage)."""
        return 0.95 if self.projects >= MANY_PROJECTS else 0.975


@dataclass(frozen=True)
class Judged:
    """One project beside what was to be expected of it; shares 0..1.

    ``share`` is the posterior mean, ``shrink`` the weight on the expectation, ``above`` P(θ > μ);
    ``adjusted`` is on the scale of an average project.
    """

    share: float
    interval: Interval
    expected: float
    shrink: float
    above: float
    band: str
    adjusted: float
    adjusted_interval: Interval


def design(projects: Sequence[Measured]) -> Array:
    """One row a project: 1, (d − 3)/2, log₁₀ N − 2.5."""
    return np.array(
        [(1.0, (p.difficulty - 3) / 2, np.log10(p.beneficiaries) - CENTRE) for p in projects], dtype=float
    ).reshape(-1, 3)


def fit(projects: Sequence[Measured]) -> Expectation | None:
    """Learn β and φ; None below twelve projects with answers: nothing can be expected from so few.

    None also while every answer is satisfied, or none is: β₀ then has no maximum, and projects that do not
    differ at all would each be called above (or below) the others.
    """
    heard = [each for each in projects if each.answered]
    if len(heard) < FEWEST_PROJECTS:
        return None
    rows = design(heard)
    satisfied = np.array([each.satisfied for each in heard], dtype=float)
    answered = np.array([each.answered for each in heard], dtype=float)
    if not 0 < satisfied.sum() < answered.sum():
        return None
    mean = float(satisfied.sum() / answered.sum())
    start = np.array([logit(min(max(mean, 0.01), 0.99)), 0.0, 0.0, np.log(PRIOR_PHI)])
    found = minimize(
        loss_and_slope,
        start,
        args=(rows, satisfied, answered),
        jac=True,
        method="BFGS",
        options={"gtol": 1e-8 * max(1, len(heard)), "maxiter": 500},
    )
    beta = tuple(float(each) for each in found.x[:3])
    return Expectation(
        (beta[0], beta[1], beta[2]), float(np.exp(found.x[3])), mean, len(heard), float(found.fun)
    )


def loss_and_slope(values: Array, rows: Array, satisfied: Array, answered: Array) -> tuple[float, Array]:
    """The negative penalised beta-binomial log-likelihood and its gradient."""
    beta, phi = values[:3], np.exp(values[3])
    mu = np.clip(expit(rows @ beta), 1e-9, 1 - 1e-9)
    a, b = mu * phi, (1 - mu) * phi
    missed = answered - satisfied
    fits = betaln(satisfied + a, missed + b) - betaln(a, b)
    toward = np.log(phi) - np.log(PRIOR_PHI)
    loss = -fits.sum() + 0.5 * (beta[1] ** 2 + beta[2] ** 2) + 0.5 * toward**2
    whole = digamma(answered + phi) - digamma(phi)
    by_a = digamma(satisfied + a) - digamma(a) - whole
    by_b = digamma(missed + b) - digamma(b) - whole
    by_beta = rows.T @ ((by_a - by_b) * phi * mu * (1 - mu))
    by_phi = (by_a * mu + by_b * (1 - mu)).sum() * phi
    slope = np.array([-by_beta[0], -by_beta[1] + beta[1], -by_beta[2] + beta[2], -by_phi + toward])
    return float(loss), slope


def posterior(satisfied: int, answered: int, mu: float, phi: float) -> tuple[float, float]:
    """The two numbers of the Beta posterior."""
    return satisfied + mu * phi, answered - satisfied + (1 - mu) * phi


def adjusted(share: float, expected: float, mean: float) -> float:
    """expit(logit θ − logit μ + logit p̄): what this project would have shown had it been an average one.

    Equal to ``share`` when the project is as hard as the average (indirect standardisation).
    """
    if share in (0.0, 1.0):
        return share
    return float(expit(logit(share) - logit(expected) + logit(mean)))


def judge(project: Measured, *, mu: float, phi: float, mean: float, level: float = 0.95) -> Judged:
    """Read one project against its expectation; ``mean`` is the share of an average project."""
    a, b = posterior(project.satisfied, project.answered, mu, phi)
    share = a / (a + b)
    tail = (1 - level) / 2
    low, high = (float(each) for each in betaincinv(a, b, (tail, 1 - tail)))
    above = float(1 - betainc(a, b, mu))
    return Judged(
        share=share,
        interval=Interval(low, high),
        expected=mu,
        shrink=phi / (phi + project.answered),
        above=above,
        band=band_of(project, above),
        adjusted=adjusted(share, mu, mean),
        adjusted_interval=Interval(adjusted(low, mu, mean), adjusted(high, mu, mean)),
    )


def band_of(project: Measured, above: float) -> str:
    """In words: above, below or as expected; too little to say anything is said first."""
    interval = raw_interval(project.satisfied, project.answered, project.frame)
    if not is_enough(interval, project.answered, project.frame):
        return "insufficient"
    return "above" if above >= SURE else "below" if above <= 1 - SURE else "as_expected"


def judge_all(projects: Sequence[Measured], learned: Expectation) -> list[Judged]:
    """``judge`` each project against what was learned from all of them."""
    return [
        judge(
            each,
            mu=learned.expected(each.difficulty, each.beneficiaries),
            phi=learned.phi,
            mean=learned.mean,
            level=learned.level,
        )
        for each in projects
    ]


def chance_higher(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """P(the first is higher on the adjusted scale), each given as the Beta's a and b and its μ."""
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    quantiles = betaincinv(one[0], one[1], (nodes + 1) / 2)
    moved = expit(logit(quantiles) - logit(one[2]) + logit(other[2]))
    return float(np.sum(weights / 2 * betainc(other[0], other[1], moved)))


def compare(one: Measured, other: Measured, learned: Expectation) -> str:
    """``higher``, ``lower`` or ``no_difference``: a difference is claimed at 95 % on the adjusted scale alone."""
    sides = []
    for each in (one, other):
        mu = learned.expected(each.difficulty, each.beneficiaries)
        sides.append((*posterior(each.satisfied, each.answered, mu, learned.phi), mu))
    chance = chance_higher(sides[0], sides[1])
    if chance >= SEPARABLE:
        return "higher"
    return "lower" if chance <= 1 - SEPARABLE else "no_difference"


@dataclass(frozen=True)
class StreetFigures:
    """The street's satisfaction twice: for each resident and for each project; and how many people that is."""

    per_resident: float
    per_resident_error: float
    per_project: float
    people: float
    people_error: float


def street_figures(projects: Sequence[Measured], learned: Expectation) -> StreetFigures:
    """Σ N θ̂ / Σ N beside the plain mean, and Σ N θ̂ with its standard deviation (step 6)."""
    sizes = np.array([each.beneficiaries for each in projects], dtype=float)
    both = [
        posterior(p.satisfied, p.answered, learned.expected(p.difficulty, p.beneficiaries), learned.phi)
        for p in projects
    ]
    a, b = np.array(both).T
    shares, variances = a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1))
    people, error = float(sizes @ shares), float(np.sqrt(sizes**2 @ variances))
    return StreetFigures(
        people / float(sizes.sum()), error / float(sizes.sum()), float(shares.mean()), people, error
    )
