"""Answers are called a second time by somebody else, drawn by lot; where all were the best, every month."""

from collections.abc import Callable
from datetime import timedelta

from doorstep.evaluation import services
from doorstep.evaluation.models import Evaluation, EvaluationStep, ResponseRecall
from doorstep.evaluation.queries.calls import recall_list
from doorstep.evaluation.rules.states import Said
from doorstep.evaluation.services.checks import raise_flags_of
from tests.evaluation.ground import DRAWN, SAID, Ground, tasks_of
from tests.issues.town import DAY

SEED = "5e" * 32
BEST = Said(grade=5, good="很好")


def all_best(ground: Ground) -> Evaluation:
    """Thirty-one people, and every one of those who answered gives the best grade."""
    found = ground.collecting(count=60)
    for task in tasks_of(found):
        ground.answer(task, BEST)
    raise_flags_of(found, at=DRAWN + DAY)
    return found


def drawn_of(found: Evaluation) -> list[object]:
    return sorted(found.responses.filter(recall__isnull=False).values_list("pk", flat=True))


def test_where_every_answer_is_the_best_ten_are_called_again_each_month(ground: Ground) -> None:
    found = all_best(ground)
    at = DRAWN + DAY
    counts = [services.draw_monthly_recalls(at=at + timedelta(days=days)) for days in (0, 1, 31, 32)]

    assert counts == [10, 0, 10, 0]
    assert ResponseRecall.objects.filter(reason="monthly", response__evaluation=found).count() == 20


def test_best_grade_of_all_but_one_draws_nothing(ground: Ground) -> None:
    found = ground.collecting(count=60)
    for place, task in enumerate(tasks_of(found)):
        ground.answer(task, SAID if place == 0 else BEST)
    raise_flags_of(found, at=DRAWN + DAY)

    assert services.draw_monthly_recalls(at=DRAWN + DAY) == 0


def test_filed_evaluation_is_left_alone(ground: Ground) -> None:
    found = all_best(ground)
    Evaluation.objects.filter(pk=found.pk).update(state="archived")

    assert services.draw_monthly_recalls(at=DRAWN + DAY) == 0


def test_seed_stands_in_the_step_and_draws_the_same_again(ground: Ground) -> None:
    found = all_best(ground)
    services.draw_monthly_recalls(at=DRAWN + DAY, seed=SEED)
    first, step = drawn_of(found), EvaluationStep.objects.get(act="evaluation.draw_recalls")
    ResponseRecall.objects.all().delete()
    services.draw_recalls(evaluation_id=found.pk, by=ground.reviewer, at=DRAWN + DAY, seed=SEED)

    assert drawn_of(found) == first
    assert (step.by, step.note) == ("system:evaluation", f"10 / {len(tasks_of(found))}, {SEED}")


def test_nobody_is_called_a_second_time_twice(
    ground: Ground, refuses: Callable[[str, Callable[[], object]], None]
) -> None:
    found = ground.answered(count=12)
    again = {"evaluation_id": found.pk, "by": ground.reviewer, "at": DRAWN + DAY}
    services.draw_recalls(count=12, **again)

    refuses("recall.nobody", lambda: services.draw_recalls(count=1, **again))


def test_whoever_took_an_answer_down_does_not_find_it_in_the_second_calls(ground: Ground) -> None:
    found = all_best(ground)
    services.draw_monthly_recalls(at=DRAWN + DAY)
    lists = {each.account_id: list(recall_list(each)) for each in (ground.caller, ground.other_caller)}

    assert sum(map(len, lists.values())) == 10
    assert all(
        each.response.entered_by_id != account_id for account_id, rows in lists.items() for each in rows
    )
    assert found.responses.count() == len(tasks_of(found))
