"""Matching the bank's list: what agrees by invoice number and amount is reconciled, and the rest is shown."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from doorstep.funds import access, bank
from doorstep.funds.models import BankList, Expense, ExpenseStep
from doorstep.funds.services.spending import reconcile_expense
from doorstep.funds.services.steps import expense_for, write_step
from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.money import yuan
from doorstep.papers.read import read_table
from doorstep.places.models import Street
from doorstep.records.acts import act

REFUND_FOUND: Final = "expense.find_refund"


@act
def match_bank_list(
    *, data: bytes, name: str, paid_as_minus: bool = False, by: Actor, at: datetime
) -> BankList:
    """Reconcile every published expense that the list names with its amount; keep what it could not match.

    A line of the opposite sign is a refund: it is found for an expense that was paid and reversed. Kept is
    also what was paid in the days of the list and is not on it. Of a line that is not matched only its
    number, day, amount and reason are kept, never whom the bank names.
    """
    street = Street.objects.get(pk=by.street_id or 0)
    require(access.can_keep(by, path=street.path))
    lines = bank.lines_of(read_table(data, name), paid_as_minus=paid_as_minus)
    refuse_if(not lines, "file.empty")
    named = {each for line in lines for each in line.invoices}
    ids, known = payables(street.pk, named)
    found, left = [], []
    for line in lines:
        invoice, reason = bank.matched(line, known)
        if invoice:
            found.append((ids[invoice], line))
            known[invoice] = replace(known[invoice], is_published=False, refund_is_found=True)
        else:
            left.append(kept(line, reason))
    for expense_id, line in found:
        settle(expense_id, line, by=by, at=at)
    span = bank.span_of(lines)
    taken = BankList.objects.create(
        street=street,
        file_name=name[:120],
        matched_count=len(found),
        unmatched=left,
        first_on=span[0] if span else None,
        last_on=span[1] if span else None,
        missing=missing_in(street.pk, span, named) if span else [],
        taken_by_id=by.account_id or 0,
        at=at,
    )
    record(by=by, act="fund.bank_list", about=f"bank_list:{taken.pk}", at=at, street_id=street.pk)
    return taken


def settle(expense_id: UUID, line: bank.BankLine, *, by: Actor, at: datetime) -> None:
    """A payment is reconciled; a refund is written into the trail of the expense that came back."""
    ref = line.ref or line.on
    if (line.amount or 0) > 0:
        reconcile_expense(expense_id=expense_id, bank_ref=ref, by=by, at=at)
        return
    expense = expense_for(expense_id, by=by)
    write_step(expense, REFUND_FOUND, by=by, at=at, before=expense.state, note=ref)


def payables(street_id: int, invoices: set[str]) -> tuple[dict[str, UUID], dict[str, bank.Payable]]:
    """The expenses that the list may mean, by invoice number."""
    rows = Expense.objects.filter(street_id=street_id, invoice_number__in=invoices)
    steps = ExpenseStep.objects.filter(expense__in=rows, act=REFUND_FOUND)
    found = set(steps.values_list("expense_id", flat=True))
    ids, known = {}, {}
    for each in rows:
        ids[each.invoice_number] = each.pk
        known[each.invoice_number] = bank.Payable(
            each.price_fen or each.amount_fen,
            is_published=each.state == "published",
            is_refunded=each.state == "reversed" and each.paid_at is not None,
            refund_is_found=each.pk in found,
        )
    return ids, known


def missing_in(street_id: int, span: tuple[date, date], named: set[str]) -> list[dict[str, object]]:
    """What our books say was paid in those days and neither this list nor an earlier one names."""
    first, last = (moment(span[0], time(0)), moment(span[1] + timedelta(days=1), time(0)))
    rows = Expense.objects.filter(street_id=street_id, paid_at__gte=first, paid_at__lt=last, bank_ref="")
    return [
        {
            "number": each.number,
            "on": day_of(each.paid_at).isoformat() if each.paid_at else "",
            "amount": yuan(each.price_fen or each.amount_fen),
        }
        for each in rows.exclude(invoice_number__in=named).order_by("paid_at", "id")
    ]


def kept(line: bank.BankLine, reason: str) -> dict[str, object]:
    amount = "" if line.amount is None else yuan(line.amount)
    return {"line": line.line, "ref": line.ref, "on": line.on, "amount": amount, "reason": reason}
