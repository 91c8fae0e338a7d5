"""再征求意见、再整改、再评价: asked again first, put right by somebody named, and judged once more."""

from datetime import date, datetime
from uuid import UUID

from doorstep.evaluation import access
from doorstep.evaluation.models import (
    CallTask,
    Evaluation,
    EvaluationDraw,
    Rectification,
    Response,
    Solicitation,
)
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.services.steps import evaluation_for, move, write_step
from doorstep.issues.rules import sound_text
from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.models import Account
from doorstep.records.acts import act
from doorstep.rulebook.queries import calendar_of, rule

DAYS_OF = {"simple": "evaluation.rectify_simple_days", "complex": "evaluation.rectify_complex_days"}


@act
def solicit(
    *,
    evaluation_id: UUID,
    how: str,
    said: str,
    wants: str,
    response_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Solicitation:
    """Ask again before anything is put right: how, what was said, what is wanted.

    By whoever runs the evaluation, or by the caller who has spoken with that resident.
    """
    evaluation = evaluation_asked_again(evaluation_id, response_id, by=by)
    refuse_if(evaluation.state not in {"published", "soliciting"}, "evaluation.not_published")
    refuse_if(how not in rules.ASKED_HOW, "solicitation.how", how=how)
    refuse_if(not said.strip() or not wants.strip(), "solicitation.empty")
    for words in (said, wants):
        sound_text(words, most=rules.WORDS_LIMIT)
    if evaluation.state == "published":
        move(evaluation, "solicit", at=at)
    made = Solicitation.objects.create(
        id=uuid7(at),
        evaluation=evaluation,
        street_id=evaluation.street_id,
        response_id=response_id,
        how=how,
        said=said,
        wants=wants,
        by_id=by.account_id or 0,
        at=at,
        salt=new_salt(),
    )
    write_step(evaluation, "evaluation.solicit", by=by, at=at, note=f"{said}\n{wants}")
    return made


def evaluation_asked_again(evaluation_id: UUID, response_id: UUID | None, *, by: Actor) -> Evaluation:
    if response_id is not None:
        response = Response.objects.get(pk=response_id, evaluation_id=evaluation_id, is_current=True)
        task = CallTask.objects.get(pk=response.task_id)
        if task.caller_id == by.account_id:
            rows = Evaluation.objects.called_by(by).select_for_update(of=("self",))
            return rows.get(pk=evaluation_id)
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_run(by, path=evaluation.path))
    return evaluation


@act
def plan_rectification(
    *,
    evaluation_id: UUID,
    cause: str,
    action: str,
    kind: str,
    owner_id: int,
    due_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Rectification:
    """Cause, action, owner, due day. Raises NotPossible before opinions were asked again (E8)."""
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_run(by, path=evaluation.path))
    refuse_if(evaluation.state not in {"soliciting", "rectifying"}, "evaluation.not_solicited")
    refuse_if(not evaluation.solicitations.exists(), "evaluation.not_solicited")
    refuse_if(evaluation.round > 1, "evaluation.asking_again")
    refuse_if(not cause.strip() or not action.strip(), "rectification.empty")
    for words in (cause, action):
        sound_text(words, most=rules.REASON_LIMIT)
    owner = Account.objects.get(pk=owner_id, street_id=evaluation.street_id)
    made = Rectification.objects.create(
        id=uuid7(at),
        evaluation=evaluation,
        street_id=evaluation.street_id,
        cause=cause,
        action=action,
        kind=kind,
        owner=owner,
        due_on=due_day(evaluation, kind, due_on, at=at),
        planned_by_id=by.account_id or 0,
        at=at,
    )
    if evaluation.state == "soliciting":
        move(evaluation, "rectify", at=at)
    write_step(evaluation, "evaluation.rectify", by=by, at=at, note=f"{cause}\n{action}")
    return made


