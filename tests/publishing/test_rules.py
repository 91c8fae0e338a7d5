"""How a notice moves, and what of a thing the public may see."""

from datetime import date
from typing import Any

import pytest

from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.errors import NotPossible
from doorstep.people.roles import ROLE_LABELS
from doorstep.publishing import access, rules

STANDING = ("posted", "objected", "answered")
MOVES = {
    ("draft", "review"): "reviewed",
    ("reviewed", "return_draft"): "draft",
    ("reviewed", "post"): "posted",
    ("objected", "answer"): "answered",
    ("ended", "archive"): "archived",
    **{(state, "object"): "objected" for state in STANDING},
    **{(state, "end"): "ended" for state in STANDING},
    **{(state, "withdraw"): "withdrawn" for state in ("draft", "reviewed", *STANDING, "ended", "archived")},
}


def refusal_of(state: str, name: str, note: str) -> str:
    try:
        return rules.WORKFLOW.move(state, name, note=note)
    except NotPossible as refusal:
        return refusal.code


@pytest.mark.parametrize("state", rules.NOTICE_STATES)
@pytest.mark.parametrize("name", sorted({name for _, name in MOVES}))
def test_workflow_every_state_and_move(state: str, name: str) -> None:
    assert refusal_of(state, name, "因为") == MOVES.get((state, name), "move.unknown")


@pytest.mark.parametrize(("state", "name"), MOVES)
def test_workflow_note_is_owed_for_return_and_withdrawal(state: str, name: str) -> None:
    owed = name in {"return_draft", "withdraw"}

    assert refusal_of(state, name, "") == ("note.needed" if owed else MOVES[state, name])


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (9, None), (10, 10)])
def test_one_to_nine_residents_are_not_counted(count: int, shown: int | None) -> None:
    assert rules.picked({"count": rules.PEOPLE}, {"count": count}) == {"count": shown}


def test_open_notices_are_all_that_have_not_come_to_their_end() -> None:
    assert set(rules.OPEN) == set(rules.NOTICE_STATES) - rules.WORKFLOW.final
    assert rules.labelled({"a": "甲"}) == [("a", "甲")]


def sample(part: Any, *, leak: Any = None) -> Any:
    """A value of the shape that a part of the allow-list allows; with ``leak``, a field more in every place."""
    if part is rules.PLAIN:
        return "示例"
    if part == rules.PEOPLE:
        return 10
    if part == rules.COUNTS:
        return {"on_spot": 3} | ({"leak": leak} if leak else {})
    filled = {name: sample(each, leak=leak) for name, each in part.items()}
    return [filled | ({"leak": leak} if leak else {})]


def values_of(kind: str, *, leak: Any = None) -> dict[str, Any]:
    found = {name: sample(part, leak=leak) for name, part in rules.ALLOWED[kind].items()}
    return found | ({"leak": leak} if leak else {})


@pytest.mark.parametrize("kind", rules.ALLOWED)
def test_a_field_added_anywhere_never_comes_out(kind: str) -> None:
    leaking = values_of(kind, leak="138 0000 1234")

    assert "138 0000 1234" in str(leaking)
    assert rules.allowed(kind, leaking) == values_of(kind)


@pytest.mark.parametrize("kind", rules.ALLOWED)
def test_a_missing_field_is_an_error_and_not_a_gap(kind: str) -> None:
    values = values_of(kind)
    values.popitem()

    with pytest.raises(KeyError):
        rules.allowed(kind, values)


@pytest.mark.parametrize("value", [{"name": "王秀兰"}, ["王秀兰"], object(), date(2026, 3, 2), 0.5])
def test_a_value_of_another_shape_where_a_plain_one_belongs_is_an_error(value: Any) -> None:
    with pytest.raises(rules.Leak):
        rules.allowed("home", values_of("home") | {"visits": value})


def test_a_part_that_is_one_thing_stays_one_thing() -> None:
    money = {"quota": "1.00", "other": "0.00", "in_kind": "", "account": "6222"}

    found = rules.allowed("project", values_of("project") | {"money": money})

    assert found["money"] == {"quota": "1.00", "other": "0.00", "in_kind": ""}


def test_tombstone_says_what_it_was_called_and_what_happened() -> None:
    body = values_of("project") | {"money": {"quota": "1.00", "other": "", "in_kind": ""}}

    found = rules.tombstone(body)

    assert {name for name, value in found.items() if value == body[name]} == rules.TOMBSTONE
    assert (found["goal"], found["milestones"], found["money"]) == (
        "",
        [],
        {"quota": "", "other": "", "in_kind": ""},
    )


def test_page_as_read_may_differ_in_what_moves_by_itself_alone() -> None:
    read = values_of("project")

    assert rules.is_as_read(read, read | {"state": "notice", "timeline": [], "notice": {}})
    assert not rules.is_as_read(read, read | {"goal": "别的"})
    assert not rules.is_as_read({}, read)


HERE = "990000/003/"
MAY = {
    "draft": (lambda who: access.can_draft(who, path=HERE), {"clerk"}),
    "make": (lambda who: access.can_make(who, path=HERE), {"clerk"}),
    "review": (
        lambda who: access.can_review(who, path=HERE, drafted_by="account:2"),
        {"reviewer"},
    ),
    "withdraw": (lambda who: access.can_withdraw(who, path=HERE), {"clerk", "reviewer"}),
    "see": (access.can_see_desk, {"clerk", "reviewer"}),
}


@pytest.mark.parametrize("act", MAY)
def test_act_is_for_these_roles(act: str) -> None:
    may, roles = MAY[act]

    assert {role for role in ROLE_LABELS if may(Actor(1, 1, "某人", (Grant(role, HERE),)))} == roles
    assert not may(Actor.resident(1))


@pytest.mark.parametrize("act", ["draft", "make", "review", "withdraw"])
def test_act_is_for_nobody_outside_the_place(act: str) -> None:
    may, _ = MAY[act]

    assert not any(may(Actor(1, 1, "某人", (Grant(role, "990000/004/"),))) for role in ROLE_LABELS)


def test_nobody_reviews_their_own_draft_and_the_clock_draws() -> None:
    reviewer = Actor(2, 1, "某人", (Grant("reviewer", HERE),))

    assert not access.can_review(reviewer, path=HERE, drafted_by="account:2")
    assert access.can_make(Actor.system("timer", 1), path=HERE)
