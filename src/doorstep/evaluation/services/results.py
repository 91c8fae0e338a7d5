"""What one round showed: counted, weighted, and read against what such a project leads one to expect."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q, Sum

from doorstep.evaluation.models import Evaluation, EvaluationResult, Response
from doorstep.evaluation.rules.estimate import Answers, Estimate, estimate, estimates
from doorstep.evaluation.rules.expectation import PRIOR_PHI, Expectation, Measured, fit
from doorstep.evaluation.rules.intervals import Interval, non_response_bounds
from doorstep.evaluation.rules.rounds import mcnemar_exact, without_action
from doorstep.evaluation.rules.states import GRADES, SATISFIED_FROM, must_ask_again
from doorstep.evaluation.rules.strata import Stratum, is_needed
from doorstep.kernel.calendar import SHANGHAI, day_of
from doorstep.kernel.errors import refuse_if
from doorstep.rulebook.queries import rule

DIGITS: Final = 6


def make_result(evaluation: Evaluation, *, themes: Sequence[str], at: datetime) -> EvaluationResult:
    """Store this round's result; called once, by the act that closes the collection.

    Raises NotPossible when nobody answered.
    """
    body = counts_of(evaluation, at=at)
    refuse_if(body["answered"] == 0, "evaluation.no_answers")
    learned = None if evaluation.part_kind else learned_from(evaluation, body)
    body |= estimated(evaluation, body, learned)
    body["themes"] = list(themes)
    if evaluation.round > 1:
        body |= compared(evaluation, body, learned)
    return EvaluationResult.objects.create(
        evaluation=evaluation,
        street_id=evaluation.street_id,
        round=evaluation.round,
        year=at.astimezone(SHANGHAI).year,
        answered=body["answered"],
        satisfied=body["satisfied"],
        selected=body["selected"],
        body=body,
        made_at=at,
    )


def counts_of(evaluation: Evaluation, *, at: datetime) -> dict[str, Any]:
    """What the draw's own respondents said, in numbers; those asked again beside it are compared elsewhere."""
    drawn = evaluation.responses.filter(round=evaluation.round, is_current=True, task__is_drawn=True)
    strata = strata_of(evaluation)
    for stratum, grade, count in drawn.values_list("stratum", "grade").annotate(n=Count("pk")).order_by():
        strata[stratum]["grades"][str(grade)] = count
    for each in strata.values():
        each["answered"] = sum(each["grades"].values())
        each["satisfied"] = sum(n for grade, n in each["grades"].items() if int(grade) >= SATISFIED_FROM)
    extra = drawn.aggregate(
        pressed=Count("pk", filter=Q(pressed=True)), dangers=Count("pk", filter=Q(grade=1, safety=True))
    )
    answered = sum(each["answered"] for each in strata.values())
    satisfied = sum(each["satisfied"] for each in strata.values())
    trigger = rule(evaluation.street_id, "evaluation.trigger", on=day_of(at))
    return {
        "frame": evaluation.frame_size,
        "selected": asked_of(evaluation),
        "answered": answered,
        "satisfied": satisfied,
        "strata": list(strata.values()),
        "grades": added_up(strata.values()),
        "modes": dict(drawn.values_list("mode").annotate(n=Count("pk")).order_by("mode")),
        **extra,
        "must_ask_again": must_ask_again(
            satisfied=satisfied, answered=answered, dangers=extra["dangers"], trigger=trigger
        ),
    }


def asked_of(evaluation: Evaluation) -> int:
    """How many of the draw were tried, substitutes among them; who turned out not to belong is left out."""
    tried = evaluation.tasks.filter(round=evaluation.round, is_drawn=True)
    return tried.exclude(state="not_in_frame").count()


def strata_of(evaluation: Evaluation) -> dict[str, dict[str, Any]]:
    """Each stratum of the frame with its size, nothing answered yet."""
    sizes = evaluation.members.values_list("stratum").annotate(n=Count("pk")).order_by("stratum")
    return {name: {"name": name, "size": size, "grades": {str(g): 0 for g in GRADES}} for name, size in sizes}


def added_up(strata: Iterable[dict[str, Any]]) -> dict[str, int]:
    total: Counter[str] = Counter({str(grade): 0 for grade in GRADES})
    for each in strata:
        total.update(each["grades"])
    return dict(total)


def answers_in(name: str, difficulty: int | None, body: dict[str, Any]) -> Answers:
    """A stored result as the estimators read it; a project whose difficulty nobody settled counts as average."""
    strata = tuple(Stratum(s["name"], s["size"], s["answered"], s["satisfied"]) for s in body["strata"])
    return Answers(name, difficulty or 3, max(1, body["frame"]), strata)