def due_day(evaluation: Evaluation, kind: str, due_on: date | None, *, at: datetime) -> date:
    """Five working days for something simple, fifteen for something complex, a named day with milestones."""
    refuse_if(kind not in rules.RECTIFICATION_KINDS, "rectification.kind", kind=kind)
    if kind in DAYS_OF:
        days = int(rule(evaluation.street_id, DAYS_OF[kind], on=day_of(at)))
        return day_of(calendar_of(evaluation.street_id, on=day_of(at)).add_working_days(at, days).at)
    if due_on is None or due_on <= day_of(at):
        raise NotPossible("rectification.due_needed")
    return due_on


def rectification_for(rectification_id: UUID, *, by: Actor) -> Rectification:
    """The row, locked: for its owner, or for whoever sees the evaluation."""
    rows = Rectification.objects.select_for_update(of=("self",)).select_related("evaluation")
    found = rows.get(pk=rectification_id, street_id=by.street_id or 0)
    if found.owner_id != by.account_id:
        Evaluation.objects.visible_to(by).get(pk=found.evaluation_id)
    return found


@act
def report_rectified(*, rectification_id: UUID, note: str, by: Actor, at: datetime) -> Rectification:
    """The owner says what was done; somebody else looks next."""
    found = rectification_for(rectification_id, by=by)
    require(access.can_report_rectified(by, owner_id=found.owner_id))
    refuse_if(found.state != "open", "rectification.not_open")
    refuse_if(not note.strip(), "note.needed")
    sound_text(note, most=rules.REASON_LIMIT)
    found.state, found.done_note, found.done_at = "done", note, at
    found.save(update_fields=["state", "done_note", "done_at"])
    note_rectified(found, "evaluation.report_rectified", by=by, at=at, note=note)
    return found


@act
def verify_rectified(*, rectification_id: UUID, by: Actor, at: datetime) -> Rectification:
    """Somebody other than its owner has seen that it is put right (R4)."""
    found = rectification_for(rectification_id, by=by)
    check_verifier(found, by)
    found.state, found.verified_by_id, found.verified_at = "verified", by.account_id, at
    found.save(update_fields=["state", "verified_by", "verified_at"])
    note_rectified(found, "evaluation.verify_rectified", by=by, at=at)
    return found


@act
def send_back_rectified(*, rectification_id: UUID, note: str, by: Actor, at: datetime) -> Rectification:
    """It is not put right yet; the words say why."""
    found = rectification_for(rectification_id, by=by)
    check_verifier(found, by)
    refuse_if(not note.strip(), "note.needed")
    found.state, found.done_at = "open", None
    found.save(update_fields=["state", "done_at"])
    note_rectified(found, "evaluation.send_back", by=by, at=at, note=note)
    return found


def check_verifier(found: Rectification, by: Actor) -> None:
    require(access.can_verify_rectified(by, path=found.evaluation.path, owner_id=found.owner_id))
    refuse_if(found.state != "done", "rectification.not_done")


def note_rectified(found: Rectification, name: str, *, by: Actor, at: datetime, note: str = "") -> None:
    write_step(found.evaluation, name, by=by, at=at, note=note, about=f"rectification:{found.pk}")


@act
def begin_second_round(*, evaluation_id: UUID, by: Actor, at: datetime) -> EvaluationDraw:
    """Everything is put right and verified: the same people and a fresh draw are asked next.

    Both sides hand in new sealed numbers first, unless everybody is asked anyway.
    """
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_run(by, path=evaluation.path))
    refuse_if(evaluation.state != "rectifying", "evaluation.not_rectifying")
    refuse_if(evaluation.round > 1, "evaluation.asking_again")
    refuse_if(evaluation.rectifications.exclude(state="verified").exists(), "evaluation.rectification_open")
    evaluation.round = 2
    evaluation.save(update_fields=["round"])
    made = EvaluationDraw.objects.create(evaluation=evaluation, street_id=evaluation.street_id, round=2)
    write_step(evaluation, "evaluation.rectify", by=by, at=at, note="2")
    return made
