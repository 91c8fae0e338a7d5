"""When somebody leaves, the open issues they own or handle go to a named successor."""

from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from doorstep.issues.models import Issue
from doorstep.issues.services.steps import begin, keep
from doorstep.kernel.actor import Actor
from doorstep.people.handovers import OpenWork
from doorstep.records.acts import act


def open_issues_of(account_id: int) -> QuerySet[Issue]:
    """Open issues that this account owns or handles."""
    return Issue.objects.filter(Q(owner_id=account_id) | Q(handler_id=account_id), is_open=True)


def count_open_issues(account_id: int) -> int:
    return open_issues_of(account_id).count()


@act
def hand_over_issues(*, giver_id: int, taker_id: int, by: Actor, at: datetime) -> int:
    """The one way an owner changes: the first receiver is no longer there. Each issue gets its step."""
    found = open_issues_of(giver_id).select_related("category", "street").order_by("id")
    moved = list(found.select_for_update(of=("self",)))
    for issue in moved:
        work = begin(issue)
        issue.owner_id = taker_id if issue.owner_id == giver_id else issue.owner_id
        issue.handler_id = taker_id if issue.handler_id == giver_id else issue.handler_id
        keep(work, "issue.hand_over", by=by, at=at, note=f"{giver_id} {taker_id}")
    return len(moved)


OPEN_ISSUES: Final = OpenWork(
    code="issues", label="未办结的问题", count=count_open_issues, move=hand_over_issues
)
