"""The caller's own list, in the order of the draw."""

from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from doorstep.evaluation.models import CallAttempt, CallTask, Evaluation, Response, ResponseRecall
from doorstep.evaluation.rules.states import ASKING
from doorstep.kernel.actor import Actor


def call_list(actor: Actor, *, state: str = "waiting", number: str = "") -> QuerySet[CallTask]:
    """One's own respondents of the running round, with the attempts; neither names nor numbers are read here."""
    rows = own_tasks(actor)
    if state:
        rows = rows.filter(state=state)
    if number:
        rows = rows.filter(evaluation__number=number)
    rows = rows.select_related("evaluation__project", "member", "member__place")
    return rows.prefetch_related(
        Prefetch("attempts", CallAttempt.objects.order_by("at")),
    ).order_by("evaluation_id", "order")


def own_tasks(actor: Actor) -> QuerySet[CallTask]:
    """Of the round that is being asked: who was not reached in the first is not called on in the second."""
    rows = CallTask.objects.allotted_to(actor).filter(evaluation__state__in=ASKING)
    return rows.filter(round=F("evaluation__round"))


def calls_by_evaluation(actor: Actor) -> list[dict[str, Any]]:
    """One's running collections with how many still wait, those that end first in front."""
    title = Case(
        When(evaluation__part_kind="", then="evaluation__project__name"),
        default=Concat("evaluation__project__name", Value(" · "), "evaluation__part_title"),
    )
    rows = own_tasks(actor).annotate(name=title)
    by_evaluation = rows.values("evaluation__number", "name", "evaluation__closes_on", "evaluation__round")
    counted = by_evaluation.annotate(total=Count("pk"), waiting=Count("pk", filter=Q(state="waiting")))
    return [dict(each) for each in counted.order_by("evaluation__closes_on", "evaluation__number")]


def collection(actor: Actor, number: str) -> Evaluation:
    """An evaluation of which the actor has a list; else it does not exist."""
    mine = CallTask.objects.allotted_to(actor).values("evaluation_id")
    return Evaluation.objects.select_related("project", "street").get(number=number, pk__in=mine)


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


def own_response(actor: Actor, response_id: UUID) -> Response:
    """An answer that the actor took down and may call about; else it does not exist."""
    rows = Response.objects.select_related("task__evaluation", "task__member__place")
    seen = Evaluation.objects.called_by(actor).values("pk")
    return rows.get(pk=response_id, entered_by_id=actor.account_id or 0, evaluation__in=seen)


def recall_list(actor: Actor) -> QuerySet[ResponseRecall]:
    """Second calls that wait, of answers somebody else took down."""
    seen = Evaluation.objects.called_by(actor).values("pk")
    rows = ResponseRecall.objects.filter(response__evaluation__in=seen, outcome="")
    return (
        rows.exclude(response__entered_by_id=actor.account_id or 0)
        .select_related("response__evaluation__project", "response__task__member__place")
        .order_by("drawn_at", "id")
    )


def recall_page(actor: Actor, recall_id: UUID) -> ResponseRecall:
    """One second call that the actor may make; else it does not exist."""
    return recall_list(actor).get(pk=recall_id)
