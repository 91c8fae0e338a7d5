"""F1 to F8 in plain Python: every row, every limit, both sides of each threshold."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.funds import rules
from doorstep.funds.rules import Balance, Hearing, Limits, Quote, Sign, Want

LIMITS = Limits(works_case=1_000_000, quotes=500_000, split_days=30)
DAY = date(2026, 3, 2)
WANT = Want("goods", 300_000, "明亮灯具店", "更换楼道灯具", DAY)
kinds = st.sampled_from(list(rules.MOVE_KINDS))
moves = st.lists(st.tuples(kinds, st.integers(1, 10**9)), max_size=40)


def test_available_is_quota_and_carried_less_approved_and_less_paid_without_approval():
    assert (
        rules.available_fen(quota=5_000_000, carried=200_000, approved=1_200_000, paid_not_approved=50_000)
        == 3_950_000
    )


def test_balance_of_lent_money_is_the_takers():
    giver = rules.total_of([("grant", 500), ("pool_out", 200)])
    taker = rules.total_of([("grant", 300), ("pool_in", 200)])

    assert (giver.available, taker.available, giver.quota + taker.quota) == (300, 500, 800)


def test_paying_what_was_approved_leaves_available_as_it_was():
    before = rules.total_of([("grant", 1000), ("commit", 400)])

    after = before.after("pay", 400)

    assert (before.available, after.available, after.committed, after.paid) == (600, 600, 0, 400)


@pytest.mark.parametrize("fen", [0, -1])
def test_a_move_of_nothing_is_a_defect(fen):
    with pytest.raises(ValueError, match="no move"):
        Balance().after("grant", fen)


@pytest.mark.parametrize(
    ("found", "sound"),
    [
        (Balance(granted=5), True),
        (Balance(granted=5, committed=5), True),
        (Balance(granted=5, committed=6), False),
        (Balance(granted=5, committed=-1), False),
        (Balance(granted=5, paid=-1), False),
        (Balance(granted=5, charged=6), False),
    ],
)
def test_a_balance_is_sound_until_something_is_below_nought(found, sound):
    assert found.is_sound is sound


@given(moves, moves)
def test_closing_is_opening_and_moves_wherever_one_cuts(first, second):
    assert rules.total_of(second, rules.total_of(first)) == rules.total_of([*first, *second])


@given(moves)
def test_every_kind_has_an_opposite_that_undoes_it(found):
    undo = {"commit": "release", "pool_in": "pool_out", "carry_in": "carry_out", "grant": "lapse"}
    pairs = [(kind, fen) for kind, fen in found if kind in undo]

    assert rules.total_of([*pairs, *((undo[kind], fen) for kind, fen in pairs)]) == Balance()


@pytest.mark.parametrize(
    ("available", "share", "carried"),
    [(1001, Fraction(1, 2), 500), (1001, Fraction(1), 1001), (1001, Fraction(0), 0), (-5, Fraction(1), 0)],
)
def test_carry_over_takes_whole_fen(available, share, carried):
    assert rules.carried_over(available, share) == carried


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("committee", "funds.quota_community_yuan"),
        ("community", "funds.quota_community_yuan"),
        ("branch", "funds.quota_branch_yuan"),
        ("new_sector", "funds.quota_branch_yuan"),
    ],
)
def test_quota_follows_from_the_kind_of_organisation(kind, code):
    assert rules.quota_rule_of(kind) == code


def gap(want: Want, *others: Want) -> tuple[str, int, int] | None:
    found = rules.gap_in(want, others, LIMITS)
    return (found.owed, found.total, len(found.others)) if found else None


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"amount": 499_999}, None),
        ({"amount": 500_000}, ("quotes", 500_000, 0)),
        ({"amount": 500_000, "by_quotes": True}, None),
        ({"amount": 900_000, "category": "help"}, None),
        ({"amount": 999_999, "category": "works", "by_quotes": True}, None),
        ({"amount": 1_000_000, "category": "works", "by_quotes": True}, ("case_by_case", 1_000_000, 0)),
        ({"amount": 1_000_000, "category": "works", "case_by_case": True}, ("quotes", 1_000_000, 0)),
        ({"amount": 1_000_000, "category": "works", "case_by_case": True, "by_quotes": True}, None),
        ({"amount": 1_000_000, "category": "goods", "by_quotes": True}, None),
    ],
)
def test_a_threshold_is_reached_at_its_own_amount(changes, found):
    assert gap(replace(WANT, **changes)) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, ("quotes", 600_000, 1)),
        ({"purpose": "别的"}, ("quotes", 600_000, 1)),
        ({"supplier": "别家"}, ("quotes", 600_000, 1)),
        ({"supplier": "别家", "purpose": "别的"}, None),
        ({"supplier": " 明亮 灯具店。"}, ("quotes", 600_000, 1)),
        ({"amount": 199_999}, None),
        ({"amount": 200_000}, ("quotes", 500_000, 1)),
        ({"on": DAY - timedelta(days=30)}, ("quotes", 600_000, 1)),
        ({"on": DAY + timedelta(days=30)}, ("quotes", 600_000, 1)),
        ({"on": DAY - timedelta(days=31)}, None),
        ({"category": "help"}, None),
    ],
)
def test_the_guard_sums_same_supplier_or_same_purpose_within_the_window(changes, found):
    assert gap(WANT, replace(WANT, **changes)) == found


def test_works_are_summed_with_works_alone_for_the_case_threshold():
    works = replace(WANT, category="works", amount=600_000, by_quotes=True)

    assert gap(works, replace(works, amount=400_000)) == ("case_by_case", 1_000_000, 1)
    assert gap(works, replace(WANT, amount=400_000)) is None


def test_without_a_supplier_only_the_purpose_joins():
    blank = replace(WANT, supplier="", purpose="甲", amount=250_000)

    assert gap(blank, replace(blank, purpose="乙")) is None
    assert gap(blank, replace(blank, purpose="甲!")) == ("quotes", 500_000, 1)


@given(st.lists(st.integers(1, 400_000), min_size=2, max_size=6))
def test_splitting_never_helps(amounts):
    wants = [replace(WANT, amount=each) for each in amounts]
    whole = rules.gap_in(replace(WANT, amount=sum(amounts)), [], LIMITS)

    last = rules.gap_in(wants[-1], wants[:-1], LIMITS)

    assert (whole is None) == (last is None)


def test_the_lowest_price_that_satisfies_wins_and_the_earlier_of_equals():
    quotes = [Quote("甲", 300, True), Quote("乙", 100, False), Quote("丙", 200, True), Quote("丁", 200, True)]

    assert rules.winner(quotes) == 2


@pytest.mark.parametrize(
    "quotes",
    [
        [Quote("甲", 300, True), Quote("乙", 100, True)],
        [Quote("甲", 300, True), Quote("乙", 100, True), Quote(" 甲。", 50, True)],
        [Quote("甲", 300, False), Quote("乙", 100, False), Quote("丙", 50, False)],
    ],
)
def test_without_three_suppliers_or_one_that_satisfies_nobody_wins(quotes):
    assert rules.winner(quotes) is None


@pytest.mark.parametrize(
    ("signs", "gaps"),
    [
        ([Sign("赵", "resident"), Sign("钱", "buyer")], []),
        ([Sign("赵", "resident"), Sign("周", "user")], []),
        ([Sign("赵", "resident"), Sign(" 赵", "user")], ["two_signatures"]),
        ([Sign("钱", "resident"), Sign("孙", "buyer")], ["not_buyer"]),
        ([], ["two_signatures", "not_buyer"]),
    ],
)
def test_acceptance_needs_two_people_one_not_the_buyer(signs, gaps):
    assert rules.sign_gaps(signs, "钱") == gaps


@pytest.mark.parametrize(
    ("hearing", "gaps"),
    [
        (Hearing(7, 20, 12), []),
        (Hearing(6, 20, 12), ["notice"]),
        (Hearing(7, 19, 19), ["people"]),
        (Hearing(7, 20, 11), ["consent"]),
        (Hearing(7, 0, 0), ["people", "consent"]),
    ],
)
def test_a_hearing_holds_from_its_limits_on(hearing, gaps):
    assert rules.hearing_gaps(hearing, min_people=20, min_consent=Fraction(3, 5)) == gaps


def test_a_dossier_lacks_what_is_blank():
    assert rules.dossier_gaps({"need": "水", "do_less": " ", "do_nothing": ""}) == ["do_less", "do_nothing"]


def test_every_forbidden_use_has_its_reason_and_none_is_allowed_too():
    assert all(label and because for label, because in rules.FORBIDDEN_USES.values())
    assert set(rules.FORBIDDEN_USES).isdisjoint(rules.USES)
