"""Issues that become part of a project, and come back from it; called by the acts on projects."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from doorstep.issues import access
from doorstep.issues.models import Issue
from doorstep.issues.services.deadlines import due_in_state
from doorstep.issues.services.dispatch import answer_dispatch
from doorstep.issues.services.handle import put_right
from doorstep.issues.services.steps import Work, begin, keep, move, take
from doorstep.issues.services.telling import tell_reporters
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import require
from doorstep.messages import texts
from doorstep.records.acts import act


@act
def join_project(
    *, issue_ids: Sequence[UUID], project_number: str, project_name: str, by: Actor, at: datetime
) -> list[Issue]:
    """These issues are solved by that project; each reporter is told its name and can follow it.

    A unit that had one of them gives it up. Refuses what is not sorted yet, already delivered or closed.
    """
    return [join_one(each, project_number, project_name, by=by, at=at) for each in dict.fromkeys(issue_ids)]


def join_one(issue_id: UUID, number: str, name: str, *, by: Actor, at: datetime) -> Issue:
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_link(by, path=issue.path))
    issue.route = "in_project"
    move(issue, "link_project", at=at)
    if issue.unit_id is not None:
        answer_dispatch(issue, "recalled", at=at)
        issue.unit_id = issue.handler_id = None
    keep(work, "issue.join_project", by=by, at=at, note=number, public_note=name)
    # a matter can join a second project; the step's number tells one telling from the next
    turn = 1 if work.was["state"] != "in_project" and not issue.reopen_count else issue.step_count
    news_by = day_of(issue.due_at) if issue.due_at else None
    tell_reporters(
        issue,
        "linked_to_project",
        lambda matter: texts.linked_to_project(matter, number=number, name=name, news_by=news_by),
        at=at,
        turn=turn,
    )
    return issue


@act
def tell_project_news(
    *, issue_ids: Sequence[UUID], project_name: str, news: str, by: Actor, at: datetime
) -> list[Issue]:
    """Whoever waits for the project hears what it has come to, and the next news fall due anew.

    Called by acts on the project, which have asked who may; an issue may lie out of that person's sight.
    """
    rows = Issue.objects.filter(pk__in=list(issue_ids), state="in_project").order_by("id")
    found = rows.select_related("contact", "category", "street").select_for_update(of=("self",))
    return [news_of_one(begin(each), project_name, news, by=by, at=at) for each in found]


def news_of_one(work: Work, name: str, news: str, *, by: Actor, at: datetime) -> Issue:
    issue = work.issue
    if due := due_in_state(issue, at=at):
        issue.due_at, issue.due_certain = due.at, due.certain
    keep(work, "issue.project_news", by=by, at=at, public_note=f"{name}：{news}")
    news_by = day_of(issue.due_at) if issue.due_at else None
    tell_reporters(
        issue,
        "project_news",
        lambda matter: texts.project_news(matter, name=name, news=news, news_by=news_by),
        at=at,
        turn=issue.step_count,
    )
    return issue


@act
def leave_project(*, issue_id: UUID, note: str, by: Actor, at: datetime) -> Issue:
    """No project solves it any more: it is sorted again, by whoever owned it before."""
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_link(by, path=issue.path))
    issue.route = "in_hand"
    move(issue, "unlink_project", at=at, note=note)
    return keep(work, "issue.leave_project", by=by, at=at, public_note=note)


@act
def deliver_from_project(*, issue_ids: Sequence[UUID], note: str, by: Actor, at: datetime) -> list[Issue]:
    """The project was accepted: its issues are delivered and called back like any other."""
    return [deliver_one(each, note, by=by, at=at) for each in dict.fromkeys(issue_ids)]


def deliver_one(issue_id: UUID, note: str, *, by: Actor, at: datetime) -> Issue:
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_deliver_from_project(by, path=issue.path))
    move(issue, "deliver", at=at, note=note)
    put_right(issue, by=by, at=at)
    keep(work, "issue.deliver", by=by, at=at, public_note=note)
    tell_reporters(issue, "delivered", texts.delivered, at=at, turn=issue.reopen_count + 1)
    return issue
