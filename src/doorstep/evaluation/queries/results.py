"""What the results of a street show together: one expectation, two projects beside each other, the funnel."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet

from doorstep.evaluation.figures import published_in, rectified_in
from doorstep.evaluation.models import Evaluation, EvaluationResult
from doorstep.evaluation.rules.expectation import Expectation, Measured, compare, fit
from doorstep.evaluation.rules.funnel import ALARM, LOOK, Point, limits, widening
from doorstep.evaluation.rules.intervals import Interval
from doorstep.kernel.actor import Actor

CURVE: Final = (5, 8, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400)


def first_results(actor: Actor, *, year: int | None = None) -> QuerySet[EvaluationResult]:
    """First rounds in sight, by place and number; never in the order of what they show."""
    seen = Evaluation.objects.visible_to(actor).of_projects().values("pk")
    rows = EvaluationResult.objects.filter(evaluation__in=seen, round=1)
    if year is not None:
        rows = rows.filter(year=year)
    return rows.select_related("evaluation__project__place").order_by(
        "evaluation__path", "evaluation__number"
    )


def years_with_results(actor: Actor) -> list[int]:
    """The years in which something in sight was measured, the newest first."""
    return list(first_results(actor).order_by("-year").values_list("year", flat=True).distinct())


def published_results(street_id: int, year: int) -> QuerySet[EvaluationResult]:
    """Every result that is public, of projects accepted in this year, by place and number, first round first."""
    public = Q(round=1, evaluation__in=published_in(street_id, year).order_by().values("pk"))
    public |= Q(round=2, evaluation__in=rectified_in(street_id, year).order_by().values("pk"))
    rows = EvaluationResult.objects.filter(public).select_related("evaluation__project__place")
    return rows.order_by("evaluation__path", "evaluation__number", "round")


def measured(result: EvaluationResult) -> Measured:
    """A stored result as the estimators read it; an unsettled difficulty counts as average."""
    found = result.evaluation
    size = max(1, found.frame_size)
    return Measured(
        found.number, result.satisfied, result.answered, found.difficulty or 3, size, found.frame_size
    )


def learned_by(street_id: int) -> Expectation | None:
    """What all first rounds of the street lead one to expect; None below twelve."""
    rows = EvaluationResult.objects.filter(street_id=street_id, round=1, evaluation__part_kind="")
    return fit([measured(each) for each in rows.select_related("evaluation").order_by("evaluation__number")])


@dataclass(frozen=True)
class Pair:
    """Two results and whether a difference can be shown: ``higher``, ``lower`` or ``no_difference``."""

    one: EvaluationResult
    other: EvaluationResult
    verdict: str
    projects: int


def pair(actor: Actor, number: str, other: str) -> Pair:
    """Two first rounds in sight; raises EvaluationResult.DoesNotExist else. Too few projects show nothing."""
    rows = first_results(actor)
    first, second = rows.get(evaluation__number=number), rows.get(evaluation__number=other)
    learned = learned_by(first.street_id)
    if learned is None:
        return Pair(first, second, "no_difference", 0)
    return Pair(first, second, compare(measured(first), measured(second), learned), learned.projects)


@dataclass(frozen=True)
class FunnelLine:
    """One project: its share beside what was expected, and where it lies: ``inside``, ``look`` or ``alarm``."""

    result: EvaluationResult
    share: float
    expected: float
    lies: str


@dataclass(frozen=True)
class Funnel:
    """The projects of a year by place, with the limits that chance alone draws around ``centre`` by answers.

    ``curve``: answers, then the 95 % and the 99.8 % limits there. ``widened`` multiplies both when the projects
    spread more than chance.
    """

    lines: tuple[FunnelLine, ...]
    centre: float
    curve: tuple[tuple[int, Interval, Interval], ...]
    widened: float
    learned: bool


def funnel_of(actor: Actor, *, year: int) -> Funnel | None:
    """The street's year; None while nothing was measured."""
    rows = [each for each in first_results(actor, year=year) if each.answered]
    if not rows:
        return None
    learned = learned_by(actor.street_id or 0)
    pooled = sum(each.satisfied for each in rows) / sum(each.answered for each in rows)
    centre = min(0.99, max(0.01, learned.mean if learned else pooled))
    points = [point_of(each, learned, centre) for each in rows]
    wide = widening(points) if len(points) > 1 else 1.0
    lines = tuple(
        FunnelLine(row, row.satisfied / row.answered, point.expected, lies(point, wide))
        for row, point in zip(rows, points, strict=True)
    )
    most = max(each.answered for each in rows)
    sizes = [n for n in CURVE if n < most] + [most]
    curve = tuple((n, around(centre, n, LOOK, wide), around(centre, n, ALARM, wide)) for n in sizes)
    return Funnel(lines, centre, curve, wide, learned is not None)


def point_of(result: EvaluationResult, learned: Expectation | None, centre: float) -> Point:
    row = measured(result)
    expected = learned.expected(row.difficulty, row.beneficiaries) if learned else centre
    return Point(row.name, row.satisfied, row.answered, min(0.99, max(0.01, expected)))


def around(expected: float, answered: int, level: float, wide: float) -> Interval:
    """The limits, drawn apart by ``wide`` and kept within 0..1."""
    found = limits(expected, answered, level)
    low = expected - (expected - found.low) * wide
    return Interval(max(0.0, low), min(1.0, expected + (found.high - expected) * wide))


def lies(point: Point, wide: float) -> str:
    share = point.satisfied / point.answered
    for level, name in ((ALARM, "alarm"), (LOOK, "look")):
        found = around(point.expected, point.answered, level, wide)
        if not found.low <= share <= found.high:
            return name
    return "inside"


def results_of(found: Any) -> list[EvaluationResult]:
    """Both rounds of a page that was loaded with its results."""
    return sorted(found.results.all(), key=lambda each: each.round)
