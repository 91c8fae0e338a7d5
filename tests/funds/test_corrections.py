"""What was typed wrong is put right by its opposite: linked, reasoned, never below what is used."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from doorstep.funds import rules, services
from doorstep.funds.models import FundMove, FundQuota, PoolConsent
from doorstep.funds.queries import unreconciled_fen
from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from tests.funds.counter import YEAR, Counter
from tests.funds.test_quotas import other_quota, secretary_of
from tests.issues.town import AT, DAY

NEXT = AT + timedelta(days=365)


def correct(counter: Counter, move: FundMove, fen: int, **changes) -> Callable[[], FundMove]:
    values = {"reason": "多打了一个零", "by": counter.finance, "at": AT + DAY} | changes
    return lambda: services.correct_move(move_id=move.pk, right_fen=fen, **values)


@pytest.mark.parametrize("kind", sorted(rules.UNDONE_BY))
def test_the_undoing_kind_takes_back_exactly_what_the_kind_did(kind: str):
    whole = rules.Balance(granted=9, carried=9, pooled=9, committed=9, paid=9, charged=9)
    undone = "refund" if kind == "pay" else rules.UNDONE_BY[kind]

    after = whole.after(kind, 5).after(undone, 5)

    assert after == whole.after("release", 5) if kind == "pay" else after == whole


@pytest.mark.parametrize("kind", sorted(set(rules.MOVE_KINDS) - {"release", "refund"}))
def test_every_move_but_an_undoing_one_can_be_undone(kind: str):
    assert (kind in rules.UNDONE_BY) is not kind.endswith("_back")


def test_a_grant_is_put_right_and_both_stay_readable(counter: Counter):
    wrong = counter.granted()

    undone = correct(counter, wrong, 2_000_000)()

    moves = list(
        counter.quota.moves.order_by("number").values_list("kind", "amount_fen", "reverses", "reason")
    )
    assert moves == [
        ("grant", 3_000_000, None, ""),
        ("grant", 2_000_000, None, "多打了一个零"),
        ("grant_back", 3_000_000, wrong.pk, "多打了一个零"),
    ]
    assert (counter.now().granted_fen, undone.available_fen) == (2_000_000, 2_000_000)
    assert Entry.objects.filter(act="fund.correct", about=f"fund_move:{wrong.pk}").count() == 1


def test_a_grant_is_never_put_below_what_is_used(counter: Counter, refused):
    counter.approved()

    values = refused("fund.below_used", correct(counter, counter.granted(), 299_999))
    assert values == {"least": "3,000.00"}
    correct(counter, counter.granted(), 300_000)()
    assert counter.now().balance.available == 0


def test_a_correction_is_refused_without_reason_twice_for_nothing_or_by_others(
    counter: Counter, refused, not_found
):
    move = counter.granted()

    refused("reason.needed", correct(counter, move, 5, reason=" "))
    refused("text.too_long", correct(counter, move, 5, reason="长" * 301))
    refused("fund.correct_same", correct(counter, move, 3_000_000))
    refused("fund.amount", correct(counter, move, -1))
    refused("not_allowed", correct(counter, move, 5, by=counter.secretary))
    not_found(correct(counter, move, 5, by=Actor(1, 999, "别街财务")))
    correct(counter, move, 5_000_000)()
    refused("fund.corrected", correct(counter, move, 5))
    refused("fund.correct_kind", correct(counter, counter.quota.moves.get(kind="grant_back"), 5))


def test_what_was_corrected_to_nothing_is_granted_again(counter: Counter, refused):
    correct(counter, counter.granted(), 0)()
    assert counter.now().balance.available == 0

    again = services.grant_quotas(year=YEAR, by=counter.finance, at=AT + DAY)

    assert ([each.pk for each in again], counter.now().granted_fen) == ([counter.quota.pk], 3_000_000)
    refused("fund.granted", lambda: services.grant_quotas(year=YEAR, by=counter.finance, at=AT + DAY))


def test_a_receipt_of_outside_money_is_put_right(counter: Counter, refused):
    source = counter.source(5_000_000)
    works = counter.reviewed_case(outside=((source.pk, 400_000),))
    counter.approve(works, decision=services.Decision("纪要", AT.date(), yes=7))

    refused("fund.below_used", correct(counter, counter.granted(source), 399_999))
    correct(counter, counter.granted(source), 500_000)()

    source.refresh_from_db()
    assert (source.granted_fen, source.balance.available) == (500_000, 100_000)


def lent(counter: Counter, fen: int) -> tuple[FundQuota, FundMove]:
    taker = other_quota(counter)
    services.pool_quota(
        giver_id=counter.quota.pk,
        taker_id=taker.pk,
        amount_fen=fen,
        reason="先修西岭",
        by=counter.secretary,
        at=AT,
    )
    return taker, taker.moves.get(kind="pool_in")


def give_back(counter: Counter, move: FundMove, fen: int, **changes) -> Callable[[], FundMove]:
    """By the taker's own secretary."""
    by = secretary_of(counter, None, path=move.quota.path)
    values = {"reason": "应是四千", "by": by, "at": AT + DAY} | changes
    return lambda: services.correct_pool(move_id=move.pk, right_fen=fen, **values)


