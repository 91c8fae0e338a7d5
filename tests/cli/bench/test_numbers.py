"""The few figures that are printed, and what counts as missed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from doorstep.cli.bench.numbers import Limit, fsync_p50_ms, judged, middle, percentile

RATIO = Limit("ratio", 0.2, at_least=True)
ERRORS = Limit("errors", 0)


@pytest.mark.parametrize(("share", "expected"), [(0.5, 10), (0.95, 19), (0.99, 20), (1.0, 20), (0.0, 1)])
def test_percentile_of_one_to_twenty(share: float, expected: float) -> None:
    assert percentile(list(range(20, 0, -1)), share) == expected


def test_percentile_and_middle_of_nothing_are_zero() -> None:
    assert (percentile([], 0.95), middle([])) == (0.0, 0.0)


@given(some.lists(some.floats(0, 1000), min_size=1), some.floats(0.01, 1))
def test_percentile_is_not_exceeded_by_that_share(values: list[float], share: float) -> None:
    found = percentile(values, share)

    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9


def test_judged_names_what_misses_its_limit() -> None:
    found = judged({"ratio": 0.19999, "errors": 0}, [RATIO, ERRORS])

    assert found == {
        "ratio": 0.2,
        "errors": 0,
        "limits": {"ratio": "≥ 0.2", "errors": "≤ 0"},
        "missed": ["ratio"],
    }


def test_judged_without_a_figure_is_missed() -> None:
    assert judged({}, [RATIO, ERRORS])["missed"] == ["ratio", "errors"]


def test_judged_rounds_nested_figures() -> None:
    assert judged({"pages": {"home": [1.23456]}}, [])["pages"] == {"home": [1.235]}


def test_fsync_leaves_nothing_behind(tmp_path) -> None:
    assert fsync_p50_ms(tmp_path) > 0
    assert list(tmp_path.iterdir()) == []
