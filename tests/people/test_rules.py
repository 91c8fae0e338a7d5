"""How sign-in slows down, and what names and one-time passwords look like."""

from datetime import UTC, datetime, timedelta

import pytest

from doorstep.people.rules import ONE_TIME_ALPHABET, USERNAME, locked_until, one_time_password, read_username

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failed", "minutes"), [(4, None), (5, 15), (6, 30), (7, 60), (11, 960), (12, 960), (500, 960)]
)
def test_lock_doubles_with_each_failure_and_stops_growing(failed: int, minutes: int | None) -> None:
    expected = None if minutes is None else AT + timedelta(minutes=minutes)

    assert locked_until(failed, after=5, minutes=15, at=AT) == expected


@pytest.mark.parametrize("typed", ["  WG01 ", "ｗｇ０１", "Wg01"])
def test_username_is_read_as_people_type_it(typed: str) -> None:
    assert read_username(typed) == "wg01"


@pytest.mark.parametrize(
    ("name", "sound"), [("wg01-02", True), ("李.明", True), ("a", False), ("a b", False), ("-ab", False)]
)
def test_username_has_letters_digits_dots_and_dashes(name: str, sound: bool) -> None:
    assert (USERNAME.fullmatch(name) is not None) == sound


def test_one_time_password_has_twelve_letters_without_look_alikes() -> None:
    groups = one_time_password().split("-")

    assert ([len(group) for group in groups], set("".join(groups)) <= set(ONE_TIME_ALPHABET)) == (
        [4, 4, 4],
        True,
    )


def test_one_time_alphabet_has_no_look_alikes() -> None:
    assert not set("01oil") & set(ONE_TIME_ALPHABET)
