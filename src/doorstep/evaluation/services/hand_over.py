"""When somebody leaves: respondents they still had to call, and what they had to put right, go to a successor."""

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from doorstep.evaluation.models import CallTask, Evaluation, Rectification
from doorstep.evaluation.rules.states import ASKING
from doorstep.evaluation.services.draws import callers_among
from doorstep.evaluation.services.steps import write_step
from doorstep.kernel.actor import Actor
from doorstep.people.handovers import OpenWork
from doorstep.records.acts import act


def waiting_calls_of(account_id: int) -> QuerySet[CallTask]:
    return CallTask.objects.filter(
        caller_id=account_id, state="waiting", evaluation__state__in=ASKING
    ).order_by("pk")


def count_waiting_calls(account_id: int) -> int:
    return waiting_calls_of(account_id).count()


@act
def hand_over_calls(*, giver_id: int, taker_id: int, by: Actor, at: datetime) -> int:
    """Refuses a successor who delivered one of the projects: nobody asks about their own work (R5)."""
    keys = (
        waiting_calls_of(giver_id)
        .values_list("evaluation_id", flat=True)
        .order_by("evaluation_id")
        .distinct()
    )
    moved = 0
    for evaluation in Evaluation.objects.filter(pk__in=list(keys)).order_by("pk"):
        callers_among(evaluation, [taker_id], at=at)
        rows = waiting_calls_of(giver_id).filter(evaluation=evaluation)
        count = rows.order_by().update(caller_id=taker_id)
        write_step(evaluation, "evaluation.allot", by=by, at=at, note=str(count))
        moved += count
    return moved


def open_rectifications_of(account_id: int) -> QuerySet[Rectification]:
    return Rectification.objects.filter(owner_id=account_id, state="open")


def count_open_rectifications(account_id: int) -> int:
    return open_rectifications_of(account_id).count()


@act
def hand_over_rectifications(*, giver_id: int, taker_id: int, by: Actor, at: datetime) -> int:
    """Each gets its step; what is reported done already stays with whoever did it."""
    rows = open_rectifications_of(giver_id).select_related("evaluation").order_by("pk")
    found = list(rows.select_for_update(of=("self",)))
    for each in found:
        each.owner_id = taker_id
        each.save(update_fields=["owner"])
        about = f"rectification:{each.pk}"
        write_step(
            each.evaluation, "evaluation.rectify", by=by, at=at, note=f"{giver_id} {taker_id}", about=about
        )
    return len(found)


WAITING_CALLS: Final = OpenWork(
    code="calls", label="还没有问到的受益居民", count=count_waiting_calls, move=hand_over_calls
)
OPEN_RECTIFICATIONS: Final = OpenWork(
    code="rectifications",
    label="还没有完成的整改",
    count=count_open_rectifications,
    move=hand_over_rectifications,
)
