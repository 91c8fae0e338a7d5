from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from doorstep.delivery.rules import meetings
from doorstep.delivery.rules import needs as rules
from doorstep.kernel.errors import NotPossible

STREET, EAST, WEST = "990000/003/", "990000/003/01/", "990000/003/02/"
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
WANTED = rules.Wanted("venue", 2, EAST, FIRST, LAST, "周末、有投影")
OFFER = rules.Offer(UUID(int=1), "venue", 2, EAST, FIRST, LAST, "周末")


def codes(offer: rules.Offer) -> list[str]:
    return [each.code for each in rules.fit(WANTED, offer)]


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({}, ["kind", "enough", "whole_time", "same_place", "same_words"]),
        ({"amount": 1}, ["kind", "part", "whole_time", "same_place", "same_words"]),
        ({"last": date(2026, 3, 9)}, ["kind", "enough", "part_time", "same_place", "same_words"]),
        ({"path": STREET}, ["kind", "enough", "whole_time", "whole_street", "same_words"]),
        ({"conditions": ""}, ["kind", "enough", "whole_time", "same_place", "no_conditions"]),
        ({"conditions": "工作日"}, ["kind", "enough", "whole_time", "same_place", "ask_conditions"]),
        ({"kind": "money"}, []),
        ({"path": WEST}, []),
        ({"first": date(2026, 4, 1), "last": date(2026, 4, 2)}, []),
    ],
)
def test_an_offer_is_suggested_with_its_reasons(change: dict[str, object], reasons: list[str]) -> None:
    assert codes(replace(OFFER, **change)) == reasons
    assert set(reasons) <= set(rules.REASONS)


def test_the_best_fit_comes_first() -> None:
    worse = replace(OFFER, id=UUID(int=0), amount=1, path=STREET)

    found = rules.suggestions(WANTED, [worse, OFFER, replace(OFFER, id=UUID(int=2), kind="money")])

    assert [each.offer_id for each in found] == [OFFER.id, worse.id]


@pytest.mark.parametrize("text", ["打 13800001234", "电话 0371-6000321", "送到 501室", "在 2单元"])
def test_a_need_holds_no_phone_and_no_door(text: str) -> None:
    with pytest.raises(NotPossible):
        rules.check_words("需要场地", text)


def test_neither_side_reads_the_others_rating_first() -> None:
    assert rules.sees_rating("need", own="need", own_given=False)
    assert not rules.sees_rating("need", own="partner", own_given=False)
    assert rules.sees_rating("need", own="partner", own_given=True)


@pytest.mark.parametrize(
    "case",
    [
        {"delivered": False},
        {"rated_already": True},
        {"grade": 0},
        {"grade": 6},
        {"words": " "},
    ],
)
def test_a_rating_out_of_turn_is_refused(case: dict[str, object]) -> None:
    good: dict[str, object] = {"delivered": True, "rated_already": False, "grade": 5, "words": "很好"}
    rules.check_rating(**good)  # type: ignore[arg-type]
    with pytest.raises(NotPossible):
        rules.check_rating(**(good | case))  # type: ignore[arg-type]


def test_a_span_ends_not_before_it_begins() -> None:
    rules.check_span(FIRST, FIRST)
    with pytest.raises(NotPossible):
        rules.check_span(LAST, FIRST)


def test_a_promise_has_one_owner_and_is_settled_once_with_a_word() -> None:
    meetings.check_owner(partner=1, unit=None)
    meetings.check_settling(None, "做完了")
    for partner, unit in ((None, None), (1, 2)):
        with pytest.raises(NotPossible):
            meetings.check_owner(partner=partner, unit=unit)
    for kept, word in ((True, "做完了"), (None, " ")):
        with pytest.raises(NotPossible):
            meetings.check_settling(kept, word)
    assert [meetings.promise_state(each) for each in (None, True, False)] == ["open", "kept", "broken"]
