"""A notice from draft to archive, and what it does to the project it is about."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from doorstep.journal.services import digest_of, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.money import yuan
from doorstep.kernel.refs import uuid7
from doorstep.projects.models import Project
from doorstep.projects.rules import BENEFICIARY_UNITS, ORIENTATIONS
from doorstep.projects.services import (
    approve_project,
    begin_notice,
    refuse_after_notice,
    withdraw_from_notice,
)
from doorstep.publishing import access, rules
from doorstep.publishing.models import Notice, Objection
from doorstep.publishing.services.snapshots import make_project_snapshot, post_snapshot
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule


def journalled(notice: Notice, act_name: str, *, by: Actor, at: datetime, note: str = "") -> None:
    digest = digest_of(note, str(notice.pk)) if note else ""
    record(by=by, act=act_name, about=f"notice:{notice.pk}", at=at, street_id=notice.street_id, digest=digest)


def project_of(notice: Notice) -> UUID:
    return UUID(notice.about.partition(":")[2])


def notice_for(notice_id: UUID, *, by: Actor) -> Notice:
    """The notice, locked; another street's notice is not found."""
    return Notice.objects.select_for_update().get(pk=notice_id, street_id=by.street_id or 0)


def approval_body(project: Project) -> dict[str, Any]:
    """The columns of 立项公示 (DOMAIN §13.7) and nothing else."""
    money = {"quota": yuan(project.quota_fen), "other": yuan(project.other_fen), "in_kind": project.in_kind}
    values: dict[str, Any] = {
        "number": project.number,
        "name": project.name,
        "org": project.org.name,
        "orientation": ORIENTATIONS[project.orientation],
        "field": project.field.name,
        "beneficiaries": [
            {"group": each.group, "count": each.count, "unit": BENEFICIARY_UNITS[each.unit]}
            for each in project.beneficiaries.order_by("id")
        ],
        "ends_on": project.ends_on.isoformat() if project.ends_on else "",
        "money": money,
        "phone": project.street.phone,
    }
    return {name: values[name] for name in rules.NOTICE_FIELDS["approval"]}


@act
def draft_notice(*, project_id: UUID, by: Actor, at: datetime) -> Notice:
    """Draft the approval notice of a reviewed project from the allow-list."""
    project = Project.objects.visible_to(by).select_related("org", "field", "street").get(pk=project_id)
    require(access.can_draft(by, path=project.path))
    refuse_if(project.state != "reviewed", "notice.project_not_reviewed", state=project.state)
    open_states = ("draft", "reviewed", "posted")
    about = f"project:{project.pk}"
    refuse_if(Notice.objects.filter(about=about, state__in=open_states).exists(), "notice.exists")
    notice = Notice.objects.create(
        id=uuid7(at),
        street_id=project.street_id,
        kind="approval",
        title=f"《{project.name}》立项公示",
        about=about,
        body=approval_body(project),
        state=rules.WORKFLOW.initial,
        drafted_by_id=by.account_id,
        drafted_at=at,
    )
    journalled(notice, "notice.draft", by=by, at=at)
    return notice


@act
def review_notice(*, notice_id: UUID, by: Actor, at: datetime) -> Notice:
    """A second person has read the draft."""
    notice = notice_for(notice_id, by=by)
    require(access.can_review(by, path=notice.street.path, drafted_by=f"account:{notice.drafted_by_id}"))
    notice.state = rules.WORKFLOW.move(notice.state, "review")
    notice.reviewed_by_id, notice.reviewed_at = by.account_id, at
    notice.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    journalled(notice, "notice.review", by=by, at=at)
    return notice


@act
def return_draft(*, notice_id: UUID, note: str, by: Actor, at: datetime) -> Notice:
    """The reviewer sends the draft back; the text is drawn afresh from the project."""
    notice = notice_for(notice_id, by=by)
    require(access.can_review(by, path=notice.street.path, drafted_by=f"account:{notice.drafted_by_id}"))
    notice.state = rules.WORKFLOW.move(notice.state, "return_draft", note=note)
    notice.body = approval_body(
        Project.objects.select_related("org", "field", "street").get(pk=project_of(notice))
    )
    notice.reviewed_by, notice.reviewed_at = None, None
    notice.save(update_fields=["state", "body", "reviewed_by", "reviewed_at"])
    journalled(notice, "notice.return", by=by, at=at, note=note)
    return notice


