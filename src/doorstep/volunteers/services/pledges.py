"""What a member promised: made, due, said to be kept or not, and commented by somebody else."""

from datetime import date, datetime
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.records.acts import act
from doorstep.volunteers import access, rules
from doorstep.volunteers.models import Pledge, ReportIn
from doorstep.volunteers.services.steps import member_for, write_step


@act
def make_pledge(*, member_id: UUID, text: str, due_on: date, by: Actor, at: datetime) -> Pledge:
    """Write a promise down with the day it is due."""
    member = member_for(member_id, by=by)
    require(access.can_keep_or_own(by, path=member.path, account_id=member.account_id))
    refuse_if(member.state in rules.WORKFLOW.final, "member.gone")
    refuse_if(not text.strip(), "note.needed")
    refuse_if(due_on <= day_of(at), "pledge.due_past")
    pledge = Pledge.objects.create(
        id=uuid7(at),
        street_id=member.street_id,
        report_in=member,
        path=member.path,
        text=text,
        due_on=due_on,
        state=rules.PLEDGE_WORKFLOW.initial,
        state_since=at,
        made_at=at,
    )
    write_step(member, "pledge.make", by=by, at=at, note=text, pledge=pledge)
    return pledge


def pledge_for(pledge_id: UUID, *, by: Actor) -> tuple[Pledge, ReportIn]:
    """The pledge and its member, locked; out of sight it is not found."""
    found = Pledge.objects.get(pk=pledge_id)
    member = member_for(found.report_in_id, by=by)
    return Pledge.objects.select_for_update().get(pk=found.pk), member


@act
def settle_pledge(*, pledge_id: UUID, outcome: str, note: str, by: Actor, at: datetime) -> Pledge:
    """Say once and for all whether it was kept, with what shows it; not by the one who promised."""
    pledge, member = pledge_for(pledge_id, by=by)
    require(access.can_answer(by, path=pledge.path, first_id=member.account_id))
    refuse_if(outcome not in rules.PLEDGE_OUTCOMES, "pledge.outcome")
    if pledge.state == "pledged":
        refuse_if(outcome != "fulfilled" and day_of(at) < pledge.due_on, "pledge.not_due")
        pledge.state = rules.PLEDGE_WORKFLOW.move(pledge.state, "fall_due")
        write_step(member, "pledge.fall_due", by=by, at=at, pledge=pledge)
    pledge.state = rules.PLEDGE_WORKFLOW.move(pledge.state, outcome, note=note)
    pledge.state_since, pledge.outcome, pledge.outcome_by_id = at, outcome, by.account_id
    pledge.save(update_fields=["state", "state_since", "outcome", "outcome_by"])
    write_step(member, "pledge.outcome", by=by, at=at, note=note, pledge=pledge)
    return pledge


@act
def comment_pledge(*, pledge_id: UUID, note: str, by: Actor, at: datetime) -> Pledge:
    """The comment of somebody who did not settle it closes the pledge (R4)."""
    pledge, member = pledge_for(pledge_id, by=by)
    require(access.can_answer(by, path=pledge.path, first_id=pledge.outcome_by_id))
    require(by.account_id != member.account_id)
    pledge.state = rules.PLEDGE_WORKFLOW.move(pledge.state, "comment", note=note)
    pledge.state_since = at
    pledge.save(update_fields=["state", "state_since"])
    write_step(member, "pledge.comment", by=by, at=at, note=note, pledge=pledge)
    return pledge
