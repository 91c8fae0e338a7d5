"""The street's side: review, approval against the purse, refusal, and undoing with a reason."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from doorstep.funds import access, rules
from doorstep.funds.models import Expense, FundMove, FundQuota
from doorstep.funds.services.cases import unseen_paper
from doorstep.funds.services.ledger import (
    Because,
    PurseRow,
    locked,
    locked_quota,
    post,
    purse_of,
    purses_of,
)
from doorstep.funds.services.requesting import Decision, carries, check_thresholds, write_decision
from doorstep.funds.services.steps import expense_for, move, write_step
from doorstep.funds.standing import is_closed
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.money import Fen
from doorstep.records.acts import act


@act
def review_expense(*, expense_id: UUID, note: str = "", by: Actor, at: datetime) -> Expense:
    """The street's check of need and procedure; a case-by-case work comes only after its meeting.

    A meeting that is known only on paper counts once a second person has compared the record.
    """
    expense = expense_for(expense_id, by=by)
    require(access.can_review(by, path=expense.path, asked_by=expense.asked_by_id))
    refuse_if(expense.case_by_case and expense.state == "branch_decided", "expense.meeting_first")
    refuse_if(unseen_paper(expense) is not None, "expense.paper_unseen")
    before = move(expense, "review", at=at)
    expense.save(update_fields=["state", "state_since"])
    write_step(expense, "expense.review", by=by, at=at, before=before, note=note)
    return expense


@act
def return_expense(*, expense_id: UUID, note: str, by: Actor, at: datetime) -> Expense:
    """Back to a draft with what is to be mended."""
    expense = expense_for(expense_id, by=by)
    require(access.can_review(by, path=expense.path, asked_by=expense.asked_by_id))
    before = move(expense, "return_expense", at=at, note=note)
    expense.save(update_fields=["state", "state_since"])
    write_step(expense, "expense.return", by=by, at=at, before=before, note=note)
    return expense


@act
def reject_expense(*, expense_id: UUID, note: str, by: Actor, at: datetime) -> Expense:
    """No money for this, with the reason; a secretary may withdraw a draft of the own branch the same way."""
    expense = expense_for(expense_id, by=by)
    withdraws = expense.state == "draft" and access.can_request(by, path=expense.path)
    require(withdraws or access.can_review(by, path=expense.path, asked_by=expense.asked_by_id))
    before = move(expense, "reject", at=at, note=note)
    expense.save(update_fields=["state", "state_since"])
    write_step(expense, "expense.reject", by=by, at=at, before=before, note=note)
    return expense


@act
def approve_expense(
    *, expense_id: UUID, decision: Decision | None = None, by: Actor, at: datetime
) -> Expense:
    """The street approves: every purse is locked, checked and charged, or nothing is.

    Refuses more than is available (F1), a purchase that has become a split one since, a case-by-case work
    without the street's own decision, and a decision that was not carried.
    """
    expense = expense_for(expense_id, by=by)
    require(access.can_review(by, path=expense.path, asked_by=expense.asked_by_id))
    before = move(expense, "approve", at=at)
    refuse_if(expense.case_by_case and decision is None, "expense.decision_ref")
    refuse_if(decision is not None and not carries(decision), "expense.not_carried")
    locked_quota(org_id=expense.org_id, year=expense.year)
    check_thresholds(expense)
    if decision is not None:
        write_decision(expense, "street", decision, by=by, at=at)
    for purse, fen in purses_of(expense):
        post(purse, "commit", fen, by=by, at=at, because=Because(expense))
    expense.approved_at = at
    expense.save(update_fields=["state", "state_since", "approved_at"])
    write_step(expense, "expense.approve", by=by, at=at, before=before, note=decision.ref if decision else "")
    return expense


@act
def reverse_expense(*, expense_id: UUID, note: str, by: Actor, at: datetime) -> Expense:
    """Undo an approved or paid expense: each move gets its opposite, linked to it; nothing is rubbed out.

    What comes back to a quota whose year is closed goes on to the organisation's quota of the running year,
    under the number of the old expense; refused while that year has no quota yet. Money of a named source
    goes back to that source, whose giver says what becomes of it.
    """
    expense = expense_for(expense_id, by=by)
    require(access.can_review(by, path=expense.path, asked_by=expense.asked_by_id))
    before = move(expense, "reverse", at=at, note=note)
    kind = "pay" if before in rules.PAID else "commit"
    reason = note.strip()[:300]
    for purse, fen in purses_of(expense):
        because = Because(expense, reverses=last_move(expense, purse, kind), reason=reason)
        post(purse, rules.UNDONE_BY[kind], fen, by=by, at=at, because=because)
        if isinstance(purse, FundQuota) and is_closed(purse):
            send_on(purse, fen, Because(expense, reason=reason), by=by, at=at)
    expense.save(update_fields=["state", "state_since"])
    write_step(expense, "expense.reverse", by=by, at=at, before=before, note=note)
    return expense


def send_on(closed: FundQuota, fen: Fen, because: Because, *, by: Actor, at: datetime) -> None:
    """A closed year keeps nothing that came back late: the running year gets it."""
    running = locked_quota(org_id=closed.org_id, year=day_of(at).year)
    post(closed, "carry_out", fen, by=by, at=at, because=because)
    post(running, "carry_in", fen, by=by, at=at, because=because)


def last_move(expense: Expense, purse: PurseRow, kind: str) -> FundMove | None:
    """The move that is undone."""
    return purse.moves.filter(expense=expense, kind=kind).order_by("-number").first()


def release(expense: Expense, price: Fen, *, by: Actor, at: datetime) -> None:
    """The price came out lower than what was approved: the difference goes back, the quota's share first.

    The parts then say what each purse really carries.
    """
    spare = expense.amount_fen - price
    parts = expense.parts.order_by(F("source_id").asc(nulls_first=True)).select_related("quota", "source")
    for part in parts:
        back = min(spare, part.amount_fen)
        if not back:
            break
        post(locked(purse_of(part)), "release", back, by=by, at=at, because=Because(expense))
        part.amount_fen -= back
        spare -= back
        if part.amount_fen:
            part.save(update_fields=["amount_fen"])
        else:
            part.delete()
