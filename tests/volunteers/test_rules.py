"""What an act is worth, which star hours reach, and who is masked."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.volunteers import rules

HOUR = rules.Measure("hour", 2, 240, 120, Fraction(6, 5))
ACT = rules.Measure("act", 3, 240, 120, Fraction(3, 2))


@pytest.mark.parametrize(
    ("minutes", "measure", "confirmer", "already", "worth"),
    [
        (60, HOUR, "organiser", 0, 2),
        (90, HOUR, "organiser", 0, 3),
        (29, HOUR, "organiser", 0, 0),
        (300, HOUR, "organiser", 0, 4),  # the act's cap of two hours
        (120, HOUR, "organiser", 180, 2),  # an hour is left of the day
        (120, HOUR, "organiser", 240, 0),
        (120, HOUR, "organiser", 300, 0),
        (120, HOUR, "beneficiary", 0, 4),  # 4.8 rounded down once
        (10, ACT, "organiser", 0, 3),
        (10, ACT, "beneficiary", 0, 4),
        (10, ACT, "organiser", 240, 0),
    ],
)
def test_value_of_an_act(
    minutes: int, measure: rules.Measure, confirmer: str, already: int, worth: int
) -> None:
    assert rules.value_of(minutes, measure, confirmer=confirmer, already=already) == worth


@given(minutes=st.integers(1, 720), already=st.integers(0, 400))
def test_beneficiary_never_counts_less_and_caps_hold(minutes: int, already: int) -> None:
    theirs = rules.value_of(minutes, HOUR, confirmer="beneficiary", already=already)
    ours = rules.value_of(minutes, HOUR, confirmer="organiser", already=already)

    assert 0 <= ours <= theirs
    assert rules.counted_minutes(minutes, HOUR, already=already) <= max(0, 240 - already)


@pytest.mark.parametrize(
    ("table", "hours", "level"),
    [(code, hours, level) for code, row in rules.STAR_TABLES.items() for level, hours in enumerate(row, 1)],
)
def test_stars_begin_at_their_hours(table: str, hours: int, level: int) -> None:
    assert (rules.level_for(hours * 60, table), rules.level_for(hours * 60 - 1, table)) == (level, level - 1)


@pytest.mark.parametrize(
    ("text", "is_presence"), [("签到", True), (" 到场。", True), ("", True), ("修灯", False)]
)
def test_being_there_is_no_service(text: str, is_presence: bool) -> None:
    assert rules.is_mere_presence(text) is is_presence


@pytest.mark.parametrize(("name", "shown"), [("张三", "张**"), ("张建国", "张**"), ("", "**")])
def test_mask_shows_the_surname_only(name: str, shown: str) -> None:
    assert rules.masked(name) == shown


def test_bar_holds_on_both_ends() -> None:
    bars = [(date(2026, 1, 1), date(2026, 12, 31))]

    held = [rules.is_barred(bars, day) for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31))]

    assert held == [False, True, True]


def test_quarters() -> None:
    assert [rules.quarter_of(date(2026, month, 1)) for month in (1, 3, 4, 12)] == [1, 1, 2, 4]


def test_labels_are_choices() -> None:
    assert rules.labelled({"a": "甲"}) == [("a", "甲")]
