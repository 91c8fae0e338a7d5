"""What one issue counts for, and the three rates (plain Python; DOMAIN §3.3, I6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Final

from doorstep.issues.rules.flow import fits
from doorstep.issues.rules.words import ROUTES
from doorstep.kernel.calendar import SHANGHAI
from doorstep.kernel.intervals import wilson
from doorstep.kernel.shares import share

Cell = tuple[str, str]
FEWEST_SHOWN: Final = 30  # below this many only the interval is shown
LOWEST_SATISFIED: Final = 3


def month_of(at: datetime) -> str:
    """The month in Shanghai, ``2026-03``."""
    return f"{at.astimezone(SHANGHAI):%Y-%m}"


def cells_of(
    *,
    route: str,
    state: str,
    category: str,
    response_due_at: datetime | None,
    contacted_at: datetime | None,
    response_missed: bool,
    answer: str,
    grade: int | None,
    excluded: bool,
) -> tuple[Cell, ...]:
    """The counters this issue stands in. Excluded ones count among the issues but in no rate."""
    cells: list[Cell] = [("issues", f"{route}|{state}"), ("category", f"{category}|{route}")]
    if excluded:
        return (*cells, ("rates", "excluded"))
    in_time = contacted_at is not None and response_due_at is not None and contacted_at <= response_due_at
    marks = {
        "due": response_due_at is not None and (contacted_at is not None or response_missed),
        "contacted": in_time,
        "called": bool(answer),
        "resolved": answer == "resolved",
        "satisfied": bool(answer) and grade is not None and grade >= LOWEST_SATISFIED,
    }
    return (*cells, *(("rates", name) for name, counts in marks.items() if counts))


@dataclass(frozen=True)
class Rate:
    """Part of n, with its 95 % Wilson interval. Below thirty only the interval is to be shown."""

    part: int
    n: int

    @property
    def share(self) -> Fraction | None:
        return share(self.part, self.n)

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.part, self.n)

    @property
    def is_shown(self) -> bool:
        return self.n >= FEWEST_SHOWN


@dataclass(frozen=True)
class Rates:
    """响应率, 解决率, 满意率 of one street and year, how many were left out, and the weighted score."""

    response: Rate
    solved: Rate
    satisfied: Rate
    excluded: int
    weights: tuple[Fraction, ...]

    @property
    def score(self) -> Fraction | None:
        """The weighted mean; None while one of the rates has too few answers to be shown."""
        rates = (self.response, self.solved, self.satisfied)
        if not all(rate.is_shown for rate in rates):
            return None
        return sum((w * (rate.share or 0) for w, rate in zip(self.weights, rates, strict=True)), Fraction(0))


def rates_from(cells: Mapping[str, int], *, weights: tuple[Fraction, ...]) -> Rates:
    """The rates from the counters of the book ``rates``."""
    count = {name: cells.get(name, 0) for name in ("due", "contacted", "called", "resolved", "satisfied")}
    return Rates(
        response=Rate(count["contacted"], count["due"]),
        solved=Rate(count["resolved"], count["called"]),
        satisfied=Rate(count["satisfied"], count["called"]),
        excluded=cells.get("excluded", 0),
        weights=weights,
    )


@dataclass(frozen=True)
class Reconciliation:
    """Every issue of a year by its present route. Two books, kept apart, must say the same."""

    total: int
    routes: Mapping[str, int]
    states: Mapping[str, int]
    categories: Mapping[str, int]
    unbalanced: int

    @property
    def is_balanced(self) -> bool:
        return self.unbalanced == 0 and self.total == sum(self.routes.values())


def reconcile(issues: Mapping[str, int], categories: Mapping[str, int]) -> Reconciliation:
    """I6 from the cells ``route|state`` and ``category|route``.

    Unbalanced are issues whose route does not fit their state, and those that one book counts on a route
    and the other does not.
    """
    routes, states = dict.fromkeys(ROUTES, 0), dict[str, int]()
    misfits = 0
    for cell, count in issues.items():
        route, _, state = cell.partition("|")
        routes[route] = routes.get(route, 0) + count
        states[state] = states.get(state, 0) + count
        misfits += 0 if fits(route, state) else count
    other, by_code = dict.fromkeys(routes, 0), dict[str, int]()
    for cell, count in categories.items():
        code, _, route = cell.rpartition("|")
        by_code[code] = by_code.get(code, 0) + count
        other[route] = other.get(route, 0) + count
    differing = sum(abs(routes.get(name, 0) - other[name]) for name in other)
    return Reconciliation(sum(other.values()), routes, states, by_code, misfits + differing)