@pytest.mark.parametrize("right", [0, 400_000])
def test_a_loan_goes_back_with_the_takers_word(counter: Counter, right: int):
    taker, got = lent(counter, 3_000_000)

    give_back(counter, got, right)()

    taker.refresh_from_db()
    assert (counter.now().pooled_fen, taker.pooled_fen) == (-right, right)
    last = PoolConsent.objects.order_by("-id")[0]
    assert (last.amount_fen, last.corrects.amount_fen, last.reason) == (right, 3_000_000, "应是四千")
    backs = {each.kind: each.reverses.kind for each in FundMove.objects.filter(reverses__isnull=False)}
    assert backs == {"pool_in_back": "pool_in", "pool_out_back": "pool_out"}
    assert Entry.objects.filter(act="fund.correct_pool").count() == 1


def test_a_loan_is_not_taken_back_by_the_giver_or_beyond_what_is_left(counter: Counter, refused, not_found):
    taker, got = lent(counter, 3_000_000)

    not_found(give_back(counter, got, 0, by=counter.secretary))
    refused("not_allowed", give_back(counter, got, 0, by=counter.finance))
    refused("fund.pool_more", give_back(counter, got, 3_000_001))
    services.charge_purse(purse=taker, amount_fen=5_000_100, reason="划错", by=counter.finance, at=AT)
    refused("fund.below_used", give_back(counter, got, 0))
    refused("fund.below_used", give_back(counter, got, 99))
    give_back(counter, got, 100)()
    taker.refresh_from_db()
    assert (taker.balance.available, counter.now().balance.available) == (0, 2_999_900)


def closed(counter: Counter, share: str = "1/2") -> FundQuota:
    counter.measure("funds.carry_over", share)
    services.grant_quotas(year=YEAR + 1, by=counter.finance, at=NEXT)
    return services.carry_over(org_id=counter.site.org.pk, year=YEAR, by=counter.finance, at=NEXT)


def reopen(counter: Counter, **changes) -> Callable[[], FundQuota]:
    values = {"quota_id": counter.quota.pk, "reason": "比例填错", "by": counter.finance, "at": NEXT + DAY}
    return lambda: services.reopen_year(**(values | changes))


def test_a_closing_is_undone_and_the_year_closed_again_by_another_share(counter: Counter):
    running = closed(counter)

    reopen(counter)()

    running.refresh_from_db()
    assert (counter.now().balance.available, running.balance.available) == (3_000_000, 3_000_000)
    again = services.carry_over(org_id=counter.site.org.pk, year=YEAR, by=counter.finance, at=NEXT + DAY)
    assert (counter.now().balance.available, again.carried_fen) == (0, 1_500_000)
    assert unreconciled_fen(counter.site.street_id, YEAR + 1) == 0


def test_a_closing_that_is_used_or_was_none_stays(counter: Counter, refused, not_found):
    refused("fund.not_closed", reopen(counter))
    running = closed(counter)
    refused("reason.needed", reopen(counter, reason=""))
    refused("not_allowed", reopen(counter, by=counter.secretary))
    not_found(reopen(counter, by=Actor(1, 999, "别街财务")))
    refused("fund.correct_closed", correct(counter, counter.granted(), 5))
    services.charge_purse(purse=running, amount_fen=3_000_001, reason="划错", by=counter.finance, at=NEXT)
    refused("fund.exceeds", reopen(counter))


def test_a_refund_after_the_year_was_closed_goes_to_the_running_year(counter: Counter):
    expense = counter.paid()
    running = closed(counter, "0")

    found = counter.reverse(expense, at=NEXT + DAY)

    running.refresh_from_db()
    old = counter.now()
    assert (found.state, old.paid_fen, old.balance.available) == ("reversed", 0, 0)
    assert (running.carried_fen, running.balance.available) == (300_000, 3_300_000)
    came = running.moves.get(kind="carry_in")
    assert (came.expense_id, came.reason) == (expense.pk, "供应商退货")
    assert unreconciled_fen(counter.site.street_id, YEAR + 1) == 0
    assert reopen(counter)().balance.available == 2_700_000


def test_a_late_refund_waits_for_a_running_year_and_one_of_an_open_year_stays_in_it(
    counter: Counter, refused
):
    first, second = counter.paid(), counter.paid(purpose="另一件", supplier="另一家")
    counter.reverse(first, at=NEXT)
    assert counter.now().balance.available == 2_700_000
    closed(counter, "0")

    values = refused("fund.no_quota", lambda: counter.reverse(second, at=NEXT + timedelta(days=365)))

    assert values == {"year": YEAR + 2}


def test_a_charge_counts_against_what_is_available_and_is_put_right(counter: Counter, refused):
    def charge(fen: int = 50_000, **changes) -> Callable[[], FundMove]:
        values = {"purse": counter.quota, "reason": "手续费", "by": counter.finance, "at": AT} | changes
        return lambda: services.charge_purse(amount_fen=fen, **values)

    move = charge()()

    assert (counter.now().charged_fen, counter.now().balance.available) == (50_000, 2_950_000)
    refused("fund.exceeds", charge(2_950_001))
    refused("fund.amount", charge(0))
    refused("reason.needed", charge(reason=""))
    refused("not_allowed", charge(by=counter.secretary))
    correct(counter, move, 5_000)()
    assert (counter.now().charged_fen, counter.now().balance.available) == (5_000, 2_995_000)


def test_the_table_itself_lets_a_move_be_undone_once(counter: Counter):
    undone = correct(counter, counter.granted(), 5_000_000)()
    undone.pk, undone.number = uuid4(), 99
    with pytest.raises(IntegrityError), transaction.atomic():
        undone.save(force_insert=True)
