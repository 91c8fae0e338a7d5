"""The procedures as guided steps: none can be recorded before the one before it holds."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from doorstep.consultations import access, rules
from doorstep.consultations.models import Procedure, ProcedureStep
from doorstep.consultations.periods import last_day_of, period_of
from doorstep.consultations.rules.thresholds import Votes, tally, tally_as_json
from doorstep.consultations.services.postings import flag_if_backdated
from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import is_within, uuid7
from doorstep.places.queries import street_path
from doorstep.records.acts import act
from doorstep.records.upserts import insert


@act
def start_procedure(
    *, kind: str, title: str, path: str, about: str = "", by: Actor, at: datetime
) -> Procedure:
    """A matter begins its way through the steps."""
    require(access.can_hold(by, path=path))
    refuse_if(not is_within(path, street_path(by.street_id or 0)), "meeting.place")
    refuse_if(kind not in rules.PROCEDURES, "procedure.kind")
    refuse_if(not title.strip(), "meeting.blank")
    procedure = Procedure(
        id=uuid7(at),
        street_id=by.street_id or 0,
        path=path,
        kind=kind,
        title=title.strip(),
        about=about,
        state=rules.PROCEDURE_WORKFLOW.initial,
        state_since=at,
    )
    insert(procedure)
    write_down(procedure, "procedure.start", title, new_salt(), by=by, at=at)
    return procedure


@dataclass(frozen=True)
class Taken:
    """How one step went: the day, who came, how they voted, in words.

    ``objections`` and ``answered`` count where the step hears them; ``late_because`` says why a posting is typed
    only now.
    """

    code: str
    done_on: date
    minutes: str
    chair: str = ""
    votes: Votes | None = None
    electorate: str = ""
    objections: int = 0
    answered: int = 0
    late_because: str = ""


@act
def record_procedure_step(*, procedure_id: UUID, taken: Taken, by: Actor, at: datetime) -> ProcedureStep:
    """One step was taken; it stands when its votes carry, and a step without votes stands by being written down.

    The step that hears objections stands when every one of them is answered. Refuses a step out of turn, one
    while the decision before it has not hung out long enough, a meeting that was not announced long enough before,
    a day in the future or before the last step, a
    posting typed late without a reason, and one without words.
    """
    procedure = procedure_for(procedure_id, by=by)
    plan = rules.next_step(procedure.kind, standing(procedure))
    refuse_if(plan is None or plan.code != taken.code, "procedure.order")
    assert plan is not None  # noqa: S101 — refused above
    check_day(procedure, plan, taken, today=day_of(at))
    refuse_if(not taken.minutes.strip(), "note.needed")
    step = step_of(procedure, plan, taken, by=by, at=at)
    step.save()
    if plan.posted:
        flag_if_backdated(
            procedure, plan.code, posted_on=taken.done_on, reason=taken.late_because, by=by, at=at
        )
    if step.holds and rules.next_step(procedure.kind, standing(procedure)) is None:
        procedure.state = rules.PROCEDURE_WORKFLOW.move(procedure.state, "finish")
        procedure.state_since = at
        procedure.save(update_fields=["state", "state_since"])
    write_down(procedure, "procedure.step", taken.minutes, step.salt, by=by, at=at)
    return step


def step_of(
    procedure: Procedure, plan: rules.StepPlan, taken: Taken, *, by: Actor, at: datetime
) -> ProcedureStep:
    votes = taken.votes or Votes(0, 0, 0)
    found = None
    if plan.rule:
        refuse_if(taken.votes is None, "meeting.votes_needed")
        found = tally(plan.rule, {"heads": votes}, electorate=taken.electorate)
    votes.check()
    refuse_if(not 0 <= taken.answered <= taken.objections, "procedure.answered")
    is_heard = not plan.hears_objections or taken.answered == taken.objections
    return ProcedureStep(
        procedure=procedure,
        street_id=procedure.street_id,
        code=plan.code,
        done_on=taken.done_on,
        chair=taken.chair,
        entitled=votes.entitled,
        attended=votes.attended,
        yes=votes.yes,
        no=votes.no,
        abstain=votes.abstain,
        tally=tally_as_json(found) if found else None,
        objections=taken.objections if plan.hears_objections else None,
        answered=taken.answered if plan.hears_objections else None,
        holds=is_heard and (found is None or found.is_passed),
        minutes=taken.minutes.strip(),
        by=by.ref,
        at=at,
        salt=new_salt(),
    )


def check_day(procedure: Procedure, plan: rules.StepPlan, taken: Taken, *, today: date) -> None:
    """In order, not in the future, and not while something must still hang out or be announced.

    A meeting of residents is called by the step before it: its notice cannot have hung any earlier.
    """
    refuse_if(taken.done_on > today, "day.future")
    last = procedure.steps.filter(holds=True).order_by("-id").first()
    if last is None:
        return
    refuse_if(taken.done_on < last.done_on, "procedure.day")
    if plan.notice:
        period = period_of(procedure.street_id, plan.notice, on=last.done_on)
        end = last_day_of(procedure.street_id, plan.notice, first=last.done_on)
        refuse_if(
            taken.done_on < end.day,
            "procedure.notice",
            days=period.days,
            unit=rules.UNITS[period.unit],
            day=end.day.isoformat(),
        )
    before = next(each for each in rules.STEPS[procedure.kind] if each.code == last.code)
    if before.posted:
        period = period_of(procedure.street_id, before.posted, on=last.done_on)
        end = last_day_of(procedure.street_id, before.posted, first=last.done_on)
        refuse_if(not end.certain, "calendar.unknown", day=end.day.isoformat())
        refuse_if(
            taken.done_on <= end.day, "procedure.posted", days=period.days, unit=rules.UNITS[period.unit]
        )


@act
def link_procedure(*, procedure_id: UUID, about: str, by: Actor, at: datetime) -> Procedure:
    """Say what it serves: a project, or a work that is decided case by case; empty for neither."""
    procedure = procedure_for(procedure_id, by=by)
    procedure.about = about
    procedure.save(update_fields=["about"])
    write_down(procedure, "procedure.link", about, new_salt(), by=by, at=at)
    return procedure


@act
def stop_procedure(*, procedure_id: UUID, reason: str, by: Actor, at: datetime) -> Procedure:
    """It is given up, for a reason that is written down."""
    procedure = procedure_for(procedure_id, by=by)
    procedure.state = rules.PROCEDURE_WORKFLOW.move(procedure.state, "stop", note=reason)
    procedure.state_since, procedure.stopped_reason = at, reason.strip()[:300]
    procedure.save(update_fields=["state", "state_since", "stopped_reason"])
    write_down(procedure, "procedure.stop", reason, new_salt(), by=by, at=at)
    return procedure


def procedure_for(procedure_id: UUID, *, by: Actor) -> Procedure:
    """The row, locked for this act, while it runs."""
    procedure: Procedure = Procedure.objects.visible_to(by).select_for_update().get(pk=procedure_id)
    require(access.can_hold(by, path=procedure.path))
    refuse_if(procedure.state != "running", "procedure.over")
    return procedure


def standing(procedure: Procedure) -> list[str]:
    """The steps that hold, in their order."""
    return list(procedure.steps.filter(holds=True).order_by("id").values_list("code", flat=True))


def write_down(procedure: Procedure, act_name: str, note: str, salt: str, *, by: Actor, at: datetime) -> None:
    record(
        by=by,
        act=act_name,
        about=f"procedure:{procedure.pk}",
        at=at,
        street_id=procedure.street_id,
        digest=digest_of(note, salt),
    )
