"""Second calls: answers drawn at random are asked again by somebody else (E9; STATISTICS on verified call-backs)."""

import secrets
from datetime import datetime, time
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from doorstep.evaluation import access
from doorstep.evaluation.contacts import clear
from doorstep.evaluation.models import Evaluation, ResponseRecall
from doorstep.evaluation.rules import draw
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.services.calls import Reach, note_reading
from doorstep.evaluation.services.steps import evaluation_for, write_step
from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule

DRAWN: Final = "drawn"
MONTHLY: Final = "monthly"


@act
def draw_recalls(
    *, evaluation_id: UUID, count: int | None = None, by: Actor, at: datetime, seed: str = ""
) -> list[ResponseRecall]:
    """Answers drawn at random for a second call; as many as the rulebook says when no count is given.

    Raises NotPossible when nothing is left to call. The seed stands in the evaluation's step.
    """
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_look(by, path=evaluation.path))
    wanted = count_for(evaluation, at=at) if count is None else count
    refuse_if(wanted < 1, "recall.nobody")
    made = drawn_for(evaluation, wanted, reason=DRAWN, by=by, at=at, seed=seed)
    refuse_if(not made, "recall.nobody")
    return made


@act
def draw_monthly_recalls(*, at: datetime, seed: str = "") -> int:
    """Second calls of the month where every answer of thirty and more was the best; how many were drawn.

    Once a calendar month for each such collection until it is filed, so that running it again draws nothing.
    """
    month = moment(day_of(at).replace(day=1), time.min)
    drawn = ResponseRecall.objects.filter(
        response__evaluation=OuterRef("pk"), reason=MONTHLY, drawn_at__gte=month
    )
    rows = Evaluation.objects.filter(flags__kind="all_best").exclude(state__in=rules.WORKFLOW.final)
    due = rows.exclude(Exists(drawn)).order_by("pk").values_list("pk", flat=True).distinct()
    total = 0
    for pk in list(due):
        evaluation = Evaluation.objects.select_for_update().get(pk=pk)
        by = Actor.system("evaluation", evaluation.street_id)
        wanted = count_for(evaluation, at=at)
        total += len(drawn_for(evaluation, wanted, reason=MONTHLY, by=by, at=at, seed=seed))
    return total


def count_for(evaluation: Evaluation, *, at: datetime) -> int:
    return int(rule(evaluation.street_id, "evaluation.recall_count", on=day_of(at)))


def drawn_for(
    evaluation: Evaluation, wanted: int, *, reason: str, by: Actor, at: datetime, seed: str
) -> list[ResponseRecall]:
    """Standing answers that were not called again yet, drawn without replacement by ``seed``.

    The draw is by lot, as respondents are drawn: whoever has the seed can draw again.
    """
    rows = evaluation.responses.filter(is_current=True, recall__isnull=True)
    pool = {str(pk): pk for pk in rows.values_list("pk", flat=True)}
    if not pool:
        return []
    seed = seed or secrets.token_hex(32)
    made = [
        ResponseRecall(
            id=uuid7(at),
            response_id=pk,
            street_id=evaluation.street_id,
            drawn_at=at,
            reason=reason,
            salt=new_salt(),
        )
        for pk in (pool[key] for key in draw.order(seed, pool)[:wanted])
    ]
    ResponseRecall.objects.bulk_create(made)
    write_step(evaluation, "evaluation.draw_recalls", by=by, at=at, note=f"{len(made)} / {len(pool)}, {seed}")
    return made


@act
def read_recall_phone(*, recall_id: UUID, by: Actor, at: datetime) -> Reach:
    """Whom to call a second time; the journal says who looked."""
    recall = recall_for(recall_id, by=by)
    task = recall.response.task
    note_reading(task, by=by, at=at)
    place = task.member.place
    return Reach(clear("label", task.member), clear("phone", task.member), place.full_name if place else "")


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