def learned_from(evaluation: Evaluation, body: dict[str, Any]) -> Expectation | None:
    """What the street's first rounds so far, this one among them, lead one to expect; None below twelve."""
    rows = EvaluationResult.objects.filter(street_id=evaluation.street_id, round=1)
    known = (
        rows.filter(evaluation__part_kind="")
        .exclude(evaluation=evaluation)
        .values_list(
            "evaluation__number", "evaluation__difficulty", "evaluation__frame_size", "satisfied", "answered"
        )
    )
    measured = [Measured(name, y, n, hard or 3, max(1, size), size) for name, hard, size, y, n in known]
    if evaluation.round == 1:
        measured.append(answers_in(evaluation.number, evaluation.difficulty, body).measured())
    return fit(measured)


def estimated(evaluation: Evaluation, body: dict[str, Any], learned: Expectation | None) -> dict[str, Any]:
    answers = answers_in(evaluation.number, evaluation.difficulty, body)
    found = estimates([answers], learned=learned)[0] if learned else estimate(answers)
    silent = body["selected"] - body["answered"]
    bounds = non_response_bounds(body["satisfied"], body["answered"], max(0, silent))
    return {
        **as_shares(found),
        "response_rate": rounded(body["answered"] / body["selected"]) if body["selected"] else None,
        "bounds": both(bounds),
        "needs_weights": is_needed(answers.strata),
        "census": body["frame"] <= 30,
        "fit": None
        if learned is None
        else {
            "beta": [rounded(each) for each in learned.beta],
            "phi": rounded(learned.phi),
            "mean": rounded(learned.mean),
            "projects": learned.projects,
        },
    }


def as_shares(found: Estimate) -> dict[str, Any]:
    """The estimates as they are stored: shares 0..1 with six digits, None where nothing can be said."""
    judged, weighted = found.judged, found.weighted
    endless = weighted.n_eff == float("inf")
    return {
        "raw": rounded(found.raw),
        "raw_interval": both(found.interval),
        "enough": found.is_enough,
        "weighted": rounded(weighted.share),
        "n_eff": None if endless else rounded(weighted.n_eff),
        "weighted_interval": both(weighted.interval),
        "expected": rounded(judged.expected) if judged else None,
        "adjusted": rounded(judged.adjusted) if judged else None,
        "adjusted_interval": both(judged.adjusted_interval) if judged else None,
        "band": judged.band if judged else None if found.is_enough else "insufficient",
    }


def rounded(value: float) -> float:
    return round(value, DIGITS)


def both(interval: Interval) -> list[float]:
    return [rounded(interval.low), rounded(interval.high)]


def compared(evaluation: Evaluation, body: dict[str, Any], learned: Expectation | None) -> dict[str, Any]:
    """The same people before and after, and the fresh draw beside what it would have shown with no action."""
    first = EvaluationResult.objects.get(evaluation=evaluation, round=1)
    worse, better, both_times = changed_minds(evaluation)
    mean = learned.mean if learned else street_mean(evaluation)
    mu = learned.expected(evaluation.difficulty or 3, max(1, evaluation.frame_size)) if learned else mean
    phi = learned.phi if learned else PRIOR_PHI
    drift = without_action(
        satisfied=first.satisfied,
        answered=first.answered,
        again_satisfied=body["satisfied"],
        again_answered=body["answered"],
        mu=mu,
        phi=phi,
    )
    return {
        "same": {
            "answered": both_times,
            "better": better,
            "worse": worse,
            "p": rounded(mcnemar_exact(worse, better)),
        },
        "without_action": {"expected": rounded(drift.expected), "as_good": rounded(drift.as_good)},
    }


def street_mean(evaluation: Evaluation) -> float:
    """The satisfied share of all first rounds of its kind so far, drawn in from nought and one by two answers
    (Laplace)."""
    rows = EvaluationResult.objects.filter(street_id=evaluation.street_id, round=1)
    found = rows.filter(evaluation__part_kind=evaluation.part_kind).aggregate(
        satisfied=Sum("satisfied"), answered=Sum("answered")
    )
    return float((found["satisfied"] + 1) / (found["answered"] + 2))


def changed_minds(evaluation: Evaluation) -> tuple[int, int, int]:
    """Of those who answered both times: satisfied no more, satisfied now, all of them."""
    rows = Response.objects.filter(evaluation=evaluation, is_current=True)
    by_member: dict[Any, dict[int, bool]] = {}
    for member_id, number, grade in rows.values_list("task__member_id", "round", "grade"):
        by_member.setdefault(member_id, {})[number] = grade >= SATISFIED_FROM
    pairs = [(each[1], each[2]) for each in by_member.values() if 1 in each and 2 in each]
    return pairs.count((True, False)), pairs.count((False, True)), len(pairs)
