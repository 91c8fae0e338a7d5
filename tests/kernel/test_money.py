"""Money is whole fen: nothing is lost when it is read, shown or split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.errors import NotPossible
from doorstep.kernel.money import parse_yuan, split_fen, yuan

FEN = st.integers(-(10**15) + 1, 10**15 - 1)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0", 0),
        ("1,234.5", 123_450),
        ("12.50元", 1_250),
        ("0.01", 1),
        ("12.300", 1_230),
        ("５００００", 5_000_000),
        ("１,２３４．５０ 元", 123_450),
        ("￥30，000.00", 3_000_000),
        ("5万", 5_000_000),
        ("2700 万元", 2_700_000_000),
        ("0.000001万元", 1),
        ("-3.2", -320),
        ("－3.2", -320),
        ("9999999999999.99", 999_999_999_999_999),
    ],
)
def test_parse_reads_what_a_clerk_types(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "元", "abc", "三万", "1e3", "NaN", "١٢", "--1", ".5", "1.", "1.2.3", "1,23", "1,2345",
        "1.234", "0.0000015万", "5万万", "5元万", "10000000000000", "1000000000万", "9" * 40,
    ],
)  # fmt: skip
def test_parse_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(NotPossible) as refusal:
        parse_yuan(text)

    assert (refusal.value.code, refusal.value.values) == ("money.bad", {"text": text})


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (5, "0.05"), (123_450, "1,234.50"), (-1, "-0.01"), (-123_450, "-1,234.50")]
)
def test_yuan_shows_two_decimals_and_thousands(fen: int, text: str) -> None:
    assert yuan(fen) == text


@given(FEN)
def test_parse_reads_back_what_yuan_shows(fen: int) -> None:
    assert parse_yuan(yuan(fen)) == fen


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (100, [1, 2], [33, 67]),
        (5, [0, 7], [0, 5]),
        (0, [3, 4], [0, 0]),
        (-100, [1, 1, 1], [-33, -33, -34]),
        (8_000_000, [5, 3], [5_000_000, 3_000_000]),
    ],
)
def test_split_gives_the_left_over_fen_to_the_largest_remainder(
    total: int, weights: list[int], parts: list[int]
) -> None:
    assert split_fen(total, weights) == parts


@given(FEN, st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any))
def test_split_sums_exactly_and_is_within_a_fen_of_each_share(total: int, weights: list[int]) -> None:
    whole = sum(weights)

    parts = split_fen(total, weights)

    assert sum(parts) == total
    assert all(
        abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True)
    )


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1], [-2]])
def test_split_without_weights_is_a_defect(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="no shares"):
        split_fen(100, weights)
