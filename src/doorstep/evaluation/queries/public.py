"""What a notice of a result draws from: the stored result, what was seen on site, words with consent."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from doorstep.evaluation.models import (
    Evaluation,
    EvaluationResult,
    Rectification,
    Response,
    ResponseRecall,
    SiteAssessment,
)
from doorstep.evaluation.rules.checks import CalledAgain
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
    called_again: dict[int, CalledAgain]
    drawn_by_stratum: dict[str, int]

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
        called_again={each: called_again(evaluation.pk, each) for each in range(1, number + 1)},
        drawn_by_stratum=drawn_by_stratum(evaluation, number),
    )


def called_again(evaluation_id: UUID, number: int) -> CalledAgain:
    """What the second calls about a round's answers found so far, by somebody else than their callers."""
    rows = ResponseRecall.objects.filter(
        response__evaluation_id=evaluation_id, response__round=number, response__is_current=True
    )
    found = dict(rows.values_list("outcome").annotate(n=Count("pk")).order_by("outcome"))
    differs = found.get("differs", 0)
    return CalledAgain(found.get("confirmed", 0) + differs, differs)


def drawn_by_stratum(evaluation: Evaluation, number: int) -> dict[str, int]:
    """How many answers each stratum can have at the most, as anybody counts them in the draw's public file."""
    drawn = evaluation.tasks.filter(round=number, is_drawn=True, substitutes__isnull=True)
    return dict(drawn.values_list("member__stratum").annotate(n=Count("pk")).order_by("member__stratum"))


def words_with_consent(evaluation: Evaluation, number: int) -> list[str]:
    """What respondents said and agreed to be quoted with, in the order in which it was said."""
    rows = Response.objects.filter(evaluation=evaluation, round=number, is_current=True, may_show=True)
    return [
        words
        for good, missing in rows.order_by("id").values_list("good", "missing")
        for words in (good, missing)
        if words
    ]
