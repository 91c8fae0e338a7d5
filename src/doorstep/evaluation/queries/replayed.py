"""What a play needs to know to go on: rows by their keys, whoever asks."""

from uuid import UUID

from doorstep.evaluation.models import CallTask, Evaluation, EvaluationResult, Response, ResponseRecall
from doorstep.evaluation.rules.states import CENSUS_UP_TO, SATISFIED_FROM


def is_census(evaluation_id: UUID) -> bool:
    """Whether everybody on the locked list is asked."""
    return Evaluation.objects.filter(pk=evaluation_id, frame_size__lte=CENSUS_UP_TO).exists()


def waiting(evaluation_id: UUID) -> list[tuple[UUID, int]]:
    """Who is still to be asked, with their caller, in the order of the draw."""
    rows = CallTask.objects.filter(evaluation_id=evaluation_id, state="waiting").order_by("order")
    return [(pk, caller or 0) for pk, caller in rows.values_list("pk", "caller_id")]


def dissatisfied(evaluation_id: UUID) -> list[tuple[UUID, int]]:
    """The dissatisfied answers with whoever took them down."""
    rows = Response.objects.filter(
        evaluation_id=evaluation_id, is_current=True, grade__lt=SATISFIED_FROM
    ).order_by("id")
    return [(pk, caller or 0) for pk, caller in rows.values_list("pk", "task__caller_id")]


def recalls(evaluation_id: UUID) -> list[tuple[UUID, int]]:
    """Answers drawn for a second call that was not made yet, with whoever took them down first."""
    rows = ResponseRecall.objects.filter(response__evaluation_id=evaluation_id, outcome="")
    return [(pk, by or 0) for pk, by in rows.order_by("id").values_list("pk", "response__entered_by_id")]


def unanswered(evaluation_id: UUID) -> list[UUID]:
    """Dissatisfied residents nobody has answered."""
    rows = Response.objects.filter(
        evaluation_id=evaluation_id, is_current=True, grade__lt=SATISFIED_FROM, reply__isnull=True
    )
    return list(rows.order_by("id").values_list("pk", flat=True))


def flags_open(evaluation_id: UUID) -> list[int]:
    rows = Evaluation.objects.get(pk=evaluation_id).flags.filter(looked_at__isnull=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def must_ask_again(evaluation_id: UUID) -> bool:
    found = EvaluationResult.objects.get(evaluation_id=evaluation_id, round=1)
    return bool(found.body["must_ask_again"])
