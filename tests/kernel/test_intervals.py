"""Wilson's interval against values that statsmodels and R agree on (DOMAIN §8 E5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.intervals import wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(27, 30, 0.743789, 0.965400), (10, 10, 0.722467, 1.0), (203, 225, 0.856400, 0.934540)],
)
def test_wilson_matches_the_published_values(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-7)


def test_wilson_of_no_answers_knows_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("k", "n"), [(-1, 3), (4, 3), (0, -1)])
def test_wilson_of_impossible_counts_is_refused(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="of"):
        wilson(k, n)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_within_nought_and_one(pair: tuple[int, int]) -> None:
    k, n = pair

    low, high = wilson(k, n)

    assert 0 <= low <= k / n <= high <= 1


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_mirrors_when_yes_and_no_are_swapped(pair: tuple[int, int]) -> None:
    k, n = pair

    low, high = wilson(k, n)

    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low), abs=1e-9)
