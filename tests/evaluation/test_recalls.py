"""Where thirty and more answers are all the best, ten are called about again every month (E9)."""

from datetime import timedelta

from doorstep.evaluation.models import Evaluation, EvaluationStep, ResponseRecall
from doorstep.evaluation.queries.calls import recall_list
from doorstep.evaluation.rules import draw
from doorstep.evaluation.rules.states import Said
from doorstep.evaluation.services import close_collection, draw_monthly_recalls
from doorstep.journal.models import Entry
from doorstep.projects.models import Project
from tests.evaluation.conftest import assign
from tests.evaluation.ground import DRAWN, Ground, tasks_of
from tests.issues.town import DAY, HOUR

BEST = Said(grade=5)
LATER = DRAWN + 3 * DAY


def all_best(ground: Ground, *, but: int = 0) -> Evaluation:
    """Some forty answers, the best grade from all, except from so many."""
    found = ground.collecting(count=60)
    for place, task in enumerate(tasks_of(found)):
        ground.answer(task, Said(grade=4) if place < but else BEST, at=DRAWN + HOUR + place * HOUR / 60)
    return close_collection(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 2 * DAY)


def drawn_by_clock(found: Evaluation, *, at=LATER) -> int:
    return draw_monthly_recalls(street_id=found.street_id, at=at)


def test_ten_are_drawn_once_a_month_and_others_in_the_next(ground: Ground) -> None:
    found = all_best(ground)

    counts = [drawn_by_clock(found, at=LATER + gap * DAY) for gap in (0, 0, 1, 31, 31)]

    assert counts == [10, 0, 0, 10, 0]
    assert ResponseRecall.objects.values("response").distinct().count() == 20


def test_one_answer_that_is_not_the_best_asks_for_no_calls(ground: Ground) -> None:
    found = all_best(ground, but=1)

    assert drawn_by_clock(found) == 0


def test_draw_follows_from_the_seed_that_the_step_keeps(ground: Ground) -> None:
    found = all_best(ground)
    drawn_by_clock(found)
    step = EvaluationStep.objects.get(evaluation=found, act="evaluation.draw_recalls")
    seed = step.note.rpartition(" ")[2]
    ids = [str(pk) for pk in found.responses.values_list("pk", flat=True)]

    assert step.note == f"month:{LATER:%Y-%m} 10/{len(ids)} seed {seed}"
    assert {str(pk) for pk in ResponseRecall.objects.values_list("response_id", flat=True)} == set(
        draw.order(seed, ids)[:10]
    )
    assert Entry.objects.filter(act="evaluation.draw_recalls", about=found.about).count() == 1


def test_calls_of_the_month_stand_on_the_lists_of_those_who_did_not_take_the_answer(ground: Ground) -> None:
    found = all_best(ground)
    drawn_by_clock(found)
    mine, others = set(recall_list(ground.caller)), set(recall_list(ground.other_caller))

    assert (mine | others, mine & others) == (set(ResponseRecall.objects.all()), set())
    assert {each.response.entered_by_id for each in mine} <= {ground.other_caller.account_id}


def test_whoever_delivered_has_none_of_them(ground: Ground) -> None:
    found = all_best(ground)
    drawn_by_clock(found)
    branch = ground.site.town.hire("caller", name="of the branch")
    assign(ground.site.town, branch)
    before = recall_list(branch).count()
    Project.objects.filter(pk=found.project_id).update(lead_id=branch.account_id)

    assert (before, recall_list(branch).count()) == (10, 0)


def test_what_is_over_is_not_called_about(ground: Ground) -> None:
    found = all_best(ground)
    Evaluation.objects.filter(pk=found.pk).update(state="archived")

    assert drawn_by_clock(found, at=LATER + timedelta(days=40)) == 0
