"""A notice from review to archive: a second person, the boards, the days it stands, and its end."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.projects.services import approve_project, refuse_after_notice
from doorstep.publishing import access, rules
from doorstep.publishing.models import Notice
from doorstep.publishing.services.drafting import approval_body, page_in_notice
from doorstep.publishing.services.effects import ON_POST, release_page, take_back_approval
from doorstep.publishing.services.objections import has_open
from doorstep.publishing.services.postings import write_posting
from doorstep.publishing.services.scanning import refuse_open_findings
from doorstep.publishing.services.steps import (
    check_reviewer,
    is_over,
    last_day,
    notice_for,
    project_of,
    write_step,
)
from doorstep.publishing.services.words import refuse_leaks
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule

MOST_AT_ONCE: Final = 500


@act
def review_notice(*, notice_id: UUID, by: Actor, at: datetime) -> Notice:
    """A second person has read the draft, and the page if one goes up with it; nothing that looks like a leak is open."""
    notice = notice_for(notice_id, by=by)
    check_reviewer(notice, by=by)
    notice.state = rules.WORKFLOW.move(notice.state, "review")
    refuse_open_findings(notice)
    notice.reviewed_by_id, notice.reviewed_at = by.account_id, at
    notice.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    write_step(notice, "notice.review", by=by, at=at)
    return notice


@act
def return_draft(*, notice_id: UUID, note: str, by: Actor, at: datetime) -> Notice:
    """The reviewer sends the draft back; a notice of approval is drawn afresh from its project."""
    notice = notice_for(notice_id, by=by)
    check_reviewer(notice, by=by)
    notice.state = rules.WORKFLOW.move(notice.state, "return_draft", note=note)
    if notice.kind == "approval":
        notice.page = page_in_notice(project_of(notice))
        notice.body = approval_body(notice.page, phone=notice.street.phone)
    notice.reviewed_by, notice.reviewed_at = None, None
    notice.save(update_fields=["state", "body", "page", "reviewed_by", "reviewed_at"])
    write_step(notice, "notice.return", by=by, at=at, note=note)
    return notice


@act
def post_notice(*, notice_id: UUID, place_posted: str, by: Actor, at: datetime) -> Notice:
    """Put it up for the rulebook's days of its kind, on the board and on the public page.

    The first day is tomorrow. What it is about moves with it: a project is in notice, an expense published, a star
    announced. Refuses when a page no longer says what its reviewer read, and while a finding is open.
    """
    notice = notice_for(notice_id, by=by)
    require(access.can_draft(by, path=notice.path))
    refuse_if(not place_posted.strip(), "notice.place")
    refuse_leaks(notice.street, place=place_posted)
    notice.state = rules.WORKFLOW.move(notice.state, "post")
    check_as_read(notice)
    refuse_open_findings(notice)
    due = last_day(notice, at=at)
    notice.place_posted = place_posted.strip()[:120]
    notice.starts_on, notice.ends_on = day_of(at) + timedelta(days=1), day_of(due.at)
    notice.period_certain = due.certain
    notice.save(update_fields=["state", "place_posted", "starts_on", "ends_on", "period_certain"])
    write_posting(notice, notice.place_posted, on=day_of(at), by=by, at=at)
    write_step(notice, "notice.post", by=by, at=at, note=notice.place_posted)
    if notice.kind in ON_POST:
        ON_POST[notice.kind](notice, by, at)
    return notice


def check_as_read(notice: Notice) -> None:
    """Only the page of a notice of approval goes on changing while the notice waits."""
    if notice.kind == "approval":
        as_read = rules.is_as_read(notice.page, page_in_notice(project_of(notice)))
        refuse_if(not as_read, "notice.changed")


@act
def withdraw_notice(*, notice_id: UUID, reason: str, by: Actor, at: datetime) -> Notice:
    """Take it down; in public stay its name, its days and the reason, nothing of what it said."""
    notice = notice_for(notice_id, by=by)
    require(access.can_withdraw(by, path=notice.path))
    before = notice.state
    notice.state = rules.WORKFLOW.move(before, "withdraw", note=reason)
    refuse_leaks(notice.street, reason=reason)
    notice.withdrawn_reason = reason[:300]
    notice.save(update_fields=["state", "withdrawn_reason"])
    write_step(notice, "notice.withdraw", by=by, at=at, note=reason)
    if notice.kind == "approval" and before in (*rules.STANDING, "ended"):
        take_back_approval(notice, reason=reason, by=by, at=at)
    return notice


def end_notices(*, at: datetime) -> int:
    """Timed: every standing notice whose last day is over has ended. Running it twice changes nothing."""
    over = Notice.objects.filter(state__in=rules.STANDING, ends_on__lt=day_of(at))
    ended = 0
    for notice_id, street_id in over.values_list("pk", "street_id"):
        ended += end_notice(notice_id=notice_id, by=Actor.system("timer", street_id), at=at)
    return ended


@act
def end_notice(*, notice_id: UUID, by: Actor, at: datetime) -> int:
    notice = notice_for(notice_id, by=by)
    if notice.state not in rules.STANDING or not is_over(notice.ends_on, at):
        return 0
    notice.state = rules.WORKFLOW.move(notice.state, "end")
    notice.save(update_fields=["state"])
    write_step(notice, "notice.end", by=by, at=at)
    return 1


def archive_notices(*, at: datetime) -> int:
    """Timed: file what ended long enough ago and owes no answer; approvals wait for their conclusion.

    Running it twice changes nothing.
    """
    ended = Notice.objects.filter(state="ended").exclude(kind="approval")
    rows = ended.exclude(objections__answered_at__isnull=True, objections__isnull=False)
    filed = 0
    for notice in rows.order_by("id")[:MOST_AT_ONCE]:
        days = int(rule(notice.street_id, "notice.archive_days", on=day_of(at)))
        if notice.ends_on is not None and notice.ends_on + timedelta(days=days) < day_of(at):
            archive_notice(notice_id=notice.pk, by=Actor.system("timer", notice.street_id), at=at)
            filed += 1
    return filed


@act
def archive_notice(*, notice_id: UUID, by: Actor, at: datetime) -> Notice:
    """File a notice that has run its days; nothing else happens to what it was about.

    Raises NotPossible for a notice of approval, which is concluded, and while an objection waits for its answer.
    """
    notice = notice_for(notice_id, by=by)
    require(access.can_archive(by, path=notice.path))
    refuse_if(notice.kind == "approval", "notice.to_conclude")
    refuse_if(notice.state != "ended", "notice.not_ended", ends_on=str(notice.ends_on))
    refuse_if(has_open(notice), "objection.open")
    notice.state = rules.WORKFLOW.move(notice.state, "archive")
    notice.save(update_fields=["state"])
    write_step(notice, "notice.archive", by=by, at=at)
    return notice


@act
def conclude_notice(*, notice_id: UUID, by: Actor, at: datetime, note: str = "") -> Notice:
    """After an approval's notice has run its days and every objection is answered: approve, or refuse when one was upheld.

    Raises NotPossible while the notice still stands or an objection waits for its answer.
    """
    notice = notice_for(notice_id, by=by)
    check_reviewer(notice, by=by)
    refuse_if(notice.kind != "approval", "notice.nothing_to_conclude")
    refuse_if(notice.state != "ended", "notice.not_ended", ends_on=str(notice.ends_on))
    refuse_if(has_open(notice), "objection.open")
    notice.state = rules.WORKFLOW.move(notice.state, "archive")
    notice.save(update_fields=["state"])
    write_step(notice, "notice.conclude", by=by, at=at, note=note)
    if notice.objections.filter(upheld=True).exists():
        refuse_after_notice(project_id=project_of(notice), note=note or "公示异议成立", by=by, at=at)
    else:
        approve_project(project_id=project_of(notice), by=by, at=at)
    release_page(notice, reviewed_by=by.ref, by=by, at=at)
    return notice
