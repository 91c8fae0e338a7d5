"""From the quotes to the bank's list: buying, acceptance, invoice, payment, publication, reconciliation."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from doorstep.funds import access, rules
from doorstep.funds.models import Expense, ExpenseQuote, ExpenseSign
from doorstep.funds.services.deciding import release
from doorstep.funds.services.ledger import Because, locked_quota, post, purses_of
from doorstep.funds.services.requesting import SUPPLIER_LIMIT, check_thresholds
from doorstep.funds.services.steps import expense_for, move, write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.money import Fen, yuan
from doorstep.records.acts import act

INVOICE_LIMIT: Final = 40
QUOTABLE: Final = frozenset({"draft", "branch_decided", "street_reviewed", "deliberated", "approved"})


@act
def add_quote(
    *,
    expense_id: UUID,
    supplier: str,
    price_fen: Fen,
    satisfies: bool,
    remark: str = "",
    by: Actor,
    at: datetime,
) -> ExpenseQuote:
    """One supplier's one written price; it cannot be changed, and the same supplier cannot name a second."""
    expense = expense_for(expense_id, by=by)
    require(access.can_request(by, path=expense.path))
    refuse_if(not expense.by_quotes or expense.state not in QUOTABLE, "expense.no_quotes_now")
    refuse_if(price_fen <= 0, "fund.amount")
    key = rules.plain(supplier)
    refuse_if(not key, "expense.incomplete", fields=["supplier"])
    refuse_if(len(supplier.strip()) > SUPPLIER_LIMIT, "text.too_long", limit=SUPPLIER_LIMIT)
    refuse_if(expense.quotes.filter(supplier_key=key).exists(), "expense.quoted", name=supplier.strip())
    refuse_if(not satisfies and not remark.strip(), "note.needed")
    quote = ExpenseQuote.objects.create(
        expense=expense,
        street_id=expense.street_id,
        supplier=supplier.strip(),
        supplier_key=key,
        price_fen=price_fen,
        satisfies=satisfies,
        remark=remark.strip(),
        at=at,
    )
    write_step(expense, "expense.quote", by=by, at=at, before=expense.state, note=remark)
    return quote


@act
def procure_expense(*, expense_id: UUID, contract: str = "", by: Actor, at: datetime) -> Expense:
    """Buy: with quotes, from the lowest price that satisfies, and the others are told (F4).

    What the price stays below the approval goes back to the purse. Refuses a price above it, and a supplier
    with whom this becomes a split purchase.
    """
    expense = expense_for(expense_id, by=by)
    require(access.can_request(by, path=expense.path))
    before = move(expense, "procure", at=at)
    price = choose_quote(expense, at=at) if expense.by_quotes else expense.amount_fen
    refuse_if(price > expense.amount_fen, "expense.too_dear", amount=yuan(expense.amount_fen))
    expense.price_fen = price
    locked_quota(org_id=expense.org_id, year=expense.year)
    check_thresholds(expense)
    if price < expense.amount_fen:
        release(expense, price, by=by, at=at)
    expense.buyer_id, expense.contract = by.account_id, contract.strip()[:80]
    expense.save()
    write_step(expense, "expense.procure", by=by, at=at, before=before, note=contract)
    return expense


def choose_quote(expense: Expense, *, at: datetime) -> Fen:
    """The supplier follows from the quotes; nobody picks one. The losers' rows say when they were told."""
    quotes = list(expense.quotes.order_by("id"))
    place = rules.winner([rules.Quote(each.supplier, each.price_fen, each.satisfies) for each in quotes])
    if place is None:
        raise NotPossible("expense.quotes_few", count=rules.QUOTES_NEEDED)
    chosen = quotes[place]
    expense.supplier, expense.supplier_key = chosen.supplier, chosen.supplier_key
    expense.quotes.exclude(pk=chosen.pk).update(told_at=at)
    return chosen.price_fen


