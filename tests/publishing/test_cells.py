"""Nobody is singled out, and no sum gives it back: proved by linear programming, not by eye."""

from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from doorstep.publishing.rules.cells import (
    ENDLESS,
    SMALLEST,
    SPREAD,
    Flow,
    bounds,
    kept_back,
    safe_table,
    table_flows,
)

GRADES = ("5", "4", "3", "2", "1")
CLASSES = {"5": "yes", "4": "yes", "3": "yes", "2": "no", "1": "no"}


def attacked(flows: Sequence[Flow], hidden: Iterable[str], flow: Flow) -> tuple[float, float]:
    """What a reader of everything published can work out about one count: the exact linear programme."""
    names = [each.name for each in flows if each.name in set(hidden)]
    nodes = sorted({each.source for each in flows} | {each.target for each in flows})
    sums = np.zeros((len(nodes), len(names)))
    known = np.zeros(len(nodes))
    for each in flows:
        for node, sign in ((each.source, -1), (each.target, 1)):
            if each.name in names:
                sums[nodes.index(node), names.index(each.name)] += sign
            else:
                known[nodes.index(node)] -= sign * each.count
    aim = np.zeros(len(names))
    aim[names.index(flow.name)] = 1
    limits = [(0, None if each.most == ENDLESS else each.most) for each in flows if each.name in names]
    found = []
    for sign in (1, -1):
        solved = linprog(sign * aim, A_eq=sums, b_eq=known, bounds=limits)
        found.append(float("inf") if solved.status == 3 else sign * solved.fun)
    return found[0], found[1]


def assert_safe(flows: Sequence[Flow], hidden: frozenset[str]) -> None:
    assert not [each.name for each in flows if each.is_small and each.name not in hidden]
    free = [each for each in flows if not each.is_duty]
    for each in flows:
        if each.name not in hidden:
            continue
        low, high = attacked(flows, hidden, each)
        gone = all(other.name in hidden for other in free)
        assert high - low >= min(SPREAD, each.most) or gone, (each, low, high)


def test_large_counts_are_shown_as_they_are() -> None:
    counts = {"a": {"5": 30, "4": 20}, "b": {"5": 15, "4": 12}}
    found = safe_table(counts)

    assert (found.cells, found.rows, found.columns) == (counts, {"a": 50, "b": 27}, {"5": 45, "4": 32})


def test_one_small_cell_takes_a_rectangle_with_it() -> None:
    found = safe_table({"a": {"x": 3, "y": 40, "z": 60}, "b": {"x": 30, "y": 50, "z": 20}})

    assert found.cells == {"a": {"x": None, "y": 40, "z": None}, "b": {"x": None, "y": 50, "z": None}}
    assert found.columns == {"x": 33, "y": 90, "z": 80}


def test_group_that_all_said_the_same_is_kept_back() -> None:
    found = safe_table({"a": {"5": 25, "4": 0}, "b": {"5": 30, "4": 40}})

    assert found.cells["a"]["5"] is None


def test_totals_that_do_not_add_up_are_a_defect() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        kept_back([Flow("a", "x", "y", 3), Flow("b", "y", "x", 4)])


def test_check_can_fail() -> None:
    """The control: a small cell kept back alone is given back by its row."""
    flows = table_flows({"a": {"x": 3, "y": 40}, "b": {"x": 30, "y": 50}})
    (small,) = (each for each in flows if each.name == "a|x")

    assert attacked(flows, {"a|x"}, small) == pytest.approx((3, 3))
    with pytest.raises(AssertionError):
        assert_safe(flows, frozenset({"a|x"}))


rows = st.lists(st.integers(0, 60), min_size=5, max_size=5)
tables = st.lists(rows, min_size=1, max_size=4).filter(lambda found: any(map(any, found)))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(tables)
def test_no_sum_gives_a_small_cell_back(found: list[list[int]]) -> None:
    counts = {f"g{at}": dict(zip(GRADES, row, strict=True)) for at, row in enumerate(found)}
    flows = table_flows(counts)

    assert_safe(flows, kept_back(flows))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(tables)
def test_no_sum_gives_a_small_cell_back_when_the_rate_is_published(found: list[list[int]]) -> None:
    counts = {f"g{at}": dict(zip(GRADES, row, strict=True)) for at, row in enumerate(found)}
    flows = table_flows(counts, classes=CLASSES)

    assert_safe(flows, kept_back(flows))


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(tables)
def test_quick_bounds_are_those_of_the_linear_programme(found: list[list[int]]) -> None:
    counts = {f"g{at}": dict(zip(GRADES, row, strict=True)) for at, row in enumerate(found)}
    flows = table_flows(counts, classes=CLASSES)
    hidden = {each.name for each in flows if not each.is_duty and each.count < SMALLEST}
    for each in flows:
        if each.name in hidden:
            low, high = bounds(flows, hidden, each)
            exact = attacked(flows, hidden, each)
            assert low == pytest.approx(exact[0], abs=1e-6)
            assert high == pytest.approx(exact[1], abs=1e-6) or high >= 10**9


pairs = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 12))
groups = st.lists(pairs, min_size=2, max_size=4).filter(lambda found: any(yes + no for yes, no, _ in found))
SIDES = {"yes": "yes", "no": "no"}


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(groups)
def test_no_group_is_given_back_by_the_rate_and_by_how_many_were_drawn(
    found: list[tuple[int, int, int]],
) -> None:
    """A reader has the total, the rate, each group's share of the draw, and the groups that are shown."""
    counts = {f"g{at}": {"yes": yes, "no": no} for at, (yes, no, _) in enumerate(found)}
    most = {f"g{at}": yes + no + silent for at, (yes, no, silent) in enumerate(found)}
    flows = table_flows(counts, classes=SIDES, row_most=most)

    assert_safe(flows, kept_back(flows))


def test_small_group_is_not_the_total_less_the_others() -> None:
    found = safe_table(
        {"a": {"yes": 40, "no": 0}, "b": {"yes": 8, "no": 0}}, classes=SIDES, row_most={"a": 45, "b": 12}
    )

    assert found.rows == {"a": None, "b": None}


def test_two_versions_of_a_table_give_more_than_either() -> None:
    """The limit that decision 0018 names: why answers have one table a round."""
    first = safe_table({"all": {"a": 40, "b": 5, "c": 14}}, classes={}).cells["all"]
    second = safe_table({"all": {"a": 40, "b": 11, "c": 14}}, classes={}).cells["all"]

    assert first == {"a": 40, "b": None, "c": None}
    assert second == {"a": 40, "b": 11, "c": 14}
    # 19 together in the first; counts that only grow were at most 11 and 14 then: b lies in 5–11, no longer in 0–19
    least_b = 19 - (second["c"] or 0)
    assert (least_b, second["b"]) == (5, 11)
    assert (second["b"] or 0) - least_b < SPREAD
