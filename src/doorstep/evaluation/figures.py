"""The figures of the evaluation stage; each can return its rows."""

from django.db.models import QuerySet, Sum

from doorstep.evaluation.models import Evaluation, EvaluationResult
from doorstep.kernel.figure import FigureSource, Value
from doorstep.kernel.shares import share
from doorstep.projects.queries import in_year

LINK = "/desk/evaluations/?year={year}"


def of_year(street_id: int, year: int) -> QuerySet[Evaluation]:
    """Evaluations of projects that were accepted in this year, by Shanghai days."""
    return Evaluation.objects.of_projects().filter(in_year("project__accepted_at", year), street_id=street_id)


def published_in(street_id: int, year: int) -> QuerySet[Evaluation]:
    return of_year(street_id, year).filter(published_at__isnull=False).order_by("number")


def rectified_in(street_id: int, year: int) -> QuerySet[Evaluation]:
    """Put right, judged again, and both results public."""
    rows = of_year(street_id, year).filter(round=2, state__in=("re_published", "archived"))
    return rows.order_by("number")


def first_results(street_id: int, year: int) -> QuerySet[EvaluationResult]:
    rows = EvaluationResult.objects.filter(round=1, evaluation__in=of_year(street_id, year).values("pk"))
    return rows.order_by("evaluation__number")


def response_share(street_id: int, year: int) -> Value:
    found = (
        first_results(street_id, year).order_by().aggregate(answered=Sum("answered"), asked=Sum("selected"))
    )
    return share(found["answered"] or 0, found["asked"] or 0)


FIGURES = (
    FigureSource(
        id="evaluations.published",
        label="已公布评价的项目",
        count=lambda street_id, year: published_in(street_id, year).count(),
        rows=published_in,
        link=LINK,
    ),
    FigureSource(
        id="evaluations.rectified",
        label="整改后再评并公布的项目",
        count=lambda street_id, year: rectified_in(street_id, year).count(),
        rows=rectified_in,
        link=LINK,
    ),
    FigureSource(
        id="evaluations.response_share",
        label="评价回答率",
        count=response_share,
        rows=first_results,
        link=LINK,
        worth=lambda rows, street_id, year: share(
            sum(each.answered for each in rows), sum(each.selected for each in rows)
        ),
    ),
)