@act
def accept_expense(
    *, expense_id: UUID, signs: Sequence[rules.Sign], on: date, note: str = "", by: Actor, at: datetime
) -> Expense:
    """What was bought is there and in order, over at least two signatures, one not the buyer's (F6)."""
    expense = expense_for(expense_id, by=by)
    require(access.can_request(by, path=expense.path))
    before = move(expense, "accept", at=at)
    refuse_if(on > day_of(at), "expense.decision_day")
    refuse_if(any(each.capacity not in rules.SIGN_CAPACITIES for each in signs), "acceptance.capacity")
    gaps = rules.sign_gaps(signs, expense.buyer.display_name if expense.buyer else "")
    refuse_if(bool(gaps), "expense.signs")
    ExpenseSign.objects.bulk_create(
        ExpenseSign(
            expense=expense,
            street_id=expense.street_id,
            person_name=each.name.strip(),
            capacity=each.capacity,
            at=at,
        )
        for each in signs
    )
    expense.accepted_on = on
    expense.save(update_fields=["state", "state_since", "accepted_on"])
    write_step(expense, "expense.accept", by=by, at=at, before=before, note=note)
    return expense


@act
def register_invoice(
    *, expense_id: UUID, invoice_number: str, amount_fen: Fen, on: date, by: Actor, at: datetime
) -> Expense:
    """The invoice (for help, the signed receipt): a number used once in the street, the sum of the price."""
    expense = expense_for(expense_id, by=by)
    require(access.can_pay(by, path=expense.path, asked_by=expense.asked_by_id))
    before = move(expense, "register_invoice", at=at)
    number = rules.plain(invoice_number).upper()
    refuse_if(not number, "expense.incomplete", fields=["invoice_number"])
    refuse_if(len(number) > INVOICE_LIMIT, "text.too_long", limit=INVOICE_LIMIT)
    other = Expense.objects.filter(street_id=expense.street_id, invoice_number=number).first()
    if other is not None:
        raise NotPossible("expense.invoice_known", invoice=number, number=other.number)
    price = expense.price_fen or expense.amount_fen
    refuse_if(amount_fen != price, "expense.invoice_amount", amount=yuan(price))
    expense.invoice_number, expense.invoiced_on = number, on
    expense.save(update_fields=["state", "state_since", "invoice_number", "invoiced_on"])
    write_step(expense, "expense.register_invoice", by=by, at=at, before=before)
    return expense


@act
def pay_expense(*, expense_id: UUID, by: Actor, at: datetime) -> Expense:
    """Money leaves: only with an accepted work and a registered invoice, by somebody who neither asked nor approved."""
    expense = expense_for(expense_id, by=by)
    require(access.can_pay(by, path=expense.path, asked_by=expense.asked_by_id))
    before = move(expense, "pay", at=at)
    for purse, fen in purses_of(expense):
        post(purse, "pay", fen, by=by, at=at, because=Because(expense))
    expense.paid_at = at
    expense.save(update_fields=["state", "state_since", "paid_at"])
    write_step(expense, "expense.pay", by=by, at=at, before=before)
    return expense


@act
def publish_expense(*, expense_id: UUID, notice_number: str, on: date, by: Actor, at: datetime) -> Expense:
    """It stands on the board: project, purpose, amount, supplier, decision day, acceptance (F7).

    Part of posting its notice, and of nothing else: no page lets a number be typed that nobody posted.
    """
    expense = expense_for(expense_id, by=by)
    require(access.can_publish(by, path=expense.path))
    before = move(expense, "publish", at=at)
    refuse_if(not notice_number.strip(), "expense.incomplete", fields=["notice_number"])
    expense.notice_number, expense.published_on = notice_number.strip()[:80], on
    expense.save(update_fields=["state", "state_since", "notice_number", "published_on"])
    write_step(expense, "expense.publish", by=by, at=at, before=before, note=notice_number)
    return expense


@act
def reconcile_expense(*, expense_id: UUID, bank_ref: str, by: Actor, at: datetime) -> Expense:
    """The payment was found on the bank's own list."""
    expense = expense_for(expense_id, by=by)
    require(access.can_pay(by, path=expense.path, asked_by=expense.asked_by_id))
    before = move(expense, "reconcile", at=at)
    refuse_if(not bank_ref.strip(), "expense.incomplete", fields=["bank_ref"])
    expense.bank_ref = bank_ref.strip()[:80]
    expense.save(update_fields=["state", "state_since", "bank_ref"])
    write_step(expense, "expense.reconcile", by=by, at=at, before=before, note=bank_ref)
    return expense
