"""Matching the bank's list: what agrees by invoice number and amount is reconciled, the rest is shown."""

from datetime import datetime
from uuid import UUID

from doorstep.funds import access, bank
from doorstep.funds.models import BankList, Expense
from doorstep.funds.services.spending import reconcile_expense
from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.money import yuan
from doorstep.papers.read import read_table
from doorstep.places.models import Street
from doorstep.records.acts import act


@act
def match_bank_list(*, data: bytes, name: str, by: Actor, at: datetime) -> BankList:
    """Reconcile every published expense that the list names with its amount; keep what it could not match.

    Of a line that is not matched only its number, day, amount and reason are kept, never whom the bank names.
    """
    street = Street.objects.get(pk=by.street_id or 0)
    require(access.can_keep(by, path=street.path))
    lines = bank.lines_of(read_table(data, name))
    refuse_if(not lines, "file.empty")
    ids, known = payables(street.pk, {each for line in lines for each in line.invoices})
    found, left = [], []
    for line in lines:
        invoice, reason = bank.matched(line, known)
        if invoice:
            found.append((ids[invoice], line))
            known[invoice] = bank.Payable(known[invoice].price, is_published=False)
        else:
            left.append(kept(line, reason))
    for expense_id, line in found:
        reconcile_expense(expense_id=expense_id, bank_ref=line.ref or line.on, by=by, at=at)
    taken = BankList.objects.create(
        street=street,
        file_name=name[:120],
        matched_count=len(found),
        unmatched=left,
        taken_by_id=by.account_id or 0,
        at=at,
    )
    record(by=by, act="fund.bank_list", about=f"bank_list:{taken.pk}", at=at, street_id=street.pk)
    return taken


def payables(street_id: int, invoices: set[str]) -> tuple[dict[str, UUID], dict[str, bank.Payable]]:
    """The expenses that the list may mean, by invoice number."""
    rows = Expense.objects.filter(street_id=street_id, invoice_number__in=invoices)
    ids, known = {}, {}
    for each in rows:
        ids[each.invoice_number] = each.pk
        price = each.price_fen or each.amount_fen
        known[each.invoice_number] = bank.Payable(price, is_published=each.state == "published")
    return ids, known


def kept(line: bank.BankLine, reason: str) -> dict[str, object]:
    amount = "" if line.amount is None else yuan(line.amount)
    return {"line": line.line, "ref": line.ref, "on": line.on, "amount": amount, "reason": reason}
