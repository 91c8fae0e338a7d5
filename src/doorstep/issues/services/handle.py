"""From the inbox to an answer: sort, put right at once, explain, redirect, contact, deliver, extend."""

from datetime import datetime
from uuid import UUID

from doorstep.issues import access, rules
from doorstep.issues.models import Dispatch, Extension, Issue
from doorstep.issues.services.categories import category_for
from doorstep.issues.services.deadlines import due_in_working_days, on_spot_due, response_due
from doorstep.issues.services.steps import Work, keep, move, take
from doorstep.issues.services.telling import answered, tell_reporters
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.messages import texts
from doorstep.records.acts import act
from doorstep.rulebook.queries import version_of


@act
def triage_issue(
    *,
    issue_id: UUID,
    route: str,
    category_code: str | None = None,
    urgency: str | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Issue:
    """Decide how it will be handled; may be decided again until it is dispatched.

    Routes are on_spot, time_limited and long_term; explaining, redirecting, merging and projects are acts
    of their own. Whoever sorts what nobody owned yet becomes the first receiver.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_triage(by, path=issue.path))
    refuse_if(route not in rules.TRIAGE_ROUTES, "issue.route", route=route)
    refuse_if(urgency is not None and urgency not in rules.URGENCIES, "issue.urgency", urgency=urgency)
    if category_code:
        issue.category = category_for(issue.street_id, category_code)
    if urgency is not None and urgency != issue.urgency:
        issue.urgency = urgency
        issue.response_due_at = response_due(issue.street_id, urgency, received_at=issue.received_at).at
    issue.route = route
    issue.owner_id = issue.owner_id or by.account_id
    issue.rule_version = version_of(issue.street_id)
    move(issue, "triage", at=at, note=note)
    issue.solve_due_at = on_spot_due(issue).at if route == "on_spot" else None
    return keep(work, "issue.triage", by=by, at=at, note=note)


@act
def finish_on_spot(
    *, issue_id: UUID, note: str, done_at: datetime | None = None, by: Actor, at: datetime
) -> Issue:
    """立行立改: put right at once, to be confirmed by the household or by call-back (I0).

    ``done_at`` is for what is written down later. Refuses when it was put right after the short limit, or
    before it was said; from "working" only what was reopened and given to no unit.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_finish(by, path=issue.path, unit_id=issue.unit_id))
    done = done_at or at
    refuse_if(issue.state == "working" and issue.unit_id is not None, "issue.with_unit")
    refuse_if(done < issue.received_at or done > at, "issue.done_at")
    limit = on_spot_due(issue).at
    refuse_if(done > limit, "issue.on_spot_late", limit=limit)
    issue.route, issue.solve_due_at = "on_spot", limit
    move(issue, "finish_on_spot", at=at, note=note)
    put_right(issue, by=by, at=done)
    keep(work, "issue.on_spot", by=by, at=at, public_note=note)
    tell_reporters(issue, "delivered", texts.delivered, at=at, turn=issue.reopen_count + 1)
    return issue


def put_right(issue: Issue, *, by: Actor, at: datetime) -> None:
    """Who delivered and when; being there is also a first contact. Answers about the work before lapse."""
    issue.delivered_at, issue.delivered_by_id = at, by.account_id
    issue.owner_id = issue.owner_id or by.account_id
    issue.contacted_at = issue.contacted_at or at


@act
def contact_reporter(*, issue_id: UUID, note: str = "", by: Actor, at: datetime) -> Issue:
    """The first contact or arrival, which is what the response rate counts (I3); later ones are steps."""
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_finish(by, path=issue.path, unit_id=issue.unit_id))
    refuse_if(not issue.is_open, "issue.closed")
    issue.contacted_at = issue.contacted_at or at
    return keep(work, "issue.contact", by=by, at=at, note=note)


