"""By when: the rulebook's values and the street's calendar applied to one issue."""

from datetime import datetime

from doorstep.issues import rules
from doorstep.issues.models import Issue
from doorstep.kernel.calendar import Due, day_of
from doorstep.rulebook.queries import calendar_of, rule
from doorstep.rulebook.rules import DEFAULTS


def due_by(street_id: int, code: str, *, at: datetime) -> Due:
    """When the time that a rule gives from ``at`` is over; not certain past the loaded holiday list."""
    day = day_of(at)
    amount = int(rule(street_id, code, on=day))
    return rules.due_after(calendar_of(street_id, on=day), amount=amount, unit=DEFAULTS[code].unit, at=at)


def due_in_working_days(street_id: int, days: int, *, at: datetime) -> Due:
    return calendar_of(street_id, on=day_of(at)).add_working_days(at, days)


def response_due(street_id: int, urgency: str, *, received_at: datetime) -> Due:
    return due_by(street_id, rules.response_rule(urgency), at=received_at)


def on_spot_due(issue: Issue) -> Due:
    """Until when it still counts as put right at once: from receipt, or from its last reopening."""
    began = issue.state_since if issue.state == "working" and issue.reopen_count else issue.received_at
    return due_by(issue.street_id, "issue.on_spot_days", at=began)


def due_in_state(issue: Issue, *, at: datetime) -> Due | None:
    """By when the state just entered must be left; None for the states that end the matter."""
    if issue.state in rules.WORKFLOW.final:
        return None
    if issue.state in {"accepted", "working"} and issue.solve_due_at is not None:
        return Due(issue.solve_due_at, issue.due_certain)
    if issue.state == "triaged" and issue.route == "on_spot":
        return on_spot_due(issue)
    return due_by(issue.street_id, rules.WORKFLOW.limits[issue.state], at=at)
