"""A notice from draft to archive, and what it does to the project it is about."""

from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from doorstep.funds.queries import waits_of_project
from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.projects.models import Project
from doorstep.projects.queries import project_to_notice, public_project
from doorstep.projects.rules import ORIENTATIONS
from doorstep.projects.services import (
    approve_project,
    begin_notice,
    refuse_after_notice,
    withdraw_from_notice,
)
from doorstep.publishing import access, rules
from doorstep.publishing.models import Notice, NoticeStep, Objection
from doorstep.publishing.services.snapshots import publish_reviewed
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule

OBJECTION_LIMIT: Final = 2000


def write_step(notice: Notice, act_name: str, *, by: Actor, at: datetime, note: str = "") -> None:
    """The act's own row with its note, and the journal entry with the note's salted digest."""
    salt = new_salt()
    NoticeStep.objects.create(
        id=uuid7(at),
        notice=notice,
        street_id=notice.street_id,
        at=at,
        by=by.ref,
        by_name=by.name,
        act=act_name,
        to_state=notice.state,
        note=note,
        salt=salt,
    )
    journalled(notice, act_name, by=by, at=at, digest=digest_of(note, salt))


def journalled(notice: Notice, act_name: str, *, by: Actor, at: datetime, digest: str) -> None:
    about = f"notice:{notice.pk}"
    record(by=by, act=act_name, about=about, at=at, street_id=notice.street_id, digest=digest)


def project_of(notice: Notice) -> UUID:
    return UUID(notice.about.partition(":")[2])


def notice_for(notice_id: UUID, *, by: Actor) -> Notice:
    """The notice, locked; another street's notice is not found."""
    rows = Notice.objects.select_related("street").select_for_update(of=("self",))
    return rows.get(pk=notice_id, street_id=by.street_id or 0)


def check_reviewer(notice: Notice, project: Project, *, by: Actor) -> None:
    """Neither whoever drafted the notice nor whoever leads the project judges it."""
    drafted_by = f"account:{notice.drafted_by_id}"
    require(access.can_review(by, path=notice.street.path, drafted_by=drafted_by))
    require(by.account_id != project.lead_id, "project.own")


def approval_body(page: dict[str, Any], *, phone: str) -> dict[str, Any]:
    """The columns of 立项公示 (DOMAIN §13.7) and nothing else, from what the project's page says."""
    values = {**page, "orientation": ORIENTATIONS[page["orientation"]], "phone": phone}
    return rules.allowed("approval", values)


@act
def draft_notice(*, project_id: UUID, by: Actor, at: datetime) -> Notice:
    """Draft the approval notice of a reviewed project, and the public page that goes up with it.

    Refuses a project that is not reviewed or has a notice on its way.
    """
    project = project_to_notice(by, project_id)
    require(access.can_draft(by, path=project.path))
    refuse_if(project.state != "reviewed", "notice.project_not_reviewed", state=project.state)
    about = f"project:{project.pk}"
    refuse_if(Notice.objects.filter(about=about, state__in=rules.OPEN).exists(), "notice.exists")
    page = page_in_notice(project.pk)
    notice = Notice.objects.create(
        id=uuid7(at),
        street_id=project.street_id,
        kind="approval",
        title=f"《{project.name}》立项公示",
        about=about,
        body=approval_body(page, phone=project.street.phone),
        page=page,
        state=rules.WORKFLOW.initial,
        drafted_by_id=by.account_id or 0,
        drafted_at=at,
    )
    write_step(notice, "notice.draft", by=by, at=at)
    return notice


def page_in_notice(project_id: UUID) -> dict[str, Any]:
    """The whole public page as it will stand once the notice is posted."""
    return rules.allowed("project", public_project(project_id)[2] | {"waits": waits_of_project(project_id)})


@act
def review_notice(*, notice_id: UUID, by: Actor, at: datetime) -> Notice:
    """A second person has read the draft and the page that goes up with it."""
    notice = notice_for(notice_id, by=by)
    check_reviewer(notice, project_to_notice(by, project_of(notice)), by=by)
    notice.state = rules.WORKFLOW.move(notice.state, "review")
    notice.reviewed_by_id, notice.reviewed_at = by.account_id, at
    notice.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    write_step(notice, "notice.review", by=by, at=at)
    return notice


@act
def return_draft(*, notice_id: UUID, note: str, by: Actor, at: datetime) -> Notice:
    """The reviewer sends the draft back; notice and page are drawn afresh from the project."""
    notice = notice_for(notice_id, by=by)
    check_reviewer(notice, project_to_notice(by, project_of(notice)), by=by)
    notice.state = rules.WORKFLOW.move(notice.state, "return_draft", note=note)
    notice.page = page_in_notice(project_of(notice))
    notice.body = approval_body(notice.page, phone=notice.street.phone)
    notice.reviewed_by, notice.reviewed_at = None, None
    notice.save(update_fields=["state", "body", "page", "reviewed_by", "reviewed_at"])
    write_step(notice, "notice.return", by=by, at=at, note=note)
    return notice