@act
def explain_issue(*, issue_id: UUID, note: str, by: Actor, at: datetime) -> Issue:
    """It cannot be done or there is no basis; ``note`` is what the reporter is told."""
    work = take(issue_id, by=by)
    require(access.can_finish(by, path=work.issue.path, unit_id=work.issue.unit_id))
    work.issue.route = "explained"
    return answer(work, "explain", "issue.explain", note=note, by=by, at=at)


@act
def redirect_issue(*, issue_id: UUID, reason_code: str, note: str, by: Actor, at: datetime) -> Issue:
    """It belongs elsewhere, for one of the coded reasons; ``note`` is what the reporter is told."""
    work = take(issue_id, by=by)
    require(access.can_finish(by, path=work.issue.path, unit_id=work.issue.unit_id))
    refuse_if(reason_code not in rules.REDIRECT_REASONS, "issue.reason", reason=reason_code)
    work.issue.route, work.issue.redirect_reason = "redirected", reason_code
    return answer(work, "redirect", "issue.redirect", note=note, by=by, at=at)


def answer(work: Work, name: str, act_name: str, *, note: str, by: Actor, at: datetime) -> Issue:
    """What is told is the delivery; it is called back like any other."""
    issue = work.issue
    move(issue, name, at=at, note=note)
    put_right(issue, by=by, at=at)
    keep(work, act_name, by=by, at=at, note=issue.redirect_reason, public_note=note)
    tell_reporters(issue, "delivered", answered, at=at, turn=issue.reopen_count + 1)
    return issue


@act
def deliver_issue(*, issue_id: UUID, note: str, by: Actor, at: datetime) -> Issue:
    """The work is done; somebody else calls back next (R4). ``note`` says what was done, in public words.

    What was to be put right at once and took longer than the short limit is counted as time-limited.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    refuse_if(issue.state == "in_project", "issue.in_project")
    require(access.can_handle(by, path=issue.path, unit_id=issue.unit_id))
    if issue.route == "on_spot" and issue.solve_due_at is not None and at > issue.solve_due_at:
        issue.route = "time_limited"
    move(issue, "deliver", at=at, note=note)
    put_right(issue, by=by, at=at)
    if issue.unit_id is not None:
        Dispatch.objects.filter(issue=issue, state="accepted").update(state="delivered", answered_at=at)
    keep(work, "issue.deliver", by=by, at=at, public_note=note)
    tell_reporters(issue, "delivered", texts.delivered, at=at, turn=issue.reopen_count + 1)
    return issue


@act
def extend_issue(*, issue_id: UUID, days: int, reason: str, by: Actor, at: datetime) -> Issue:
    """More working days, counted from the old limit; the reporter is told the reason and the new day.

    Refuses once the limit has passed, without a reason, and outside 1 to 250 days.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_extend(by, path=issue.path, unit_id=issue.unit_id))
    rules.check_days(days)
    rules.sound_text(reason, most=rules.SHORT_LIMIT)
    move(issue, "extend", at=at, note=reason)
    before = issue.solve_due_at
    if before is None or at > before:
        raise NotPossible("issue.extend_late")
    due = due_in_working_days(issue.street_id, days, at=before)
    issue.solve_due_at = issue.due_at = due.at
    issue.due_certain = due.certain
    issue.extension_count += 1
    issue.route = "time_limited" if issue.route == "on_spot" else issue.route
    Extension.objects.create(
        id=uuid7(at),
        issue=issue,
        street_id=issue.street_id,
        due_before_at=before,
        due_after_at=due.at,
        reason=reason,
        by=by.ref,
        at=at,
    )
    Dispatch.objects.filter(issue=issue, state="accepted").update(due_at=due.at)
    keep(work, "issue.extend", by=by, at=at, public_note=reason)
    new_day = day_of(due.at)
    turn = issue.extension_count
    tell_reporters(issue, "extended", lambda matter: texts.extended(matter, due_on=new_day), at=at, turn=turn)
    return issue
