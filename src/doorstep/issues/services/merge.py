"""并件与拆件: several voices about one matter become one piece of work; none of them is lost."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from doorstep.issues import access
from doorstep.issues.models import Issue, Merge
from doorstep.issues.services.dispatch import answer_dispatch
from doorstep.issues.services.steps import Work, keep, move, take
from doorstep.issues.services.telling import tell_one
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.messages import texts
from doorstep.records.acts import act


@act
def merge_issues(
    *, survivor_id: UUID, merged_ids: Sequence[UUID], note: str = "", by: Actor, at: datetime
) -> Issue:
    """Handle these together with the survivor; each stays findable, keeps its number and is answered.

    Refuses a survivor that is merged or closed itself, an issue merged into itself, and anything that was
    already delivered.
    """
    work = take(survivor_id, by=by)
    survivor = work.issue
    require(access.can_merge(by, path=survivor.path))
    refuse_if(not survivor.is_open, "merge.survivor_ended")
    chosen = list(dict.fromkeys(merged_ids))
    refuse_if(not chosen or survivor_id in chosen, "merge.itself")
    for issue_id in chosen:
        merge_one(take(issue_id, by=by), survivor, note=note, by=by, at=at)
    survivor.voice_count += len(chosen)
    return keep(work, "issue.merge", by=by, at=at, note=f"+{len(chosen)} {note}".strip())


def merge_one(work: Work, survivor: Issue, *, note: str, by: Actor, at: datetime) -> None:
    issue = work.issue
    require(access.can_merge(by, path=issue.path))
    refuse_if(issue.street_id != survivor.street_id, "merge.other_street")
    Merge.objects.create(
        id=uuid7(at),
        street_id=issue.street_id,
        survivor=survivor,
        merged=issue,
        state_before=issue.state,
        route_before=issue.route,
        by=by.ref,
        at=at,
    )
    issue.route, issue.merged_into = "merged", survivor
    move(issue, "merge", at=at)
    if issue.unit_id is not None:
        answer_dispatch(issue, "recalled", at=at)
        issue.unit_id = issue.handler_id = None
    keep(work, "issue.merge", by=by, at=at, note=note, public_note=survivor.tracking)
    number = survivor.tracking
    tell_one(
        issue,
        "merged",
        lambda matter: texts.merged(matter, survivor_tracking=number),
        matter=issue,
        at=at,
        turn=issue.step_count,
    )


@act
def unmerge_issue(*, issue_id: UUID, note: str, by: Actor, at: datetime) -> Issue:
    """It was another matter after all: it is sorted again on its own, with the route it had.

    An answer that it was given with the survivor does not stand for it any more.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_merge(by, path=issue.path))
    move(issue, "unmerge", at=at, note=note)
    merge = Merge.objects.filter(merged=issue, undone_at__isnull=True).order_by("-id")[0]
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    survivor = take(merge.survivor_id, by=by)
    survivor.issue.voice_count -= 1
    keep(survivor, "issue.unmerge", by=by, at=at, note=issue.tracking)
    issue.route = merge.route_before
    issue.merged_into, issue.closed_at, issue.close_reason = None, None, ""
    return keep(work, "issue.unmerge", by=by, at=at, note=note)
