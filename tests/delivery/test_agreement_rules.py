from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.delivery.rules import agreements as rules
from doorstep.kernel.errors import NotPossible

END = date(2026, 12, 31)
STEPS = (60, 30, 7)
HELD = st.builds(
    rules.Held, st.sampled_from(list(rules.RESOURCE_KINDS)), st.integers(1, 10**12), st.integers(-50, 10**13)
)


@pytest.mark.parametrize(
    ("left", "step"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)],
)
def test_reminder_comes_at_sixty_thirty_and_seven_days(left: int, step: int | None) -> None:
    assert rules.due_reminder(END, today=END - timedelta(days=left), steps=STEPS) == step


def test_share_of_a_kind_is_delivered_by_pledged_and_never_counts_too_much() -> None:
    lines = rules.kind_lines(
        [rules.Held("people", 3, 1), rules.Held("people", 4, 9), rules.Held("money", 50_000, 20_000)]
    )

    assert lines == [rules.KindLine("people", 7, 5), rules.KindLine("money", 50_000, 20_000)]
    assert [each.share for each in lines] == [Fraction(5, 7), Fraction(2, 5)]


def test_all_kinds_together_are_the_mean_of_the_pledges_own_shares() -> None:
    assert rules.delivered_share([]) is None
    assert rules.delivered_share([rules.Held("people", 3, 1), rules.Held("money", 2, 2)]) == Fraction(2, 3)


@given(st.lists(HELD, min_size=1))
def test_a_share_lies_between_nothing_and_everything(held: list[rules.Held]) -> None:
    share = rules.delivered_share(held)

    assert share is not None
    assert 0 <= share <= 1
    assert all(0 <= each.share <= 1 for each in rules.kind_lines(held))


@pytest.mark.parametrize(
    ("kind", "amount"), [("love", 1), ("people", 0), ("people", -1), ("money", 10**14 + 1)]
)
def test_a_pledge_of_another_kind_or_of_nothing_is_refused(kind: str, amount: int) -> None:
    with pytest.raises(NotPossible):
        rules.check_pledge(kind, amount)


def test_a_term_ends_after_it_starts() -> None:
    rules.check_term(END, END + timedelta(days=1))
    with pytest.raises(NotPossible):
        rules.check_term(END, END)


def test_a_draft_lacks_projects_and_pledges() -> None:
    assert rules.gaps_before_signing(projects=0, pledges=0) == ["agreement_projects", "agreement_pledges"]
    assert rules.gaps_before_signing(projects=1, pledges=1) == []