@act
def post_notice(*, notice_id: UUID, place_posted: str, by: Actor, at: datetime) -> Notice:
    """Put it up for the rulebook's number of days, on the board and on the public page; the project is in notice.

    The first day is tomorrow. Refuses when the page no longer says what its reviewer read.
    """
    notice = notice_for(notice_id, by=by)
    require(access.can_draft(by, path=notice.street.path))
    refuse_if(not place_posted.strip(), "notice.place")
    notice.state = rules.WORKFLOW.move(notice.state, "post")
    as_read = rules.is_as_read(notice.page, page_in_notice(project_of(notice)))
    refuse_if(not as_read, "notice.changed")
    first = day_of(at) + timedelta(days=1)
    days = int(rule(notice.street_id, "project.notice_days", on=first))
    notice.place_posted = place_posted.strip()
    notice.starts_on, notice.ends_on = first, first + timedelta(days=days - 1)
    notice.save(update_fields=["state", "place_posted", "starts_on", "ends_on"])
    write_step(notice, "notice.post", by=by, at=at, note=notice.place_posted)
    begin_notice(
        project_id=project_of(notice), starts_on=notice.starts_on, ends_on=notice.ends_on, by=by, at=at
    )
    release_page(notice, reviewed_by=f"account:{notice.reviewed_by_id}", by=by, at=at)
    return notice


def release_page(notice: Notice, *, reviewed_by: str, by: Actor, at: datetime) -> None:
    """The project's page moves with its notice, in the names of the drafter and of who reviewed."""
    made_by = f"account:{notice.drafted_by_id}"
    publish_reviewed(project_id=project_of(notice), made_by=made_by, reviewed_by=reviewed_by, by=by, at=at)


@act
def withdraw_notice(*, notice_id: UUID, reason: str, by: Actor, at: datetime) -> Notice:
    """Take it down; the public page keeps the project's name, what happened and the reason, nothing else."""
    notice = notice_for(notice_id, by=by)
    require(access.can_withdraw(by, path=notice.street.path))
    was_posted = notice.state == "posted"
    notice.state = rules.WORKFLOW.move(notice.state, "withdraw", note=reason)
    notice.withdrawn_reason = reason
    notice.save(update_fields=["state", "withdrawn_reason"])
    write_step(notice, "notice.withdraw", by=by, at=at, note=reason)
    if was_posted:
        withdraw_from_notice(project_id=project_of(notice), note=reason, by=by, at=at)
        release_page(notice, reviewed_by=f"account:{notice.reviewed_by_id}", by=by, at=at)
    return notice


def end_notices(*, at: datetime) -> int:
    """Timed: every posted notice whose last day is over has ended. Running it twice changes nothing."""
    over = Notice.objects.filter(state="posted", ends_on__lt=day_of(at)).values_list("pk", "street_id")
    ended = 0
    for notice_id, street_id in over:
        ended += end_notice(notice_id=notice_id, by=Actor.system("timer", street_id), at=at)
    return ended


@act
def end_notice(*, notice_id: UUID, by: Actor, at: datetime) -> int:
    notice = notice_for(notice_id, by=by)
    if notice.state != "posted" or not is_over(notice.ends_on, at):
        return 0
    notice.state = rules.WORKFLOW.move(notice.state, "end")
    notice.save(update_fields=["state"])
    write_step(notice, "notice.end", by=by, at=at)
    return 1


def is_over(last_day: date | None, at: datetime) -> bool:
    return last_day is not None and last_day < day_of(at)


@act
def object_to_notice(*, notice_id: UUID, text: str, by: Actor, at: datetime) -> Objection:
    """Anybody may object while the notice stands; what they say is read by the desk, the answer by everybody."""
    notice = notice_for(notice_id, by=by)
    refuse_if(notice.state != "posted" or is_over(notice.ends_on, at), "notice.not_posted")
    refuse_if(not text.strip(), "note.needed")
    refuse_if(len(text) > OBJECTION_LIMIT, "text.too_long", limit=OBJECTION_LIMIT)
    objection = Objection.objects.create(
        notice=notice, street_id=notice.street_id, text=text, at=at, salt=new_salt()
    )
    journalled(notice, "notice.object", by=by, at=at, digest=digest_of(text, objection.salt))
    return objection


@act
def answer_objection(*, objection_id: int, answer: str, upheld: bool, by: Actor, at: datetime) -> Objection:
    """Answer in public, once; neither the notice's drafter nor the project's lead decides about it."""
    rows = Objection.objects.select_related("notice__street").select_for_update(of=("self",))
    objection = rows.get(pk=objection_id, street_id=by.street_id or 0)
    check_reviewer(objection.notice, project_to_notice(by, project_of(objection.notice)), by=by)
    refuse_if(objection.answered_at is not None, "objection.answered")
    refuse_if(not answer.strip(), "note.needed")
    objection.answer, objection.upheld = answer, upheld
    objection.answered_by_id, objection.answered_at = by.account_id, at
    objection.save(update_fields=["answer", "upheld", "answered_by", "answered_at"])
    write_step(objection.notice, "notice.answer", by=by, at=at, note=answer)
    return objection


@act
def conclude_notice(*, notice_id: UUID, by: Actor, at: datetime, note: str = "") -> Notice:
    """After the notice has run its days and every objection is answered: approve, or refuse when one was upheld.

    Raises NotPossible while the notice still stands or an objection waits for its answer.
    """
    notice = notice_for(notice_id, by=by)
    check_reviewer(notice, project_to_notice(by, project_of(notice)), by=by)
    refuse_if(notice.state != "ended", "notice.not_ended", ends_on=str(notice.ends_on))
    refuse_if(notice.objections.filter(answered_at__isnull=True).exists(), "objection.open")
    notice.state = rules.WORKFLOW.move(notice.state, "archive")
    notice.save(update_fields=["state"])
    write_step(notice, "notice.conclude", by=by, at=at, note=note)
    if notice.objections.filter(upheld=True).exists():
        refuse_after_notice(project_id=project_of(notice), note=note or "公示异议成立", by=by, at=at)
    else:
        approve_project(project_id=project_of(notice), by=by, at=at)
    release_page(notice, reviewed_by=by.ref, by=by, at=at)
    return notice
