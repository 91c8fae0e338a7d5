"""Owners by head and by area (民法典 278, 解释 8 and 9)."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.consultations.rules.owners import BUILDER, Area, OwnedUnit, votes_of_owners
from doorstep.consultations.rules.thresholds import Votes, tally
from doorstep.kernel.errors import NotPossible


def unit(owner: str, square_metres: int = 90) -> OwnedUnit:
    return OwnedUnit(owner, Area(register=square_metres * 100))


def test_owner_of_several_units_is_one_head_with_all_their_area() -> None:
    found = votes_of_owners([unit("甲", 90), unit("甲", 60), unit("乙", 50)], {"甲": "yes"})

    assert found["heads"] == Votes(entitled=2, attended=1, yes=1)
    assert found["area"] == Votes(entitled=20_000, attended=15_000, yes=15_000)


def test_unsold_units_are_together_one_head() -> None:
    found = votes_of_owners([unit("甲"), unit(BUILDER), unit(BUILDER), unit(BUILDER)], {BUILDER: "no"})

    assert found["heads"] == Votes(entitled=2, attended=1, yes=0, no=1)
    assert found["area"].no == 3 * 9_000


def test_empty_units_count_among_those_entitled() -> None:
    """Nobody lives there, but somebody owns it."""
    assert votes_of_owners([unit("甲"), unit("空置房的业主")], {"甲": "yes"})["heads"].entitled == 2


@pytest.mark.parametrize(
    ("area", "counted"),
    [
        (Area(register=9_000, survey=9_100, contract=9_200), 9_000),
        (Area(survey=9_100, contract=9_200), 9_100),
        (Area(contract=9_200), 9_200),
    ],
)
def test_register_goes_before_survey_and_survey_before_contract(area: Area, counted: int) -> None:
    assert area.counted == counted


@pytest.mark.parametrize(
    ("units", "answers", "code"),
    [
        ([OwnedUnit("甲", Area())], {}, "owners.no_area"),
        ([unit("甲")], {"乙": "yes"}, "owners.stranger"),
        ([unit("甲")], {"甲": "maybe"}, "owners.answer"),
    ],
)
def test_what_cannot_be_counted_is_refused(units: list[OwnedUnit], answers: dict, code: str) -> None:
    with pytest.raises(NotPossible) as refusal:
        votes_of_owners(units, answers)
    assert refusal.value.code == code


ESTATES = st.lists(
    st.tuples(st.sampled_from("甲乙丙丁戊己庚"), st.integers(30, 200)), min_size=1, max_size=40
).map(lambda rows: [unit(owner, size) for owner, size in rows])


@given(units=ESTATES, data=st.data())
def test_order_of_units_and_answers_does_not_matter(units: list[OwnedUnit], data: st.DataObject) -> None:
    owners = sorted({each.owner for each in units})
    answers = {
        owner: data.draw(st.sampled_from(("yes", "no", "abstain")))
        for owner in owners
        if data.draw(st.booleans())
    }
    mixed, turned = list(units), dict(reversed(list(answers.items())))
    random.Random(len(units)).shuffle(mixed)

    assert votes_of_owners(mixed, turned) == votes_of_owners(units, answers)


@given(units=ESTATES, data=st.data())
def test_an_owner_who_turns_to_yes_never_makes_it_fail(units: list[OwnedUnit], data: st.DataObject) -> None:
    owners = sorted({each.owner for each in units})
    answers = {owner: data.draw(st.sampled_from(("yes", "no", "abstain"))) for owner in owners}
    chosen = data.draw(st.sampled_from(owners))

    for rule in ("owners_general", "owners_major"):
        before = tally(rule, votes_of_owners(units, answers)).is_passed
        after = tally(rule, votes_of_owners(units, {**answers, chosen: "yes"})).is_passed
        assert after or not before
