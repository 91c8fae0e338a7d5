"""The bank's list: matched by invoice number and amount, and what is not is kept with its reason."""

from datetime import date

import pytest

from doorstep.funds import bank, services
from doorstep.funds.bank import BankLine, Payable
from doorstep.funds.models import BankList, Expense
from doorstep.kernel.calendar import day_of
from doorstep.papers.read import Sheet
from tests.funds.counter import Counter, again
from tests.issues.town import AT, DAY

HEAD = "交易流水号,交易日期,借方金额,摘要\n"
KNOWN = {
    "NO88": Payable(300_000, True),
    "NO99": Payable(5, False),
    "NO66": Payable(700, False, is_refunded=True),
    "NO55": Payable(700, False, is_refunded=True, refund_is_found=True),
}


@pytest.mark.parametrize(
    ("amount", "invoices", "found"),
    [
        (300_000, ("NO88",), ("NO88", "")),
        (300_000, ("2026", "NO88"), ("NO88", "")),
        (299_999, ("NO88",), ("", "amount")),
        (300_000, ("NO77",), ("", "no_invoice")),
        (300_000, (), ("", "no_invoice")),
        (5, ("NO99",), ("", "state")),
        (None, ("NO88",), ("", "amount_unread")),
        (-700, ("NO66",), ("NO66", "")),
        (700, ("NO66",), ("", "reversed")),
        (-700, ("NO55",), ("", "no_refund")),
        (-300_000, ("NO88",), ("", "no_refund")),
    ],
)
def test_a_line_agrees_by_invoice_number_and_amount(amount, invoices, found):
    assert bank.matched(BankLine(2, "1", "2026-03-02", amount, invoices), KNOWN) == found


def test_lines_are_read_whatever_the_bank_calls_its_columns():
    sheet = Sheet(
        ("凭证号", "记账日期", "金额", "附言"),
        (("7", "2026-03-02", "-3,000.00", "付 no-88 灯具"), ("8", "", "很多", "")),
    )

    assert bank.lines_of(sheet, paid_as_minus=True) == [
        BankLine(2, "7", "2026-03-02", 300_000, ("NO88",)),
        BankLine(3, "8", "", None, ()),
    ]
    assert bank.lines_of(sheet)[0].amount == -300_000


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-09", date(2026, 3, 9)),
        ("2026/3/9", date(2026, 3, 9)),
        ("20260309", date(2026, 3, 9)),
        ("2026-03-09 10:20:00", date(2026, 3, 9)),
        ("2026-13-09", None),
        ("三月九日", None),
        ("", None),
    ],
)
def test_a_day_is_read_however_the_bank_writes_it(text, day):
    assert bank.day_on(text) == day


def take(counter: Counter, text: str, **changes):
    values = {"data": text.encode(), "name": "清单.csv", "by": counter.finance, "at": AT + 9 * DAY}
    return services.match_bank_list(**(values | changes))


def test_what_agrees_is_reconciled_and_the_rest_is_kept_with_its_reason(counter: Counter):
    expense, unpublished = (
        counter.published(),
        counter.paid(purpose="另一件", supplier="另一家", amount_fen=700),
    )
    lines = (
        f"B1,2026-03-09,3000,付NO-{expense.number}",
        f"B2,2026-03-09,3000,付NO-{expense.number}",
        f"B3,2026-03-09,7.00,NO-{unpublished.number}",
        "B4,2026-03-09,12,电费",
    )

    found = take(counter, HEAD + "\n".join(lines))

    assert (again(expense).state, again(expense).bank_ref, found.matched_count) == ("reconciled", "B1", 1)
    assert [(each["ref"], each["amount"], each["reason"]) for each in found.unmatched] == [
        ("B2", "3,000.00", "state"),
        ("B3", "7.00", "state"),
        ("B4", "12.00", "no_invoice"),
    ]


def test_what_was_paid_in_the_days_of_the_list_and_is_not_on_it_is_named(counter: Counter):
    on_it, missing = counter.published(), counter.paid(purpose="另一件", supplier="另一家", amount_fen=700)
    later = counter.paid(purpose="第三件", supplier="第三家", amount_fen=900)
    Expense.objects.filter(pk=later.pk).update(paid_at=AT + 60 * DAY)
    paid_on = day_of(again(on_it).paid_at).isoformat()

    found = take(counter, f"{HEAD}B1,{paid_on},3000,付NO-{on_it.number}\nB2,{paid_on},12,电费\n")
    unread = take(counter, HEAD + "B3,那天,12,电费\n")

    assert found.missing == [{"number": missing.number, "on": paid_on, "amount": "7.00"}]
    assert (found.first_on, found.last_on) == (day_of(again(on_it).paid_at),) * 2
    assert (unread.first_on, unread.missing) == (None, [])


def test_a_refund_is_matched_by_its_sign_and_only_once(counter: Counter):
    expense = counter.reverse(counter.paid())
    line = f"B7,2026-03-19,-3000,退NO-{expense.number}\n"

    first, second = take(counter, HEAD + line), take(counter, HEAD + line)
    paid = take(counter, HEAD + line.replace("-3000", "3000"))

    assert (first.matched_count, second.matched_count, paid.matched_count) == (1, 0, 0)
    assert [each.unmatched[0]["reason"] for each in (second, paid)] == ["no_refund", "reversed"]
    assert list(expense.steps.filter(act="expense.find_refund").values_list("note", "to_state")) == [
        ("B7", "reversed")
    ]


def test_a_list_without_its_columns_or_by_somebody_else_is_refused(counter: Counter, refused):
    values = refused("bank.columns", lambda: take(counter, "流水号,日期\n1,2\n"))

    assert values == {"headings": ["金额", "票据号"]}
    refused("file.empty", lambda: take(counter, HEAD))
    refused("not_allowed", lambda: take(counter, HEAD + "1,2,3,4\n", by=counter.reviewer))
    assert BankList.objects.count() == 0
