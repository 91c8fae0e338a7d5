"""Shares are exact fractions, rounded once, when they are shown."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.shares import at_least, more_than, percent, share


def test_share_of_the_year_is_exact() -> None:
    assert share(4_345, 4_450) == Fraction(869, 890)


def test_share_of_nothing_is_no_share() -> None:
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (share(4_345, 4_450), 2, "97.64%"),
        (share(190, 200), 1, "95.0%"),
        (Fraction(8975, 10_000), 2, "89.75%"),
        (Fraction(1, 8), 0, "13%"),
        (Fraction(12_345, 1_000_000), 2, "1.23%"),
        (Fraction(12_350, 10_000_000), 2, "0.12%"),
        (Fraction(5, 100_000), 2, "0.01%"),
        (Fraction(2, 3), 4, "66.6667%"),
        (Fraction(-125, 100_000), 2, "-0.13%"),
        (Fraction(-1, 1_000_000), 2, "0.00%"),
        (Fraction(0), 0, "0%"),
        (Fraction(3, 2), 2, "150.00%"),
        (None, 2, "–"),
    ],
)
def test_percent_rounds_half_up(value: Fraction | None, places: int, text: str) -> None:
    assert percent(value, places) == text


def test_percent_of_an_exact_half_goes_up_where_a_float_goes_down() -> None:
    shown = (percent(Fraction(1_005, 100_000)), f"{1.005:.2f}%")

    assert shown == ("1.01%", "1.00%")


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 6))
def test_percent_equals_decimal_rounding_half_up(part: int, whole: int, places: int) -> None:
    with localcontext(prec=60):
        exact = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    assert percent(share(part, whole), places) == f"{exact}%"


def test_exactly_two_thirds_is_at_least_but_not_more_than_two_thirds() -> None:
    two_thirds = Fraction(2, 3)

    assert [at_least(Fraction(n, 900), two_thirds) for n in (599, 600, 601)] == [False, True, True]
    assert [more_than(Fraction(n, 900), two_thirds) for n in (599, 600, 601)] == [False, False, True]
