"""Some answers are called about once more, by somebody else than whoever took them down (STATISTICS §3; E9).

Who is drawn follows from a seed that the step keeps: by ascending HMAC-SHA-256 of the answers' ids, as in a draw.
"""

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from doorstep.evaluation import access
from doorstep.evaluation.contacts import REACHED_BY
from doorstep.evaluation.models import Evaluation, Response, ResponseRecall
from doorstep.evaluation.rules import draw
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.services.calls import Reach, note_reading
from doorstep.evaluation.services.steps import evaluation_for, write_step
from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule

BY_HAND: Final = "drawn"
SEED_BYTES: Final = 32


@act
def draw_recalls(
    *, evaluation_id: UUID, count: int | None = None, by: Actor, at: datetime, seed: str = ""
) -> list[ResponseRecall]:
    """Answers drawn at random for a second call; as many as the rulebook says when no count is given."""
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_look(by, path=evaluation.path))
    wanted = recall_count(evaluation, at=at) if count is None else count
    pool = not_recalled(evaluation)
    refuse_if(wanted < 1 or not pool.exists(), "recall.nobody")
    return draw_from(pool, wanted, evaluation=evaluation, reason=BY_HAND, by=by, at=at, seed=seed)


def draw_monthly_recalls(*, street_id: int, at: datetime) -> int:
    """Timed: where thirty and more answers are all the best, some are called about every month (E9).

    Running it twice in a month changes nothing. Returns how many were drawn.
    """
    rows = Evaluation.objects.filter(street_id=street_id, flags__kind="all_best")
    running = rows.exclude(state__in=rules.WORKFLOW.final).order_by("pk").distinct()
    return sum(draw_recalls_of_month(evaluation_id=pk, at=at) for pk in running.values_list("pk", flat=True))


@act
def draw_recalls_of_month(*, evaluation_id: UUID, at: datetime) -> int:
    """This month's second calls of one evaluation; none when they were drawn before, or nobody is left."""
    evaluation = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation_id)
    month = f"month:{day_of(at):%Y-%m}"
    if ResponseRecall.objects.filter(response__evaluation=evaluation, reason=month).exists():
        return 0
    best = evaluation.flags.filter(kind="all_best", round=evaluation.round)
    pool = not_recalled(evaluation).filter(flags__in=best.values("pk"))
    wanted = recall_count(evaluation, at=at)
    if wanted < 1 or not pool.exists():
        return 0
    by = Actor.system("evaluation", evaluation.street_id)
    return len(draw_from(pool, wanted, evaluation=evaluation, reason=month, by=by, at=at))


def recall_count(evaluation: Evaluation, *, at: datetime) -> int:
    return int(rule(evaluation.street_id, "evaluation.recall_count", on=day_of(at)))


def not_recalled(evaluation: Evaluation) -> QuerySet[Response]:
    return evaluation.responses.filter(is_current=True, recall__isnull=True)


def draw_from(
    pool: QuerySet[Response],
    wanted: int,
    *,
    evaluation: Evaluation,
    reason: str,
    by: Actor,
    at: datetime,
    seed: str = "",
) -> list[ResponseRecall]:
    """The first so many by lot; the step tells how many of how many, why, and the seed."""
    seed = seed or secrets.token_hex(SEED_BYTES)
    ids = [str(pk) for pk in pool.values_list("pk", flat=True)]
    made = [
        ResponseRecall(
            id=uuid7(at),
            response_id=UUID(pk),
            street_id=evaluation.street_id,
            drawn_at=at,
            reason=reason,
            salt=new_salt(),
        )
        for pk in draw.order(seed, ids)[:wanted]
    ]
    ResponseRecall.objects.bulk_create(made)
    note = f"{reason} {len(made)}/{len(ids)} seed {seed}"
    write_step(evaluation, "evaluation.draw_recalls", by=by, at=at, note=note)
    return made


@act
def read_recall_phone(*, recall_id: UUID, by: Actor, at: datetime) -> Reach:
    """Whom to call a second time; the journal says who looked."""
    recall = recall_for(recall_id, by=by)
    task = recall.response.task
    note_reading(task, by=by, at=at)
    place = task.member.place
    return Reach(
        REACHED_BY.open("label", task.member),
        REACHED_BY.open("phone", task.member),
        place.full_name if place else "",
    )


@act
def record_recall(
    *, recall_id: UUID, outcome: str, note: str = "", by: Actor, at: datetime
) -> ResponseRecall:
    """What the resident said of the first call; somebody else than its caller asks."""
    recall = recall_for(recall_id, by=by)
    refuse_if(outcome not in rules.RECALL_OUTCOMES, "recall.outcome", outcome=outcome)
    refuse_if(bool(recall.outcome), "recall.done")
    refuse_if(outcome == "differs" and not note.strip(), "note.needed")
    refuse_if(len(note) > rules.REASON_LIMIT, "text.too_long", limit=rules.REASON_LIMIT)
    recall.outcome, recall.note, recall.by_id, recall.at = outcome, note, by.account_id, at
    recall.save(update_fields=["outcome", "note", "by", "at"])
    evaluation = recall.response.evaluation
    write_step(evaluation, "evaluation.recall", by=by, at=at, note=f"{outcome} {note}".strip())
    return recall


def recall_for(recall_id: UUID, *, by: Actor) -> ResponseRecall:
    """The row, locked, for a caller of the place who did not take the answer down and has no hand in the work."""
    rows = ResponseRecall.objects.select_for_update(of=("self",))
    rows = rows.select_related("response__evaluation", "response__task__member__place")
    recall = rows.get(pk=recall_id, response__evaluation__in=Evaluation.objects.called_by(by).values("pk"))
    response = recall.response
    require(
        access.can_recall(by, path=response.evaluation.path, entered_by=response.entered_by_id), "recall.own"
    )
    return recall
