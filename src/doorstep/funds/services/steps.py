"""What every act on an expense does alike: find it, move it, write the step and the journal entry."""

from datetime import date, datetime
from uuid import UUID

from doorstep.funds import rules
from doorstep.funds.models import Expense, ExpenseStep
from doorstep.journal.services import write_down
from doorstep.kernel.actor import Actor
from doorstep.rulebook.queries import rule


def expense_for(expense_id: UUID, *, by: Actor) -> Expense:
    """The row, locked for this act; a stranger's expense is not found."""
    found: Expense = Expense.objects.visible_to(by).select_for_update().get(pk=expense_id)
    return found


def move(expense: Expense, name: str, *, at: datetime, note: str = "") -> str:
    """Move along the table; returns the state before. Nothing is saved yet."""
    before = expense.state
    expense.state = rules.WORKFLOW.move(expense.state, name, note=note)
    expense.state_since = at
    return before


def write_step(
    expense: Expense, act: str, *, by: Actor, at: datetime, before: str, note: str = ""
) -> ExpenseStep:
    """The act's own row with its note, and the journal entry with the note's salted digest."""
    return write_down(
        ExpenseStep,
        about=f"expense:{expense.pk}",
        act=act,
        by=by,
        at=at,
        street_id=expense.street_id,
        note=note,
        expense=expense,
        from_state=before,
        to_state=expense.state,
    )


def limits_on(street_id: int, day: date) -> rules.Limits:
    """The thresholds that hold on a day, in fen."""
    return rules.Limits(
        works_case=rule(street_id, "funds.works_case_yuan", on=day) * rules.FEN_A_YUAN,
        quotes=rule(street_id, "funds.quotes_yuan", on=day) * rules.FEN_A_YUAN,
        split_days=rule(street_id, "funds.split_days", on=day),
    )
