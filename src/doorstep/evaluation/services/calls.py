"""Asking: one's own list, at most three attempts on different days, words first and the grade last."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from doorstep.evaluation import access
from doorstep.evaluation.contacts import REACHED_BY
from doorstep.evaluation.models import CallAttempt, CallTask, Evaluation, Response
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.services.draws import substitute_for
from doorstep.evaluation.services.steps import write_step
from doorstep.issues.rules import check_attempt, day_part
from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.projects.models import ProjectStep
from doorstep.records.acts import act
from doorstep.records.upserts import insert
from doorstep.rulebook.queries import rule


@dataclass(frozen=True)
class Reach:
    """How a respondent is reached, for one look."""

    label: str
    phone: str
    address: str


def task_for(task_id: UUID, *, by: Actor) -> CallTask:
    """The row, locked; anybody else's respondent does not exist, nor one of a project that the caller delivered.

    The same as ``CallTask.objects.allotted_to``, in two short statements instead of a long one.
    """
    rows = CallTask.objects.select_for_update(of=("self",)).select_related(
        "evaluation__project", "member", "member__place"
    )
    task = rows.get(pk=task_id, caller_id=by.account_id or 0, street_id=by.street_id or 0)
    if has_delivered(by, task.evaluation):
        raise CallTask.DoesNotExist
    require(access.can_call(by, path=task.evaluation.path, caller_id=task.caller_id))
    return task


def has_delivered(by: Actor, evaluation: Evaluation) -> bool:
    """Whether the actor leads it, is of its branch, moved the work forward, or carried out the part (R5)."""
    project = evaluation.project
    own = {grant.org_id for grant in by.grants}
    if by.account_id == project.lead_id or project.org_id in own:
        return True
    hands = ProjectStep.objects.filter(project=project, by=by.ref, act__in=rules.DELIVERING_ACTS)
    return hands.exists() or (evaluation.part_kind != "" and evaluation.runners.filter(by=by.ref).exists())


def check_open(task: CallTask) -> None:
    refuse_if(task.evaluation.state not in rules.ASKING, "evaluation.not_collecting")
    refuse_if(task.round != task.evaluation.round, "evaluation.not_collecting")
    refuse_if(task.state not in rules.OPEN_TASKS, "call.settled", state=task.state)


@act
def read_phone(*, task_id: UUID, by: Actor, at: datetime) -> Reach:
    """The number of one respondent, behind one tap; the journal says who looked (G9)."""
    task = task_for(task_id, by=by)
    check_open(task)
    note_reading(task, by=by, at=at)
    place = task.member.place
    return Reach(
        REACHED_BY.open("label", task.member),
        REACHED_BY.open("phone", task.member),
        place.full_name if place else "",
    )


def note_reading(task: CallTask, *, by: Actor, at: datetime) -> None:
    record(by=by, act="evaluation.read_phone", about=f"call_task:{task.pk}", at=at, street_id=task.street_id)


@act
def record_attempt(
    *, task_id: UUID, outcome: str, mode: str = "phone", call_after: str = "", by: Actor, at: datetime
) -> CallTask:
    """One time the respondent could not be asked; after the last the next one in the draw takes the place.

    Raises NotPossible for a second attempt on a day or, as long as one was not tried, in a part of the day.
    """
    task = task_for(task_id, by=by)
    check_open(task)
    refuse_if(outcome not in rules.OUTCOMES, "call.outcome", outcome=outcome)
    refuse_if(mode not in rules.MODES, "response.mode", mode=mode)
    refuse_if(len(call_after) > 60, "text.too_long", limit=60)
    add_attempt(task, outcome=outcome, mode=mode, by=by, at=at)
    task.call_after = call_after.strip()
    over = task.attempt_count >= most_attempts(task, at=at)
    task.state = rules.SETTLING.get(outcome, "unreachable" if over else "waiting")
    task.save(update_fields=["state", "attempt_count", "call_after"])
    note_attempt(task, outcome, by=by, at=at)
    if task.state != "waiting":
        substitute_for(task, by=by, at=at)
    return task


def most_attempts(task: CallTask, *, at: datetime) -> int:
    return int(rule(task.street_id, "evaluation.attempts", on=day_of(at)))


def add_attempt(task: CallTask, *, outcome: str, mode: str, by: Actor, at: datetime) -> None:
    """Refused on a day that was tried, or beyond the last attempt."""
    earlier = list(task.attempts.order_by("at").values_list("at", flat=True))
    check_attempt(earlier, at=at, most=most_attempts(task, at=at))
    attempt = CallAttempt(
        id=uuid7(at),
        task=task,
        street_id=task.street_id,
        outcome=outcome,
        mode=mode,
        day_part=day_part(at),
        by_id=by.account_id or 0,
        at=at,
    )
    insert(attempt)
    task.attempt_count = len(earlier) + 1


def note_attempt(task: CallTask, outcome: str, *, by: Actor, at: datetime) -> None:
    record(by=by, act="evaluation.attempt", about=f"call_task:{task.pk}", at=at, street_id=task.street_id)


@act
def record_response(
    *, task_id: UUID, said: rules.Said, device: str = "", by: Actor, at: datetime
) -> Response:
    """What the respondent said, on the screen while one speaks or keyed in from the paper sheet.

    A sheet filled in at the door counts as the attempt of its day. Raises NotPossible for a second answer.
    """
    task = task_for(task_id, by=by)
    check_open(task)
    said.check(at=at)
    if said.mode != "paper":
        add_attempt(task, outcome="answered", mode=said.mode, by=by, at=at)
    task.state = "answered"
    task.save(update_fields=["state", "attempt_count"])
    return write_response(task, said, device=device, by=by, at=at)


def write_response(
    task: CallTask,
    said: rules.Said,
    *,
    device: str,
    by: Actor,
    at: datetime,
    corrects: Response | None = None,
) -> Response:
    response = Response(
        id=uuid7(at),
        evaluation_id=task.evaluation_id,
        street_id=task.street_id,
        round=task.round,
        task=task,
        stratum=task.member.stratum,
        mode=said.mode,
        good=said.good,
        missing=said.missing,
        wants=said.wants,
        grade=said.grade,
        pressed=said.pressed,
        safety=said.safety,
        may_show=said.may_show,
        said_on=said.said_on or day_of(at),
        device=device,
        corrects=corrects,
        entered_by_id=by.account_id or 0,
        at=at,
        salt=new_salt(),
    )
    insert(response)
    name = "evaluation.correct" if corrects else "evaluation.respond"
    words = digest_of(f"{said.grade}\n{said.good}\n{said.missing}\n{said.wants}", response.salt)
    about = f"response:{response.pk}"
    record(by=by, act=name, about=about, at=at, street_id=task.street_id, digest=words)
    return response


@act
def correct_response(
    *, response_id: UUID, said: rules.Said, reason: str, by: Actor, at: datetime
) -> Response:
    """Mend a slip in keying-in; both rows stay, and a changed grade asks somebody to look.

    Only whoever took it down, and only while answers are being collected.
    """
    old = Response.objects.select_related("evaluation").get(pk=response_id, entered_by_id=by.account_id or 0)
    task = task_for(old.task_id, by=by)
    evaluation = task.evaluation
    refuse_if(
        evaluation.state not in rules.ASKING or task.round != evaluation.round, "evaluation.not_collecting"
    )
    refuse_if(not old.is_current, "response.corrected")
    refuse_if(not reason.strip(), "reason.needed")
    said.check(at=at)
    Response.objects.filter(pk=old.pk).update(is_current=False)
    new = write_response(
        task,
        replace(said, said_on=said.said_on or old.said_on),
        device=old.device,
        by=by,
        at=at,
        corrects=old,
    )
    note_correction(evaluation, reason, by=by, at=at)
    return new


def note_correction(evaluation: Evaluation, reason: str, *, by: Actor, at: datetime) -> None:
    write_step(evaluation, "evaluation.correct", by=by, at=at, note=reason)
