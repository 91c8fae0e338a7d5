"""Numbers in addresses, in every script that is used for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.places.numerals import arabic, half_width, number_of
from tests.places.spellings import counted, in_digits


@given(st.integers(1, 99))
def test_spoken_numbers_up_to_ninety_nine(number) -> None:
    assert arabic(counted(str(number))) == str(number)


@given(st.integers(0, 9999))
def test_numbers_spelled_digit_by_digit(number) -> None:
    assert arabic(in_digits(str(number))) == str(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一百零五", "105"),
        ("一百一十", "110"),
        ("二百三十四", "234"),
        ("一百", "100"),
        ("两百", "200"),
        ("〇一", "01"),
        ("", ""),
        ("百", ""),
        ("一百五", ""),
        ("十二零三", ""),
        ("十十", ""),
    ],
)
def test_counted_numbers_are_read_and_doubtful_ones_are_not(text, number) -> None:
    assert arabic(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("003", "3"),
        ("0", "0"),
        ("三", "3"),
        ("12a", "12A"),
        ("十二A", "12A"),
        ("甲", "甲"),
        ("b2", "B2"),
        ("百", ""),
        ("501-1", "501-1"),
        ("", ""),
    ],
)
def test_number_has_one_form(text, number) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("３号楼　２单元", "3号楼2单元"),
        ("3 2 501", "3-2-501"),
        ("3—2～501", "3-2-501"),
        ("Ａ座", "A座"),
        ("望\u200b溪 ", "望溪"),
    ],
)
def test_spelling_for_comparing_has_one_form(text, plain) -> None:
    assert half_width(text) == plain
