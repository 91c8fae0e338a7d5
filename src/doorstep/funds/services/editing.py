"""Mending a draft that came back: everything is checked as for a new one, and what changed stays in its trail."""

from datetime import datetime
from uuid import UUID

from doorstep.funds import access, rules
from doorstep.funds.models import Expense
from doorstep.funds.services.ledger import locked_quota
from doorstep.funds.services.requesting import (
    Request,
    check_project,
    check_request,
    check_thresholds,
    write_parts,
)
from doorstep.funds.services.steps import expense_for, write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.money import yuan
from doorstep.records.acts import act

SAME = ("project_id", "category", "use", "amount_fen", "by_quotes", "case_by_case", "helped_count")


@act
def edit_expense(*, expense_id: UUID, request: Request, by: Actor, at: datetime) -> Expense:
    """Change a draft before the branch decides on it (again); number, organisation and day stay.

    Refuses whatever a new expense would be refused for, another organisation, and anything but a draft.
    """
    expense = expense_for(expense_id, by=by)
    require(access.can_request(by, path=expense.path))
    refuse_if(expense.state != "draft" or request.org_id != expense.org_id, "expense.not_draft")
    check_request(request)
    quota = locked_quota(org_id=expense.org_id, year=expense.year)
    check_project(request, expense.org)
    changed = changes_in(expense, request)
    for name in SAME:
        setattr(expense, name, getattr(request, name))
    expense.purpose, expense.purpose_key = request.purpose.strip(), rules.plain(request.purpose)
    expense.supplier, expense.supplier_key = request.supplier.strip(), rules.plain(request.supplier)
    expense.reason = request.reason.strip()
    check_thresholds(expense)
    expense.save()
    expense.parts.all().delete()
    write_parts(expense, quota, request.outside)
    write_step(expense, "expense.edit", by=by, at=at, before="draft", note=changed)
    return expense


def changes_in(expense: Expense, request: Request) -> str:
    """What an auditor asks first: purpose, amount and supplier before and after."""
    pairs = (
        ("用途", expense.purpose, request.purpose.strip()),
        ("金额", yuan(expense.amount_fen), yuan(request.amount_fen)),
        ("供应商", expense.supplier, request.supplier.strip()),
    )
    return "；".join(f"{label}：{before} → {after}" for label, before, after in pairs if before != after)
