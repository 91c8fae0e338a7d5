"""A refusal carries a code and values for the door, and shows neither name nor text to a log."""

import pickle

import pytest

from doorstep.kernel.errors import NotAllowed, NotPossible, Refusal, refuse_if, require


def test_require_lets_pass_what_is_allowed() -> None:
    require(True, "issue.close", place="990000/003/")


def test_require_raises_not_allowed_with_code_and_values() -> None:
    with pytest.raises(NotAllowed) as refusal:
        require(False, "issue.close", place="990000/003/")

    assert (refusal.value.code, refusal.value.values) == ("issue.close", {"place": "990000/003/"})


def test_require_without_code_says_not_allowed() -> None:
    with pytest.raises(NotAllowed) as refusal:
        require(False)

    assert (refusal.value.code, refusal.value.values) == ("not_allowed", {})


def test_refuse_if_lets_pass_when_the_condition_does_not_hold() -> None:
    refuse_if(False, "file.too_large", limit=5)


def test_refuse_if_raises_not_possible_with_code_and_values() -> None:
    with pytest.raises(NotPossible) as refusal:
        refuse_if(True, "file.too_large", limit=5)

    assert (refusal.value.code, refusal.value.values) == ("file.too_large", {"limit": 5})


def test_refusal_shows_only_its_code() -> None:
    refusal = NotPossible("money.bad", text="林晓 13900000000")

    assert (str(refusal), repr(refusal)) == ("money.bad", "NotPossible('money.bad')")


def test_refusal_may_carry_a_value_named_code() -> None:
    assert Refusal("rule.unknown", code="issue.accept_days").values == {"code": "issue.accept_days"}


def test_refusal_survives_the_way_between_processes() -> None:
    sent = pickle.loads(pickle.dumps(NotPossible("file.too_large", limit=5)))  # noqa: S301 - our own bytes

    assert (type(sent), sent.code, sent.values) == (NotPossible, "file.too_large", {"limit": 5})
