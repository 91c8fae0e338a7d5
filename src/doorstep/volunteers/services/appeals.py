"""Appeals: a refused service, or points that were taken back; answered by somebody who did not decide first."""

from datetime import datetime
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule
from doorstep.volunteers import access, rules
from doorstep.volunteers.models import Appeal, PointEntry, ReportIn, Service
from doorstep.volunteers.services.points import give_points, restore_points
from doorstep.volunteers.services.stars import working_day_after
from doorstep.volunteers.services.steps import member_for, points_are_on, refuse_while_off, write_step


@act
def lodge_appeal(*, service_id: UUID, text: str, by: Actor, at: datetime) -> Appeal:
    """The member does not agree with a refused service, within fifteen working days (Q7)."""
    service = Service.objects.get(pk=service_id)
    member = member_for(service.report_in_id, by=by)
    require(access.can_keep_or_own(by, path=member.path, account_id=member.account_id))
    refuse_if(service.confirmed_at is None or service.verdict != "refused", "appeal.nothing")
    refuse_if(Appeal.objects.filter(service=service).exists(), "appeal.known")
    return lodge(member, text, since=service.confirmed_at or at, service=service, by=by, at=at)


@act
def lodge_entry_appeal(*, entry_id: UUID, text: str, by: Actor, at: datetime) -> Appeal:
    """The member does not agree that points were taken back, within fifteen working days (Q7).

    What a reward cost is not appealed against: it is given back by itself.
    """
    entry = PointEntry.objects.get(pk=entry_id)
    member = member_for(entry.report_in_id, by=by)
    require(access.can_keep_or_own(by, path=member.path, account_id=member.account_id))
    refuse_while_off(member.street_id, at=at)
    refuse_if(entry.reverses_id is None or entry.value >= 0, "appeal.not_reversed")
    refuse_if(Appeal.objects.filter(entry=entry).exists(), "appeal.entry_known")
    return lodge(member, text, since=entry.at, entry=entry, by=by, at=at)


def lodge(
    member: ReportIn,
    text: str,
    *,
    since: datetime,
    service: Service | None = None,
    entry: PointEntry | None = None,
    by: Actor,
    at: datetime,
) -> Appeal:
    """The row of an appeal against what was decided at ``since``; refused without words or too late."""
    refuse_if(not text.strip(), "note.needed")
    days = rule(member.street_id, "appeal.lodge_days", on=day_of(at))
    refuse_if(day_of(at) > day_of(working_day_after(member.street_id, since, days)), "appeal.late")
    answer_days = rule(member.street_id, "appeal.answer_days", on=day_of(at))
    appeal = Appeal.objects.create(
        id=uuid7(at),
        street_id=member.street_id,
        report_in=member,
        service=service,
        entry=entry,
        path=member.path,
        text=text,
        state=rules.APPEAL_WORKFLOW.initial,
        state_since=at,
        lodged_at=at,
        due_at=working_day_after(member.street_id, at, answer_days),
    )
    write_step(member, "appeal.lodge", by=by, at=at, note=text)
    return appeal


@act
def answer_appeal(*, appeal_id: UUID, upheld: bool, answer: str, by: Actor, at: datetime) -> Appeal:
    """Answered by somebody who did not decide first; upheld, the service counts or the points come back."""
    found = Appeal.objects.select_related("service", "entry").get(pk=appeal_id)
    member = member_for(found.report_in_id, by=by)
    require_another(found, member, by=by)
    name = "uphold" if upheld else "dismiss"
    found.state = rules.APPEAL_WORKFLOW.move(found.state, name, note=answer)
    found.state_since, found.answer = at, answer
    found.save(update_fields=["state", "state_since", "answer"])
    write_step(member, "appeal.answer", by=by, at=at, note=answer)
    if upheld and found.service is not None:
        confirm_after_all(found.service, member, by=by, at=at)
    if upheld and found.entry is not None:
        restore_points(found.entry, member, reason=answer, by=by, at=at)
    return found


def require_another(found: Appeal, member: ReportIn, *, by: Actor) -> None:
    """Neither the member nor whoever refused or entered the service, or took the points back."""
    service, entry = found.service, found.entry
    first_id = service.confirmed_by_id if service else None
    require(access.can_answer(by, path=found.path, first_id=first_id))
    require(by.account_id not in (member.account_id, service.entered_by_id if service else None))
    require(entry is None or entry.by != by.ref)


def confirm_after_all(service: Service, member: ReportIn, *, by: Actor, at: datetime) -> None:
    service.verdict, service.confirmer, service.report_in = "confirmed", "organiser", member
    service.confirmed_by_id, service.confirmed_at = by.account_id, at
    service.save(update_fields=["verdict", "confirmer", "confirmed_by", "confirmed_at"])
    if points_are_on(service.street_id, at=at):
        give_points(service, by=by, at=at)
