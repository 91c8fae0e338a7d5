"""What asks for a second look, and how many to check (STATISTICS §2, §3)."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.evaluation.rules import checks

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LAMP = "楼道灯不亮，晚上老人上下楼不方便，希望尽快维修。"
SAME_LAMP = "楼道灯不亮,晚上老人上下楼不方便,希望尽快维修"


def test_punctuation_makes_no_difference() -> None:
    assert checks.alike(LAMP, SAME_LAMP) == 1.0


def test_copies_are_grouped_and_short_texts_left_alone() -> None:
    texts = {"a": LAMP, "b": "很好", "c": SAME_LAMP, "d": "很好", "e": "水管换过以后一直没有再漏过水"}

    assert checks.copies(texts) == [["a", "c"]]


@pytest.mark.slow
def test_answers_that_share_a_common_phrase_alone_are_hardly_compared() -> None:
    texts = {str(n): f"希望尽快维修楼道灯{chr(0x4E00 + n % 97) * 9}{n:06d}" for n in range(2_000)}
    pieces = {key: checks.grams(text) for key, text in texts.items()}

    assert len(checks.possible_pairs(pieces)) < 0.05 * 2_000 * 1_999 / 2


def test_ten_thousand_equal_answers_are_one_group() -> None:
    found = checks.copies({str(number): LAMP for number in range(10_000)})

    assert [len(group) for group in found] == [10_000]


@given(
    st.dictionaries(st.integers(0, 99).map(str), st.text("甲乙丙丁", min_size=8, max_size=24), max_size=25)
)
def test_no_near_pair_is_missed(texts: dict[str, str]) -> None:
    pieces = {key: checks.grams(text) for key, text in texts.items()}

    assert checks.near_pairs(pieces) == sorted(
        (one, other)
        for one, other in combinations(sorted(pieces), 2)
        if len(pieces[one] & pieces[other]) >= 0.8 * len(pieces[one] | pieces[other])
    )


def answers(*minutes: float, device: str = "d") -> list[tuple[str, str, datetime]]:
    return [(f"{at:g}", device, NOON + timedelta(minutes=at)) for at in minutes]


def test_five_from_one_device_within_ten_minutes_are_a_burst() -> None:
    assert checks.bursts(answers(0, 2, 4, 6, 10, 40)) == [["0", "2", "4", "6", "10"]]
    assert checks.bursts(answers(0, 2, 4, 6, 10.1)) == []
    assert checks.bursts([*answers(0, 1, 2), *answers(3, 4, device="e")]) == []


CALLERS = {"A": (58, 60), "B": (50, 60), "C": (60, 60), "D": (47, 60), "E": (52, 60)}


def test_caller_effect() -> None:
    assert checks.caller_effect(CALLERS) == pytest.approx(
        {"A": 0.06098, "B": 0.203914, "C": 0.003835, "D": 0.013893, "E": 0.49508}, abs=5e-6
    )


@pytest.mark.parametrize(
    ("people", "rate", "wanted"),
    [
        (10_932, 0.01, 293),
        (10_932, 0.02, 148),
        (10_932, 0.05, 59),
        (4_345, 0.01, 285),
        (4_345, 0.02, 146),
        (4_345, 0.05, 58),
        (300, 0.05, 54),
        (60, 0.05, 38),
    ],
)
def test_discovery_sample(people: int, rate: float, wanted: int) -> None:
    assert checks.discovery_sample(people, rate) == wanted


@pytest.mark.parametrize(
    ("checked", "bad", "people", "most"),
    [(59, 0, 4_345, 213), (149, 0, 10_932, 216), (149, 3, 10_932, 557), (300, 12, 4_345, 274)],
)
def test_most_bad(checked: int, bad: int, people: int, most: int) -> None:
    assert checks.most_bad(checked, bad, people) == most
