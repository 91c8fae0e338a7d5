"""What every act on an issue does alike: take the row, move it, keep what changed, write it down."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from doorstep.issues import rules
from doorstep.issues.counters import cells_for
from doorstep.issues.models import Issue, IssueStep
from doorstep.issues.services.deadlines import due_in_state
from doorstep.journal.services import write_down
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import require
from doorstep.records.tallies import shift

COLUMNS = tuple(each.attname for each in Issue._meta.concrete_fields)


@dataclass
class Work:
    """One issue in the hands of one act, with what it was before."""

    issue: Issue
    was: dict[str, Any]
    cells: tuple[rules.Cell, ...]


def take(issue_id: UUID, *, by: Actor) -> Work:
    """The row with contact and category, locked for this act; a stranger's issue is not found."""
    rows = Issue.objects.visible_to(by).select_related("contact", "category", "street")
    return begin(rows.select_for_update(of=("self",)).get(pk=issue_id))


def begin(issue: Issue) -> Work:
    return Work(issue, {name: getattr(issue, name) for name in COLUMNS}, cells_for(issue))


def account_of(by: Actor) -> int:
    """The account that acts; NotAllowed for a resident and the system."""
    require(by.account_id is not None)
    return by.account_id or 0


def move(issue: Issue, name: str, *, at: datetime, note: str = "") -> None:
    """Along the table, and by when the new state must be left. Nothing is saved yet."""
    before, issue.state = issue.state, rules.WORKFLOW.move(issue.state, name, note=note)
    issue.is_open = issue.state in rules.OPEN_STATES
    if issue.state == before:
        return
    issue.state_since = at
    due = due_in_state(issue, at=at)
    issue.due_at, issue.due_certain = (due.at, due.certain) if due else (None, True)
    if issue.state == "triaged" and not rules.fits(issue.route, issue.state):
        issue.route = "in_hand"


def keep(
    work: Work,
    act: str,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    public_note: str = "",
    until: datetime | None = None,
) -> Issue:
    """Write what changed, the step, the journal entry and the counters: four statements, each row once."""
    issue = work.issue
    issue.step_count += 1
    changed = [name for name in COLUMNS if getattr(issue, name) != work.was[name]]
    issue.save(update_fields=changed)
    write_step(
        issue, act, by=by, at=at, before=work.was["state"], note=note, public_note=public_note, until=until
    )
    count_again(work)
    return issue


def count_again(work: Work) -> None:
    """Move the row's marks from the counters it stood in to those it belongs to; also when it moved."""
    issue, before, after = work.issue, work.cells, cells_for(work.issue)
    month, old_path = rules.month_of(issue.received_at), work.was["community_path"]
    if old_path == issue.community_path:
        shift(street_id=issue.street_id, month=month, path=old_path, before=before, after=after)
        return
    shift(street_id=issue.street_id, month=month, path=old_path, before=before, after=())
    shift(street_id=issue.street_id, month=month, path=issue.community_path, before=(), after=after)


def write_step(
    issue: Issue,
    act: str,
    *,
    by: Actor,
    at: datetime,
    before: str,
    note: str = "",
    public_note: str = "",
    until: datetime | None = None,
    digest_text: str = "",
) -> None:
    """The act's own row with its notes, and the journal entry with their salted digest."""
    for text in (note, public_note):
        rules.sound_text(text, most=rules.NOTE_LIMIT)
    write_down(
        IssueStep,
        about=f"issue:{issue.pk}",
        act=act,
        by=by,
        at=at,
        street_id=issue.street_id,
        note=note,
        said=digest_text or note + public_note,
        issue=issue,
        number=issue.step_count,
        from_state=before,
        to_state=issue.state,
        public_note=public_note,
        until=until or issue.due_at,
    )
