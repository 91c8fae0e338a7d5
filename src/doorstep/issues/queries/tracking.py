"""By number: what a resident sees of their own matter, without an account (RELIABILITY A.3)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from doorstep.issues import rules
from doorstep.issues.models import Issue
from doorstep.issues.queries.life import NEXT_STEPS, LifeEntry, life_of
from doorstep.kernel.errors import NotPossible
from doorstep.kernel.refs import read_tracking_number
from doorstep.records.vault import pin_for, pin_matches


@dataclass(frozen=True)
class TrackingView:
    """State, dates and the next step for whoever has the number; the rest only with the query password."""

    tracking: str
    state: str
    state_label: str
    received_at: datetime
    state_since: datetime
    next_step: str
    until: datetime | None
    until_certain: bool
    is_open: bool
    opened: bool = False
    text: str = ""
    place: str = ""
    category: str = ""
    route_label: str = ""
    answer_label: str = ""
    life: list[LifeEntry] = field(default_factory=list)
    issue_id: Any = None
    merged_tracking: str = ""


def tracking_view(tracking: str, pin: str | None = None, *, street_id: int | None = None) -> TrackingView:
    """What the number opens; with the password also words, place and the public life.

    A number that does not exist, one of another street and a wrong password are the same refusal
    ("tracking.pin"), so that nothing can be found out by trying. A voice that was merged shows how the
    matter stands that it was merged into.
    """
    number = read_tracking_number(tracking)
    rows = Issue.objects.filter(tracking=number).select_related("category", "merged_into", "place")
    issue = (rows.filter(street_id=street_id) if street_id else rows).first()
    # compared also when there is no such number: both ways take the same steps
    knows = pin_matches(number, pin or "")
    if issue is None or (pin is not None and not knows):
        raise NotPossible("tracking.pin")
    return opened_view(issue) if pin is not None else plain_view(issue)


def matter_of(issue: Issue) -> Issue:
    """The issue whose state is this voice's: itself, or the last survivor it was merged into."""
    seen = {issue.pk}
    while issue.merged_into is not None and issue.merged_into.pk not in seen:
        issue = issue.merged_into
        seen.add(issue.pk)
    return issue


def plain_view(issue: Issue, **more: Any) -> TrackingView:
    matter = matter_of(issue)
    return TrackingView(
        tracking=issue.tracking,
        state=matter.state,
        state_label=rules.STATES[matter.state],
        received_at=issue.received_at,
        state_since=matter.state_since,
        next_step=NEXT_STEPS.get(matter.state, ""),
        until=matter.due_at,
        until_certain=matter.due_certain,
        is_open=matter.is_open,
        **more,
    )


def opened_view(issue: Issue) -> TrackingView:
    matter = matter_of(issue)
    life = life_of(issue, public=True)
    if matter is not issue:
        told = [entry for entry in life if entry.when is not None]
        life = told + since_merge(matter, issue)
    return plain_view(
        issue,
        opened=True,
        text=issue.text,
        place=issue.place_text,
        category=issue.category.name,
        route_label=rules.ROUTES[matter.route],
        answer_label=rules.ANSWERS.get(matter.answer, ""),
        life=life,
        issue_id=matter.pk,
        merged_tracking=matter.tracking if matter is not issue else "",
    )


def since_merge(matter: Issue, voice: Issue) -> list[LifeEntry]:
    """What was done for the matter since this voice joined it, and what comes next."""
    entries = life_of(matter, public=True)
    return [each for each in entries if each.when is None or each.when > voice.state_since]


def pin_of(issue: Issue) -> str:
    """The query password handed out with the number."""
    return pin_for(issue.tracking)
