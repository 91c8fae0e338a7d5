"""The threshold engine: every row of DOMAIN §6, its vectors, and what must never happen."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.consultations.rules.thresholds import (
    CAUTION,
    THRESHOLDS,
    Bar,
    Votes,
    shown_check,
    tally,
    tally_as_json,
)
from doorstep.kernel.errors import NotPossible

HEADS_ONLY = [code for code, row in THRESHOLDS.items() if row.measures == ("heads",)]


def heads(rule: str, entitled: int, attended: int, yes: int, electorate: str = "") -> bool:
    return tally(rule, {"heads": Votes(entitled, attended, yes)}, electorate=electorate).is_passed


@pytest.mark.parametrize(
    ("rule", "electorate", "least"),
    [
        ("resident_meeting", "adults", 51),
        ("resident_meeting", "households", 51),
        ("resident_meeting", "groups", 51),
        ("village_meeting", "adults", 51),
        ("village_meeting", "households", 67),
        ("village_reps", "members", 67),
        ("village_group", "adults", 67),
        ("village_group", "households", 67),
        ("party_meeting", "members", 67),
    ],
)
def test_as_many_must_come_as_the_row_says(rule: str, electorate: str, least: int) -> None:
    assert heads(rule, 100, least, least, electorate)
    assert not heads(rule, 100, least - 1, least - 1, electorate)


@pytest.mark.parametrize("rule", [each for each in HEADS_ONLY if each != "lift_entrance"])
def test_more_than_half_of_those_who_came_must_say_yes(rule: str) -> None:
    assert heads(rule, 100, 80, 41)
    assert not heads(rule, 100, 80, 40)


def test_exactly_two_thirds_pass_at_least_and_fail_more_than() -> None:
    assert Bar(Fraction(2, 3), strict=False).holds(2, 3)
    assert not Bar(Fraction(2, 3), strict=True).holds(2, 3)


def test_lift_needs_two_thirds_of_the_entrance_whoever_came() -> None:
    assert heads("lift_entrance", 12, 8, 8)
    assert not heads("lift_entrance", 12, 12, 7)


def owners(rule: str, area: tuple[int, int, int], people: tuple[int, int, int]) -> bool:
    votes = {"area": Votes(*(each * 100 for each in area)), "heads": Votes(*people)}
    return tally(rule, votes).is_passed


@pytest.mark.parametrize(
    ("area", "people", "passed"),
    [
        ((10_000, 7_000, 5_250), (100, 70, 53), True),
        ((10_000, 7_000, 5_250), (100, 70, 52), False),
        ((10_000, 7_000, 5_249), (100, 70, 53), False),
        ((10_000, 6_667, 6_667), (100, 67, 67), True),
        ((10_000, 6_666, 6_666), (100, 67, 67), False),
        ((10_000, 6_667, 6_667), (100, 66, 66), False),
    ],
)
def test_major_matters_of_owners_as_the_reference_counts_them(
    area: tuple[int, int, int], people: tuple[int, int, int], passed: bool
) -> None:
    assert owners("owners_major", area, people) is passed


def test_general_matters_of_owners_need_more_than_half_of_both() -> None:
    assert owners("owners_general", (10_000, 8_000, 4_001), (100, 80, 41))
    assert not owners("owners_general", (10_000, 8_000, 4_000), (100, 80, 41))
    assert not owners("owners_general", (10_000, 8_000, 4_001), (100, 80, 40))


def test_tally_says_part_whole_sign_bar_basis_and_caution() -> None:
    found = tally_as_json(tally("party_meeting", {"heads": Votes(90, 60, 31)}))

    assert [shown_check(each) for each in found["checks"]] == [
        "到会（人数）60/90 ≥ 2/3",
        "通过（人数）31/60 > 1/2",
    ]
    assert (found["passed"], found["basis"], found["caution"]) == (True, "四议两公开工作法", CAUTION)


def test_area_is_shown_in_square_metres() -> None:
    votes = {"area": Votes(1_000_050, 700_000, 525_025), "heads": Votes(100, 70, 53)}

    assert shown_check(tally_as_json(tally("owners_major", votes))["checks"][0]) == (
        "到会（面积）7000 ㎡/10000.50 ㎡ ≥ 2/3"
    )


@pytest.mark.parametrize(
    ("votes", "code"),
    [
        (Votes(10, 8, 9), "tally.votes"),
        (Votes(10, 8, 4, 3, 2), "tally.votes"),
        (Votes(10, 11, 4), "tally.attended"),
        (Votes(10, 8, -1), "tally.negative"),
    ],
)
def test_numbers_that_cannot_be_are_refused(votes: Votes, code: str) -> None:
    with pytest.raises(NotPossible) as refusal:
        tally("party_meeting", {"heads": votes})
    assert refusal.value.code == code


def test_owners_without_their_areas_are_refused() -> None:
    with pytest.raises(NotPossible) as refusal:
        tally("owners_major", {"heads": Votes(10, 8, 8)})
    assert refusal.value.code == "tally.measures"


def test_electorate_that_the_rule_does_not_know_is_refused() -> None:
    with pytest.raises(NotPossible) as refusal:
        tally("village_reps", {"heads": Votes(10, 8, 8)}, electorate="households")
    assert refusal.value.code == "tally.electorate"


def test_of_nothing_nothing_is_enough() -> None:
    assert not heads("lift_entrance", 0, 0, 0)


@st.composite
def votes(draw: st.DrawFn) -> Votes:
    entitled = draw(st.integers(1, 2_000))
    attended = draw(st.integers(0, entitled))
    yes = draw(st.integers(0, attended))
    no = draw(st.integers(0, attended - yes))
    return Votes(entitled, attended, yes, no, attended - yes - no)


@given(rule=st.sampled_from(HEADS_ONLY), found=votes())
def test_one_more_yes_never_turns_passed_into_failed(rule: str, found: Votes) -> None:
    before = tally(rule, {"heads": found}).is_passed
    more = [Votes(found.entitled + 0, found.attended, found.yes + 1, found.no - 1, found.abstain)] * (
        found.no > 0
    )
    more += [Votes(found.entitled, found.attended, found.yes + 1, found.no, found.abstain - 1)] * (
        found.abstain > 0
    )
    more += [Votes(found.entitled, found.attended + 1, found.yes + 1, found.no, found.abstain)] * (
        found.attended < found.entitled
    )

    assert not before or all(tally(rule, {"heads": each}).is_passed for each in more)
