"""What a visit must say, when it is late, when words repeat, when a door is due."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.rulebook.rules import DEFAULTS
from doorstep.visits import rules
from doorstep.visits.rules import Knock, RepeatRule, Said, due_on, is_late, repeats, similarity
from tests.visits.factories import LONG_TEXT, refused

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
SAME = rules.plain(LONG_TEXT)
WORDS = st.text(alphabet="楼道灯坏了请修好水管漏", max_size=60)


def said(door: int, text: str = LONG_TEXT, visitor: int = 1) -> Said:
    return Said(f"visit {door}", visitor, door, text)


def knock(**changes) -> Knock:
    return Knock(**({"place_id": 1, "visited_on": DAY, "outcome": "met", "visitors": [1]} | changes))


def test_workflow_has_no_defect_and_names_every_state():
    assert rules.WORKFLOW.check() == []
    assert set(rules.WORKFLOW.states) == set(rules.STATES)
    assert set(rules.WORKFLOW.limits.values()) <= set(DEFAULTS)


@pytest.mark.parametrize(("outcome", "count"), [("met", 6), ("not_home", 4), ("refused", 4), ("vacant", 4)])
def test_required_fields_are_never_more_than_six(outcome, count):
    assert len(rules.required_fields(outcome)) == count <= 6


@pytest.mark.parametrize(
    ("times", "hours_later", "late"),
    [
        ({"ended_at": NOON}, 48, False),
        ({"ended_at": NOON}, 49, True),
        ({"started_at": NOON}, 49, True),
        ({}, 49, False),  # the day itself ends twelve hours after noon
        ({}, 61, True),
        ({"device_at": NOON}, 500, False),
        ({"device_at": NOON + timedelta(days=9)}, 500, True),
    ],
)
def test_is_late_counts_from_the_end_of_the_visit_to_the_writing(times, hours_later, late):
    assert is_late(knock(**times), recorded_at=NOON + timedelta(hours=hours_later), hours=48) is late


def test_similarity_of_known_texts():
    assert similarity("", "") == 1
    assert similarity("楼道灯坏", "") == 0
    assert similarity("楼道灯坏", "楼道灯好") == Fraction(2, 3)


@given(WORDS, WORDS)
def test_similarity_is_a_share_and_the_same_both_ways(first, second):
    found = similarity(first, second)

    assert found == similarity(second, first)
    assert 0 <= found <= 1
    assert similarity(first, first) == 1


@given(WORDS, WORDS)
def test_length_test_never_rules_out_what_is_alike(first, second):
    if similarity(first, second) >= Fraction(9, 10):
        assert rules.could_be_alike(first, second, share=Fraction(9, 10))


def test_repeats_needs_two_other_doors_of_one_visitor():
    one, two = said(2), said(3)

    assert repeats(LONG_TEXT, place_id=1, others=[one], rule=RepeatRule()) == []
    assert repeats(LONG_TEXT, place_id=1, others=[one, two], rule=RepeatRule()) == [one, two]


def test_repeats_of_two_visitors_with_one_door_each_is_none():
    others = [said(2, visitor=1), said(3, visitor=2)]

    assert repeats(LONG_TEXT, place_id=1, others=others, rule=RepeatRule()) == []


def test_repeats_counts_a_door_once_and_never_the_own_one():
    others = [said(2), said(2), said(1), said(1)]

    assert repeats(LONG_TEXT, place_id=1, others=others, rule=RepeatRule()) == []


def test_repeats_looks_past_commas_and_blanks():
    spaced = LONG_TEXT.replace(",", " ,\n")

    assert len(repeats(spaced, place_id=1, others=[said(2), said(3)], rule=RepeatRule())) == 2


@pytest.mark.parametrize(("extra", "found"), [(0, 2), (7, 2), (9, 0)])
def test_repeats_from_nine_tenths_on(extra, found):
    text = SAME + "".join(chr(0x4E00 + each) for each in range(extra))

    assert len(repeats(text, place_id=1, others=[said(2), said(3)], rule=RepeatRule())) == found


@pytest.mark.parametrize(("length", "found"), [(29, 0), (30, 2)])
def test_repeats_from_thirty_characters_on(length, found):
    text = SAME[:length]

    assert len(repeats(text, place_id=1, others=[said(2, text), said(3, text)], rule=RepeatRule())) == found


@pytest.mark.parametrize(
    "intervals",
    [{}, {"hardship": 30}, {"ordinary": 0}, {"ordinary": 367}, {"ordinary": 182, "wealthy": 7}],
)
def test_intervals_that_cannot_be_are_refused(intervals, db):
    with refused("visit.intervals"):
        rules.refuse_unsound_intervals(intervals)


def test_default_intervals_are_two_a_year_and_monthly():
    rules.refuse_unsound_intervals(rules.DEFAULT_INTERVALS)

    days = {code: rules.interval_of(code, rules.DEFAULT_INTERVALS) for code in rules.TARGET_CLASSES}
    assert days == {"ordinary": 182, "hardship": 30, "floating": 30, "empty_nest": 30}
    assert rules.interval_of("floating", {"ordinary": 90}) == 90


@pytest.mark.parametrize(
    ("last_seen_on", "promised_on", "expected"),
    [
        (None, None, date(2026, 1, 1)),
        (DAY, None, date(2026, 4, 1)),
        (DAY, date(2026, 3, 9), date(2026, 3, 9)),
        (DAY, date(2026, 9, 9), date(2026, 4, 1)),
    ],
)
def test_due_on_is_the_interval_or_the_agreed_day_if_sooner(last_seen_on, promised_on, expected):
    found = due_on(last_seen_on=last_seen_on, promised_on=promised_on, days=30, starts_on=date(2026, 1, 1))

    assert found == expected