@act
def post_notice(*, notice_id: UUID, place_posted: str, by: Actor, at: datetime) -> Notice:
    """Put it up for the rulebook's number of days, on the board and on the public page; the project is in notice."""
    notice = notice_for(notice_id, by=by)
    require(access.can_draft(by, path=notice.street.path))
    refuse_if(not place_posted.strip(), "notice.place")
    notice.state = rules.WORKFLOW.move(notice.state, "post")
    first = day_of(at) + timedelta(days=1)
    days = int(rule(notice.street_id, "project.notice_days", on=first))
    notice.place_posted = place_posted
    notice.starts_on, notice.ends_on = first, first + timedelta(days=days - 1)
    notice.save(update_fields=["state", "place_posted", "starts_on", "ends_on"])
    journalled(notice, "notice.post", by=by, at=at)
    begin_notice(
        project_id=project_of(notice), starts_on=notice.starts_on, ends_on=notice.ends_on, by=by, at=at
    )
    publish_reviewed(notice, by=by, at=at)
    return notice


def publish_reviewed(notice: Notice, *, by: Actor, at: datetime) -> None:
    """The project's public page changes with a reviewed notice, in the names of its drafter and reviewer."""
    drafter = f"account:{notice.drafted_by_id}"
    snapshot = make_project_snapshot(project_id=project_of(notice), made_by=drafter, by=by, at=at)
    if snapshot is not None:
        post_snapshot(snapshot=snapshot, reviewed_by=f"account:{notice.reviewed_by_id}", by=by, at=at)


@act
def withdraw_notice(*, notice_id: UUID, reason: str, by: Actor, at: datetime) -> Notice:
    """Take it down; a tombstone with the reason stays."""
    notice = notice_for(notice_id, by=by)
    require(access.can_draft(by, path=notice.street.path))
    was_posted = notice.state == "posted"
    notice.state = rules.WORKFLOW.move(notice.state, "withdraw", note=reason)
    notice.withdrawn_reason = reason
    notice.save(update_fields=["state", "withdrawn_reason"])
    journalled(notice, "notice.withdraw", by=by, at=at, note=reason)
    if was_posted:
        withdraw_from_notice(project_id=project_of(notice), note=reason, by=by, at=at)
        publish_reviewed(notice, by=by, at=at)
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
    journalled(notice, "notice.end", by=by, at=at)
    return 1


def is_over(last_day: date | None, at: datetime) -> bool:
    return last_day is not None and last_day < day_of(at)


@act
def object_to_notice(*, notice_id: UUID, text: str, by: Actor, at: datetime) -> Objection:
    """Anybody may object while the notice stands."""
    notice = Notice.objects.get(pk=notice_id, street_id=by.street_id or 0)
    refuse_if(notice.state != "posted" or is_over(notice.ends_on, at), "notice.not_posted")
    refuse_if(not text.strip(), "note.needed")
    objection = Objection.objects.create(notice=notice, street_id=notice.street_id, text=text, at=at)
    journalled(notice, "notice.object", by=by, at=at, note=text)
    return objection


@act
def answer_objection(*, objection_id: int, answer: str, upheld: bool, by: Actor, at: datetime) -> Objection:
    """Answer in public; whoever drafted the notice does not decide about objections to it."""
    objection = Objection.objects.select_related("notice__street").get(
        pk=objection_id, street_id=by.street_id or 0
    )
    notice = objection.notice
    require(access.can_review(by, path=notice.street.path, drafted_by=f"account:{notice.drafted_by_id}"))
    refuse_if(objection.answered_at is not None, "objection.answered")
    refuse_if(not answer.strip(), "note.needed")
    objection.answer, objection.upheld = answer, upheld
    objection.answered_by_id, objection.answered_at = by.account_id, at
    objection.save()
    journalled(notice, "notice.answer", by=by, at=at, note=answer)
    return objection


@act
def conclude_notice(*, notice_id: UUID, by: Actor, at: datetime, note: str = "") -> Notice:
    """After the notice has run its days and every objection is answered: approve, or refuse when one was upheld.

    Raises NotPossible while the notice still stands or an objection waits for its answer.
    """
    notice = notice_for(notice_id, by=by)
    require(access.can_review(by, path=notice.street.path, drafted_by=f"account:{notice.drafted_by_id}"))
    refuse_if(notice.state != "ended", "notice.not_ended", ends_on=str(notice.ends_on))
    refuse_if(notice.objections.filter(answered_at__isnull=True).exists(), "objection.open")
    notice.state = rules.WORKFLOW.move(notice.state, "archive")
    notice.save(update_fields=["state"])
    if notice.objections.filter(upheld=True).exists():
        refuse_after_notice(project_id=project_of(notice), note=note or "公示异议成立", by=by, at=at)
    else:
        approve_project(project_id=project_of(notice), by=by, at=at)
    publish_reviewed(notice, by=by, at=at)
    return notice
