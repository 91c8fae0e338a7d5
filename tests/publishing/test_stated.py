"""Explanations: they can be recomputed from what they say, and say no more than the page that they explain."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import numpy as np
import pytest

from doorstep.evaluation.rules.checks import CalledAgain
from doorstep.evaluation.rules.estimate import Answers, estimate
from doorstep.evaluation.rules.states import GRADES, SATISFIED_FROM
from doorstep.evaluation.rules.strata import Stratum, is_needed
from doorstep.kernel.intervals import wilson_at
from doorstep.publishing import rules
from doorstep.publishing.rules.counted import METHODS, method_of
from doorstep.publishing.rules.stated import KEPT_BACK, TELLERS, Stated, satisfied_in, stated_in
from doorstep.publishing.services.results import figures_of, safe_groups
from tests.publishing.test_kinds import FIGURES, RESULT

DRAW = "/evaluations/1/draw-1.json"
Counts = list[dict[int, int]]
Equation = tuple[tuple[float, ...], float]


def body_of(counts: Counts, sizes: list[int]) -> dict[str, Any]:
    """A round's result as it is stored, of so many answers by group and grade."""
    groups = [
        Stratum(f"组{at}", size, sum(each.values()), sum(n for g, n in each.items() if g >= SATISFIED_FROM))
        for at, (each, size) in enumerate(zip(counts, sizes, strict=True))
    ]
    found = estimate(Answers("x", 3, sum(sizes), tuple(groups)))
    n = found.answers.answered
    return {
        "answered": n,
        "frame": sum(sizes),
        "selected": min(sum(sizes), n + 2),
        "response_rate": n / min(sum(sizes), n + 2),
        "census": False,
        "raw": found.raw,
        "raw_interval": [found.interval.low, found.interval.high],
        "weighted": found.weighted.share,
        "weighted_interval": [found.weighted.interval.low, found.weighted.interval.high],
        "n_eff": None if found.weighted.n_eff == float("inf") else found.weighted.n_eff,
        "needs_weights": is_needed(groups),
        "grades": {str(g): sum(each[g] for each in counts) for g in GRADES},
        "strata": [
            {"name": g.name, "size": g.size, "answered": g.answered, "satisfied": g.satisfied} for g in groups
        ],
    }


def notice_of(body: dict[str, Any]) -> dict[str, Any]:
    """The numbers that its notice prints."""
    return {
        **RESULT,
        **figures_of(body, CalledAgain(0, 0), draw_file=DRAW),
        "by_group": safe_groups(body["strata"]),
    }


def answers_by(seed: int) -> tuple[Counts, list[int]]:
    """Two to five groups, most people satisfied, a few small groups and a few small grades."""
    chance = Random(seed)
    counts = []
    for _ in range(chance.randint(2, 5)):
        n = chance.choice((4, 9, 15, 25, 60, 140))
        found = chance.choices(list(GRADES), weights=(30, 25, 10, 3, chance.choice((0, 1, 4))), k=n)
        counts.append({g: found.count(g) for g in GRADES})
    return counts, [sum(each.values()) + chance.randint(0, 40) for each in counts]


class Algebra:
    """Unknown: how many of each group gave each grade. Known: what is public, as equations between them."""

    def __init__(self, counts: Counts) -> None:
        self.groups = len(counts)
        self.grades = list(GRADES)

    def sum_of(self, groups: Any = None, grades: Any = None) -> tuple[float, ...]:
        return tuple(
            float((groups is None or at in groups) and (grades is None or grade in grades))
            for at in range(self.groups)
            for grade in self.grades
        )

    @property
    def satisfied(self) -> list[int]:
        return [each for each in self.grades if each >= SATISFIED_FROM]

    def of_notice(self, body: Mapping[str, Any]) -> Iterator[tuple[float, ...]]:
        """What the notice itself gives away, its shares among it."""
        yield self.sum_of()
        if body["rate"].endswith("%"):
            yield self.sum_of(grades=self.satisfied)
        for grade, each in zip(self.grades, body["grades"], strict=False):
            if each["count"] != KEPT_BACK:
                yield self.sum_of(grades=[grade])
        for at, each in enumerate(body["by_group"]):
            if each["n"] != KEPT_BACK:
                yield self.sum_of([at])
            if each["rate"] != KEPT_BACK:
                yield self.sum_of([at], self.satisfied)
        if body["weighted"]:
            yield tuple(
                each["frame"] / each["n"] * cell
                for at, each in enumerate(body["by_group"])
                for cell in np.array_split(np.array(self.sum_of([at], self.satisfied)), self.groups)[at]
            )

    def of_explanation(self, stated: Stated) -> Iterator[tuple[float, ...]]:
        """What an explanation gives away: each cell that is not kept back, and the sum that it writes out."""
        labels = dict(zip(GRADES.values(), GRADES, strict=True))
        for table in (stated.values, *stated.groups):
            for at, row in enumerate(table.rows):
                if table.title == "各档份数" and row[1] != KEPT_BACK:
                    yield self.sum_of(grades=[labels[str(row[0])]])
                if table.title == "分组看" and row[1] != KEPT_BACK:
                    yield self.sum_of([at])
                if table.title == "分组看" and row[3] != KEPT_BACK:
                    yield self.sum_of([at], self.satisfied)
        if any(" ÷ " in line for line in stated.worked):
            yield self.sum_of(grades=self.satisfied)

    def kept_back(self, body: Mapping[str, Any]) -> Iterator[tuple[float, ...]]:
        for grade, each in zip(self.grades, body["grades"], strict=False):
            if each["count"] == KEPT_BACK:
                yield self.sum_of(grades=[grade])
        for at, each in enumerate(body["by_group"]):
            if each["n"] == KEPT_BACK:
                yield self.sum_of([at])
            if each["rate"] == KEPT_BACK:
                yield self.sum_of([at], self.satisfied)


