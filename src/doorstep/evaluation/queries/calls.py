"""The caller's own list, in the order of the draw."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from doorstep.evaluation.models import CallAttempt, CallTask, Evaluation, Response, ResponseRecall
from doorstep.evaluation.rules.states import ASKING
from doorstep.kernel.actor import Actor


def call_list(actor: Actor, *, state: str = "waiting") -> QuerySet[CallTask]:
    """One's own respondents of running collections; neither names nor numbers are read here."""
    rows = CallTask.objects.allotted_to(actor).filter(evaluation__state__in=ASKING)
    if state:
        rows = rows.filter(state=state)
    return rows.select_related("evaluation__project", "member", "member__place").order_by(
        "evaluation_id", "order"
    )


def call_task(actor: Actor, task_id: UUID) -> CallTask:
    """One's own respondent with the attempts so far; anybody else's does not exist."""
    rows = CallTask.objects.allotted_to(actor).select_related(
        "evaluation__project", "evaluation__street", "member", "member__place"
    )
    return rows.prefetch_related(
        Prefetch("attempts", CallAttempt.objects.order_by("at")),
        Prefetch("responses", Response.objects.filter(is_current=True)),
    ).get(pk=task_id)


def response_page(actor: Actor, response_id: UUID) -> Response:
    """An answer for whoever runs the evaluation or took it down; else it does not exist."""
    rows = Response.objects.select_related("task", "evaluation__project")
    found = rows.get(pk=response_id, street_id=actor.street_id or 0)
    mine = found.task.caller_id == actor.account_id
    seen = Evaluation.objects.called_by(actor) if mine else Evaluation.objects.visible_to(actor)
    seen.get(pk=found.evaluation_id)
    return found


def recall_list(actor: Actor) -> QuerySet[ResponseRecall]:
    """Second calls that wait, of answers somebody else took down."""
    seen = Evaluation.objects.called_by(actor).values("pk")
    rows = ResponseRecall.objects.filter(response__evaluation__in=seen, outcome="")
    return (
        rows.exclude(response__entered_by_id=actor.account_id or 0)
        .select_related("response__evaluation__project", "response__task__member__place")
        .order_by("drawn_at", "id")
    )
