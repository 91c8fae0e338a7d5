"""Row keys sort by their moment; a misheard tracking number is noticed; street 3 is not street 30."""

import uuid
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.errors import NotPossible
from doorstep.kernel.refs import (
    damm,
    is_within,
    new_tracking_number,
    parent_path,
    path_of,
    path_range,
    read_tracking_number,
    show_tracking_number,
    uuid7,
)

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
DIGITS = st.text("0123456789", min_size=1, max_size=20)
CODES = st.lists(st.text("0123456789ab", min_size=1, max_size=3), min_size=1, max_size=5)


def test_uuid7_carries_the_milliseconds_of_the_published_vector() -> None:
    """RFC 9562, appendix A.6: 2022-02-22 14:22:22.00 at UTC-05:00 is 0x017F22E279B0."""
    key = uuid7(datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC))

    assert (str(key)[:13], key.version, key.variant) == ("017f22e2-79b0", 7, uuid.RFC_4122)


@given(MOMENTS, st.integers(1, 10**9))
def test_uuid7_of_a_later_millisecond_sorts_later(at: datetime, milliseconds: int) -> None:
    later = uuid7(at + timedelta(milliseconds=milliseconds))

    assert uuid7(at) < later


@given(MOMENTS)
def test_uuid7_carries_exactly_the_millisecond_of_its_moment(at: datetime) -> None:
    since = at - datetime(1970, 1, 1, tzinfo=UTC)

    assert uuid7(at).int >> 80 == since // timedelta(milliseconds=1)


def test_uuid7_differs_in_all_its_random_bits_within_one_moment() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    keys = [uuid7(at).int for _ in range(1_000)]

    ones = zeros = 0
    for key in keys:
        ones, zeros = ones | key, zeros | ~key

    assert len(set(keys)) == 1_000
    assert (ones & zeros & (1 << 80) - 1).bit_count() == 74


def test_uuid7_repeats_with_a_seeded_source() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)

    assert uuid7(at, Random(5)) == uuid7(at, Random(5)) != uuid7(at, Random(6))


def test_uuid7_of_a_moment_without_time_zone_is_a_defect() -> None:
    with pytest.raises(TypeError):
        uuid7(datetime(2026, 3, 1))  # noqa: DTZ001 - the defect itself


def test_damm_matches_the_published_vector() -> None:
    assert (damm("572"), damm("5724")) == (4, 0)


@given(DIGITS)
def test_damm_of_a_number_with_its_check_digit_is_nought(digits: str) -> None:
    assert damm(f"{digits}{damm(digits)}") == 0


@given(st.integers(10**12, 10**13 - 1))
def test_damm_finds_every_single_wrong_digit(body: int) -> None:
    number = f"{body}{damm(str(body))}"

    wrong = [
        number[:place] + digit + number[place + 1 :]
        for place in range(14)
        for digit in "0123456789"
        if digit != number[place]
    ]

    assert (len(wrong), [each for each in wrong if damm(each) == 0]) == (126, [])


@given(st.integers(10**12, 10**13 - 1))
def test_damm_finds_every_swap_of_two_neighbours(body: int) -> None:
    number = f"{body}{damm(str(body))}"

    swapped = {number[:at] + number[at + 1] + number[at] + number[at + 2 :] for at in range(13)} - {number}

    assert [each for each in swapped if damm(each) == 0] == []


def test_new_tracking_number_is_fourteen_digits_that_read_back() -> None:
    numbers = [new_tracking_number() for _ in range(2_000)]

    assert [read_tracking_number(show_tracking_number(each)) for each in numbers] == numbers
    assert {len(each) for each in numbers} == {14}
    assert "0" not in {each[0] for each in numbers}
    assert len(set(numbers)) == 2_000


def test_new_tracking_number_repeats_with_a_seeded_source() -> None:
    assert new_tracking_number(Random(7)) == new_tracking_number(Random(7))


GOOD = "38164720915306"[:13] + str(damm("3816472091530"))


@pytest.mark.parametrize(
    "typed",
    [
        GOOD,
        show_tracking_number(GOOD),
        f" {GOOD[:4]}-{GOOD[4:8]}–{GOOD[8:12]}－{GOOD[12:]}\r\n",
        f"{GOOD[:4]}\u3000{GOOD[4:8]}\u00a0{GOOD[8:]}",
        GOOD.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ],
)
def test_tracking_number_is_read_however_it_was_written(typed: str) -> None:
    assert read_tracking_number(typed) == GOOD


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "3816",
        GOOD[:-1],
        f"{GOOD}0",
        GOOD.replace("3", "E", 1),
        "²" * 14,
        "١" * 14,
        GOOD[1] + GOOD[0] + GOOD[2:],
    ],
)
def test_tracking_number_that_cannot_be_right_is_refused(typed: str) -> None:
    with pytest.raises(NotPossible) as refusal:
        read_tracking_number(typed)

    assert (refusal.value.code, refusal.value.values) == ("tracking.bad", {})


def test_tracking_number_is_shown_in_groups_of_four() -> None:
    assert show_tracking_number("38164720915306") == "3816 4720 9153 06"


def test_path_of_codes_ends_with_a_slash_and_has_none_in_front() -> None:
    assert (path_of("990000", "003"), path_of()) == ("990000/003/", "")


@pytest.mark.parametrize("code", ["", "3/4"])
def test_path_of_a_code_that_would_break_it_is_a_defect(code: str) -> None:
    with pytest.raises(ValueError, match="no place path"):
        path_of("990000", code)


@pytest.mark.parametrize(("path", "around"), [("990000/003/001/", "990000/003/"), ("990000/", ""), ("", "")])
def test_parent_path_is_the_place_around(path: str, around: str) -> None:
    assert parent_path(path) == around


@pytest.mark.parametrize(
    ("path", "ancestor", "expected"),
    [
        ("990000/003/", "990000/003/", True),
        ("990000/003/001/", "990000/003/", True),
        ("990000/0030/", "990000/003/", False),
        ("990000/0030/", "990000/003", False),
        ("990000/", "990000/003/", False),
        ("990000/003/", "", False),
    ],
)
def test_is_within_compares_whole_codes(path: str, ancestor: str, expected: bool) -> None:
    assert is_within(path, ancestor) is expected


@given(CODES, CODES)
def test_path_range_holds_exactly_what_is_within(codes: list[str], around: list[str]) -> None:
    path, ancestor = path_of(*codes), path_of(*around)

    low, high = path_range(ancestor)

    assert (low <= path < high) is is_within(path, ancestor)


@pytest.mark.parametrize("broken", ["", "990000/003", "9"])
def test_path_range_without_closing_slash_holds_nothing(broken: str) -> None:
    low, high = path_range(broken)

    assert low == high
