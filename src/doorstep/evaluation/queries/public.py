"""What a notice of a result draws from: the stored result, what was seen on site, words with consent."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from doorstep.evaluation.models import Evaluation, EvaluationResult, Rectification, Response, SiteAssessment
from doorstep.kernel.actor import Actor

READY = {"reviewed": 1, "re_collected": 2}


@dataclass(frozen=True)
class ResultToPublish:
    """One round's result with what stands beside it; nobody's name or number."""

    evaluation: Evaluation
    round: int
    results: dict[int, EvaluationResult]
    assessments: tuple[SiteAssessment, ...]
    rectifications: tuple[Rectification, ...]
    words: tuple[str, ...]

    @property
    def body(self) -> dict[str, Any]:
        return dict(self.results[self.round].body)


def results_to_publish(actor: Actor) -> QuerySet[Evaluation]:
    """Evaluations whose round was reviewed and is not public yet, the longest waiting first.

    Never to whoever delivered the project: they neither draft nor word what is said of it (R5).
    """
    rows = Evaluation.objects.visible_to(actor).filter(state__in=list(READY))
    return rows.select_related("project", "project__org").order_by("state_since")


def result_to_publish(actor: Actor, evaluation_id: UUID) -> ResultToPublish:
    """The round that is to be published; raises Evaluation.DoesNotExist when there is none."""
    evaluation = results_to_publish(actor).get(pk=evaluation_id)
    number = READY[evaluation.state]
    return ResultToPublish(
        evaluation=evaluation,
        round=number,
        results={each.round: each for each in evaluation.results.all()},
        assessments=tuple(evaluation.assessments.filter(round=number).order_by("seen_on", "id")),
        rectifications=tuple(evaluation.rectifications.select_related("owner").order_by("at", "id")),
        words=tuple(words_with_consent(evaluation, number)),
    )


def words_with_consent(evaluation: Evaluation, number: int) -> list[str]:
    """What respondents said and agreed to be quoted with, in the order in which it was said."""
    rows = Response.objects.filter(evaluation=evaluation, round=number, is_current=True, may_show=True)
    return [
        words
        for good, missing in rows.order_by("id").values_list("good", "missing")
        for words in (good, missing)
        if words
    ]
