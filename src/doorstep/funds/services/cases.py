"""A case-by-case work: its dossier, its hearing, and the meeting that decided on it (F2, F8)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from doorstep.consultations.models import AgendaItem
from doorstep.consultations.queries import decided_item
from doorstep.funds import access, rules
from doorstep.funds.models import CaseDossier, Expense, FundDecision
from doorstep.funds.services.requesting import Decision, carries, write_decision
from doorstep.funds.services.steps import expense_for, move, write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.shares import percent
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule


@dataclass(frozen=True)
class Dossier:
    """What a case-by-case work is weighed on."""

    need: str
    do_it: str
    do_less: str
    do_nothing: str
    comparable: str
    objections: str
    hearing: rules.Hearing | None = None


@act
def open_case(*, expense_id: UUID, dossier: Dossier, by: Actor, at: datetime) -> Expense:
    """Put the dossier together; every part of it is owed, "do less" and "do nothing" among them.

    A hearing that was held must hold (F8); none need have been.
    """
    expense = expense_for(expense_id, by=by)
    require(access.can_request(by, path=expense.path))
    refuse_if(not expense.case_by_case, "expense.not_case")
    before = move(expense, "open_case", at=at)
    texts = {
        name: getattr(dossier, name) for name in ("need", *rules.OPTION_FIELDS, "comparable", "objections")
    }
    missing = rules.dossier_gaps(texts)
    refuse_if(bool(missing), "expense.incomplete", fields=missing)
    check_hearing(expense, dossier.hearing)
    hearing = dossier.hearing
    CaseDossier.objects.update_or_create(
        expense=expense,
        defaults={
            **texts,
            "street_id": expense.street_id,
            "hearing_notice_days": hearing.notice_days if hearing else None,
            "hearing_people": hearing.people if hearing else None,
            "hearing_agreed": hearing.agreed if hearing else None,
            "at": at,
        },
    )
    expense.save(update_fields=["state", "state_since"])
    write_step(expense, "expense.open_case", by=by, at=at, before=before)
    return expense


def check_hearing(expense: Expense, hearing: rules.Hearing | None) -> None:
    """F8: notice, people and consent; refused with what is lacking."""
    if hearing is None:
        return
    people = rule(expense.street_id, "funds.hearing_people", on=expense.asked_on)
    consent = rule(expense.street_id, "funds.hearing_consent", on=expense.asked_on)
    gaps = rules.hearing_gaps(hearing, min_people=people, min_consent=consent)
    refuse_if(
        bool(gaps),
        "expense.hearing",
        days=rules.HEARING_NOTICE_DAYS,
        people=people,
        share=percent(consent, 0),
    )


def check_vote(expense: Expense, item_id: int, *, by: Actor) -> None:
    """One vote in sight, carried by its threshold, decides one work; the item is locked so that it stays one."""
    item = decided_item(by, item_id)
    refuse_if(item.state == "not_carried", "expense.not_carried")
    refuse_if(not item.rule or item.tally is None, "selection.no_threshold")
    AgendaItem.objects.select_for_update().get(pk=item.pk)
    used = FundDecision.objects.filter(item_id=item.pk).exclude(expense=expense).select_related("expense")
    if (other := used.order_by("id").first()) is not None:
        raise NotPossible("expense.vote_used", number=other.expense.number)


@act
def deliberate_expense(*, expense_id: UUID, decision: Decision, by: Actor, at: datetime) -> Expense:
    """The meeting has decided; a work that the meeting voted down does not go on.

    A recorded meeting must have voted on a case-by-case work by a threshold, and on no other expense by the
    same vote. A meeting known only on paper must have more than half of all votes for the work; its trail
    says that it is paper, and the street cannot review it before somebody else has compared it (``see_paper``).
    """
    expense = expense_for(expense_id, by=by)
    require(access.can_request(by, path=expense.path))
    refuse_if(expense.case_by_case and expense.state == "branch_decided", "expense.dossier_first")
    before = move(expense, "deliberate", at=at, note=decision.ref)
    refuse_if(not carries(decision), "expense.not_carried")
    if expense.case_by_case and decision.item_id is None:
        check_paper(decision)
    elif expense.case_by_case and decision.item_id is not None:
        check_vote(expense, decision.item_id, by=by)
    write_decision(expense, "meeting", decision, by=by, at=at)
    expense.save(update_fields=["state", "state_since"])
    name = "expense.deliberate_on_paper" if decision.item_id is None else "expense.deliberate"
    write_step(expense, name, by=by, at=at, before=before, note=decision.ref)
    return expense


def check_paper(decision: Decision) -> None:
    """Nobody can look up a threshold on paper: more than half of those who voted, abstentions counted."""
    voted = decision.yes + decision.no + decision.abstain
    refuse_if(2 * decision.yes <= voted, "expense.paper_majority")


def unseen_paper(expense: Expense) -> FundDecision | None:
    """The paper record that a case-by-case work rests on now, while nobody else has compared it."""
    last = expense.decisions.filter(level="meeting").order_by("-id").first()
    if not expense.case_by_case or last is None or last.item_id is not None or last.seen_by_id is not None:
        return None
    return last


@act
def see_paper(*, expense_id: UUID, note: str = "", by: Actor, at: datetime) -> Expense:
    """A second person has the paper before them: day, votes and decision are what was typed.

    Refuses whoever asked for the expense or typed the record, and anything that does not wait for it.
    """
    expense = expense_for(expense_id, by=by)
    require(access.can_review(by, path=expense.path, asked_by=expense.asked_by_id))
    paper = unseen_paper(expense)
    refuse_if(paper is None or expense.state != "deliberated", "expense.no_paper")
    assert paper is not None  # noqa: S101 — refused above
    require(paper.typed_by_id != by.account_id)
    paper.seen_by_id, paper.seen_at = by.account_id, at
    paper.save(update_fields=["seen_by", "seen_at"])
    words = note.strip() or paper.decision_ref
    write_step(expense, "expense.see_paper", by=by, at=at, before=expense.state, note=words)
    return expense
