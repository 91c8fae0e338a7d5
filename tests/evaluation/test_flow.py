"""From the plan to the archive, and the longer way where people are not satisfied."""

from collections import Counter

from doorstep.evaluation import services
from doorstep.evaluation.models import EvaluationResult
from doorstep.evaluation.rules.states import Said
from tests.evaluation.ground import BAD, DRAWN, SAID, Ground, again, tasks_of
from tests.issues.town import DAY, HOUR


def test_satisfied_evaluation_goes_from_plan_to_archive(ground: Ground) -> None:
    found = ground.published()
    services.archive_evaluation(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 5 * DAY)

    assert again(found).state == "archived"
    assert Counter(found.steps.values_list("act", flat=True)) == {
        "evaluation.plan": 1,
        "evaluation.register": 1,
        "evaluation.commit": 2,
        "evaluation.lock": 1,
        "evaluation.reveal": 2,
        "evaluation.draw": 1,
        "evaluation.close": 1,
        "evaluation.review": 1,
        "evaluation.publish": 1,
        "evaluation.archive": 1,
    }


def test_result_counts_the_answers_by_stratum(ground: Ground) -> None:
    found = ground.closed(bad=3)
    body = EvaluationResult.objects.get(evaluation=found).body

    assert (body["frame"], body["selected"], body["answered"], body["satisfied"]) == (40, 29, 29, 26)
    assert body["grades"] == {"5": 0, "4": 26, "3": 0, "2": 3, "1": 0}
    assert [(each["name"], each["size"]) for each in body["strata"]] == [("一号楼", 20), ("二号楼", 20)]


def test_dissatisfied_people_are_asked_put_right_and_asked_again(ground: Ground) -> None:
    found = ground.second_round(bad=8)
    at = DRAWN + 11 * DAY
    for task in tasks_of(found, round=2):
        ground.answer(task, Said(grade=5, good="夜里也暖"), at=at)
    services.close_collection(evaluation_id=found.pk, by=ground.clerk, at=at + HOUR)
    services.mark_published(evaluation_id=found.pk, by=ground.reviewer, at=at + DAY)
    for response in found.responses.filter(grade__lt=3):
        services.answer_resident(response_id=response.pk, text="夜班已排", by=ground.clerk, at=at + DAY)
    services.archive_evaluation(evaluation_id=found.pk, by=ground.clerk, at=at + 2 * DAY)

    assert again(found).state == "archived"
    assert [each.round for each in found.results.order_by("round")] == [1, 2]


def test_poor_result_cannot_be_archived_without_asking_again(ground: Ground, refuses) -> None:
    found = ground.published(bad=8)

    refuses(
        "evaluation.must_ask_again",
        lambda: services.archive_evaluation(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 5 * DAY),
    )


def test_one_dissatisfied_resident_is_answered_whatever_the_result(ground: Ground, refuses) -> None:
    found = ground.published(bad=1)
    archive = {"evaluation_id": found.pk, "by": ground.clerk, "at": DRAWN + 5 * DAY}

    refuses("evaluation.residents_unanswered", lambda: services.archive_evaluation(**archive))
    (low,) = found.responses.filter(grade=2)
    services.answer_resident(response_id=low.pk, text="已上门调好", by=ground.clerk, at=DRAWN + 5 * DAY)
    assert services.archive_evaluation(**archive).state == "archived"


def test_danger_asks_again_however_good_the_rate(ground: Ground, refuses) -> None:
    found = ground.published(bad=1, said=Said(grade=1, missing="阀门漏水溅到插座", safety=True))
    (low,) = found.responses.filter(grade=1)
    services.answer_resident(response_id=low.pk, text="已断电检修", by=ground.clerk, at=DRAWN + 5 * DAY)

    refuses(
        "evaluation.must_ask_again",
        lambda: services.archive_evaluation(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 5 * DAY),
    )


def test_second_round_asks_the_same_people_and_a_fresh_draw(ground: Ground) -> None:
    found = ground.second_round(bad=8)
    tasks = tasks_of(found, round=2)
    before = {task.member_id for task in tasks_of(found)}

    assert {task.member_id for task in tasks if task.is_same} == before
    assert sum(task.is_drawn for task in tasks) == 29


def test_mistake_in_keying_in_is_mended_by_a_new_row_and_flagged(ground: Ground) -> None:
    found = ground.collecting()
    task = tasks_of(found)[0]
    old = ground.answer(task, BAD)
    new = services.correct_response(
        response_id=old.pk, said=SAID, reason="按错了", by=ground.caller_of(task), at=DRAWN + 2 * HOUR
    )

    assert list(found.responses.filter(is_current=True)) == [new]
    assert found.responses.count() == 2
