"""派单、接单、异议、退单: giving an issue to a unit, and what the unit says to it."""

from datetime import datetime
from uuid import UUID

from doorstep.issues import access, rules
from doorstep.issues.models import Dispatch, Issue
from doorstep.issues.services.deadlines import due_by, due_in_working_days, on_spot_due
from doorstep.issues.services.steps import keep, move, take
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import Due
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.models import Unit
from doorstep.records.acts import act
from doorstep.rulebook.queries import version_of

SECOND_RETURN = 2


@act
def dispatch_issue(
    *, issue_id: UUID, unit_id: int, days: int | None = None, note: str = "", by: Actor, at: datetime
) -> Issue:
    """Give it to a unit, with a moment until which it accepts and one until which it is put right (I2).

    ``days`` are working days; without them the rulebook's time for its route and urgency holds, and for
    立行立改 the short limit from receipt. What was reopened and is with no unit can be dispatched, too.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_dispatch(by, path=issue.path))
    refuse_if(issue.state == "working" and issue.unit_id is not None, "issue.with_unit")
    unit = Unit.objects.get(pk=unit_id, street_id=issue.street_id)
    refuse_if(not unit.active, "unit.closed")
    solve = solve_due(issue, days, at=at)
    issue.route = "time_limited" if issue.route == "in_hand" else issue.route
    move(issue, "dispatch", at=at)
    issue.unit, issue.handler_id, issue.solve_due_at = unit, None, solve.at
    issue.due_certain = issue.due_certain and solve.certain
    issue.rule_version = version_of(issue.street_id)
    write_dispatch(issue, unit_id, state="sent", accept_due_at=issue.due_at or at, note=note, at=at)
    return keep(work, "issue.dispatch", by=by, at=at, note=note, public_note=unit.name)


def write_dispatch(
    issue: Issue, unit_id: int, *, state: str, accept_due_at: datetime, note: str = "", at: datetime
) -> Dispatch:
    """One row for each time a unit gets it."""
    return Dispatch.objects.create(
        id=uuid7(at),
        issue=issue,
        street_id=issue.street_id,
        unit_id=unit_id,
        state=state,
        sent_at=at,
        accept_due_at=accept_due_at,
        due_at=issue.solve_due_at or accept_due_at,
        note=rules.sound_text(note, most=rules.SHORT_LIMIT),
    )


def solve_due(issue: Issue, days: int | None, *, at: datetime) -> Due:
    """By when it is to be put right."""
    if days is not None:
        rules.check_days(days)
        return due_in_working_days(issue.street_id, days, at=at)
    if issue.route == "on_spot":
        return on_spot_due(issue)
    return due_by(issue.street_id, rules.solve_rule(issue.route, issue.urgency), at=at)


def answer_dispatch(issue: Issue, state: str, *, at: datetime, reason_code: str = "", note: str = "") -> None:
    """How the open dispatch ended; one statement."""
    rules.sound_text(note, most=rules.SHORT_LIMIT)
    open_ones = Dispatch.objects.filter(issue=issue, state__in=("sent", "accepted"))
    open_ones.update(state=state, answered_at=at, reason_code=reason_code, note=note)


@act
def accept_dispatch(*, issue_id: UUID, note: str = "", by: Actor, at: datetime) -> Issue:
    """The unit takes it on; whoever accepts is its handler."""
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_handle(by, path=issue.path, unit_id=issue.unit_id))
    move(issue, "accept", at=at)
    issue.handler_id = by.account_id
    Dispatch.objects.filter(issue=issue, state="sent").update(state="accepted", answered_at=at)
    return keep(work, "issue.accept", by=by, at=at, note=note)


@act
def start_work(*, issue_id: UUID, note: str = "", by: Actor, at: datetime) -> Issue:
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_handle(by, path=issue.path, unit_id=issue.unit_id))
    move(issue, "start_work", at=at)
    issue.handler_id = issue.handler_id or by.account_id
    return keep(work, "issue.start", by=by, at=at, note=note)


@act
def object_dispatch(*, issue_id: UUID, reason_code: str, note: str, by: Actor, at: datetime) -> Issue:
    """The unit says before accepting that it is not theirs; it is sorted again.

    Refuses after the time for accepting (one working day by default) and without a coded reason.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_handle(by, path=issue.path, unit_id=issue.unit_id))
    refuse_if(reason_code not in rules.OBJECTION_REASONS, "issue.reason", reason=reason_code)
    limit = issue.due_at
    move(issue, "object", at=at, note=note)
    refuse_if(limit is not None and at > limit, "dispatch.objection_late", limit=limit)
    answer_dispatch(issue, "objected", at=at, reason_code=reason_code, note=note)
    issue.unit_id = issue.handler_id = None
    return keep(work, "issue.object", by=by, at=at, note=f"{reason_code} {note}")


@act
def return_dispatch(*, issue_id: UUID, reason_code: str, note: str, by: Actor, at: datetime) -> Issue:
    """The unit gives it back after accepting, for a coded reason; the owner stays who it was (I1).

    The second return flags it for the district's coordinator (I4).
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_handle(by, path=issue.path, unit_id=issue.unit_id))
    refuse_if(reason_code not in rules.RETURN_REASONS, "issue.reason", reason=reason_code)
    refuse_if(issue.unit_id is None, "issue.without_unit")
    move(issue, "return", at=at, note=note)
    answer_dispatch(issue, "returned", at=at, reason_code=reason_code, note=note)
    issue.return_count += 1
    issue.to_coordinator = issue.to_coordinator or issue.return_count >= SECOND_RETURN
    issue.unit_id = issue.handler_id = None
    return keep(work, "issue.return", by=by, at=at, note=f"{reason_code} {note}")


@act
def recall_dispatch(*, issue_id: UUID, note: str, by: Actor, at: datetime) -> Issue:
    """Whoever dispatches takes back what the unit has not accepted yet."""
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_dispatch(by, path=issue.path))
    move(issue, "recall", at=at, note=note)
    answer_dispatch(issue, "recalled", at=at, note=note)
    issue.unit_id = issue.handler_id = None
    return keep(work, "issue.recall", by=by, at=at, note=note)
