"""What time alone does to an issue: a first contact that did not come."""

from datetime import datetime
from typing import Final

from doorstep.issues.models import Issue
from doorstep.issues.services.steps import begin, keep
from doorstep.kernel.actor import Actor
from doorstep.records.acts import act

BATCH: Final = 200


def mark_missed_responses(*, at: datetime) -> int:
    """Timed: every issue whose first contact is overdue counts as due and not met; returns how many.

    In batches, each a transaction; running it twice changes nothing.
    """
    total = 0
    while marked := _mark_batch(at=at):
        total += marked
    return total


@act
def _mark_batch(*, at: datetime) -> int:
    overdue = Issue.objects.filter(contacted_at__isnull=True, response_missed=False, response_due_at__lt=at)
    rows = overdue.select_related("category", "street").order_by("response_due_at")
    missed = list(rows.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    for issue in missed:
        work = begin(issue)
        issue.response_missed = True
        keep(work, "issue.miss_response", by=Actor.system("timer", issue.street_id), at=at)
    return len(missed)