def rank(rows: list[tuple[float, ...]]) -> int:
    return int(np.linalg.matrix_rank(np.array(rows)))


def everything_stated(body: Mapping[str, Any]) -> list[Stated]:
    found = (stated_in("result", body, name) for name in METHODS["result"])
    return [each for each in found if each]


@pytest.mark.parametrize("seed", range(120))
def test_no_kept_back_group_follows_from_notice_and_explanations(seed: int) -> None:
    counts, sizes = answers_by(seed)
    body = notice_of(body_of(counts, sizes))
    algebra = Algebra(counts)

    public = list(algebra.of_notice(body))
    told = [row for each in everything_stated(body) for row in algebra.of_explanation(each)]

    given_away = [
        row for row in algebra.kept_back(body) if rank([*public, *told, row]) == rank([*public, *told])
    ]
    assert (rank([*public, *told]), given_away) == (rank(public), [])


def test_algebra_would_find_what_is_given_back() -> None:
    """The control: one more group told, and the one that was kept back follows."""
    counts = [{5: 20, 4: 10, 3: 5, 2: 3, 1: 0}, {5: 30, 4: 12, 3: 8, 2: 2, 1: 1}]
    body = notice_of(body_of(counts, [60, 70]))
    algebra = Algebra(counts)
    public = list(algebra.of_notice(body))
    assert [each["rate"] for each in body["by_group"]] == [KEPT_BACK, KEPT_BACK]

    told = [*public, algebra.sum_of([0], algebra.satisfied)]

    assert all(rank([*told, row]) == rank(told) for row in [algebra.sum_of([1], algebra.satisfied)])
    assert all(rank([*public, row]) > rank(public) for row in algebra.kept_back(body))


@pytest.mark.parametrize(
    ("n", "frame", "satisfied"), [(30, 36, 28), (29, 30, 29), (50, 2000, 41), (30, 30, 27), (225, 540, 203)]
)
def test_interval_is_what_its_formula_gives_from_the_numbers_of_the_page(
    n: int, frame: int, satisfied: int
) -> None:
    counts = [{5: satisfied, 4: 0, 3: 0, 2: n - satisfied, 1: 0}]
    body = notice_of(body_of(counts, [frame]))

    stated = stated_in("result", body, "interval")

    assert stated is not None
    share = stated.worked[0].rpartition(" = ")[2]
    found = [each.rpartition(" = ")[2] for each in stated.worked if each.startswith("n* =")]
    size = float("inf") if found and "∞" in found[0] else float(found[0]) if found else float(n)
    low, high = wilson_at(satisfied / n, size)
    assert f"{satisfied / n:.4f}" == share
    assert f"{low:.1%} – {high:.1%}" == stated.values.rows[0][0] == stated.worked[-1]


@pytest.mark.parametrize(
    ("n", "rate", "satisfied"),
    [
        (30, "93.3%", 28),
        (29, "100.0%", 29),
        (2500, "93.3%", None),
        (9, "人数少于 10，不公布比率", None),
        (0, "", None),
    ],
)
def test_satisfied_are_told_where_rate_and_n_leave_one_number_alone(
    n: int, rate: str, satisfied: int | None
) -> None:
    assert satisfied_in({"n": n, "rate": rate}) == satisfied


def test_weighted_rate_is_written_out_from_the_groups_of_the_page() -> None:
    counts = [{5: 30, 4: 10, 3: 5, 2: 12, 1: 0}, {5: 60, 4: 40, 3: 20, 2: 15, 1: 0}]
    body = notice_of(body_of(counts, [400, 200]))

    stated, size = stated_in("result", body, "weighted"), stated_in("result", body, "n_eff")

    assert stated is not None
    assert stated.worked == ("400/600 × 78.9% + 200/600 × 88.9% ≈ 82.3%",)
    assert size is not None
    assert float(str(size.values.rows[0][0])) < 200


def test_sum_of_the_sources_is_written_out_when_there_are_several() -> None:
    sources = [{"name": "支部", "amount": "1,250.50"}, {"name": "街道", "amount": "1,749.50"}]

    several = stated_in("expense", {"amount": "3,000.00", "sources": sources}, "amount")
    single = stated_in("expense", {"amount": "3,000.00", "sources": sources[:1]}, "amount")

    assert several is not None
    assert single is not None
    assert (several.worked, single.worked) == (("1,250.50 + 1,749.50 = 3,000.00",), ())


def test_every_kind_of_notice_has_its_numbers_and_each_can_be_told() -> None:
    assert set(METHODS) == {*rules.KINDS, "project"}
    names = {name.rpartition(".")[2] for methods in METHODS.values() for name in methods}
    assert names == set(TELLERS)
    assert method_of("result.rate") is METHODS["result"]["rate"]
    assert [method_of(each) for each in ("x", "x.y", "result.amount", "expense")] == [None] * 4


def test_body_from_before_a_field_was_known_is_still_explained() -> None:
    later = {"n_eff", "expected", "draw_file", "called_again", "not_confirmed"}
    old = {name: value for name, value in RESULT.items() if name not in later}

    assert [name for name in METHODS["result"] if stated_in("result", old, name)] == [
        "rate",
        "interval",
        "n",
        "response_rate",
        "grades",
        "difficulty",
        "by_group",
        "asked_to_change",
        "draw",
        "beneficiaries",
    ]
    first = {name: value for name, value in FIGURES.items() if name not in later}
    found = stated_in("rectification", {"first": first, "second": first}, "first.n")
    assert found is not None
    assert found.values.rows == ((30, 36, 36),)
