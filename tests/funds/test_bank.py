"""The bank's list: matched by invoice number and amount, and what is not is kept with its reason."""

import pytest

from doorstep.funds import bank, services
from doorstep.funds.bank import BankLine, Payable
from doorstep.funds.models import BankList
from doorstep.papers.read import Sheet
from tests.funds.counter import Counter, again
from tests.issues.town import AT, DAY

HEAD = "交易流水号,交易日期,借方金额,摘要\n"
KNOWN = {"NO88": Payable(300_000, True), "NO99": Payable(5, False)}


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
    ],
)
def test_a_line_agrees_by_invoice_number_and_amount(amount, invoices, found):
    assert bank.matched(BankLine(2, "1", "2026-03-02", amount, invoices), KNOWN) == found


def test_lines_are_read_whatever_the_bank_calls_its_columns():
    sheet = Sheet(
        ("凭证号", "记账日期", "金额", "附言"),
        (("7", "2026-03-02", "-3,000.00", "付 no-88 灯具"), ("8", "", "很多", "")),
    )

    assert bank.lines_of(sheet) == [
        BankLine(2, "7", "2026-03-02", 300_000, ("NO88",)),
        BankLine(3, "8", "", None, ()),
    ]


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


def test_a_list_without_its_columns_or_by_somebody_else_is_refused(counter: Counter, refused):
    values = refused("bank.columns", lambda: take(counter, "流水号,日期\n1,2\n"))

    assert values == {"headings": ["金额", "票据号"]}
    refused("file.empty", lambda: take(counter, HEAD))
    refused("not_allowed", lambda: take(counter, HEAD + "1,2,3,4\n", by=counter.reviewer))
    assert BankList.objects.count() == 0
