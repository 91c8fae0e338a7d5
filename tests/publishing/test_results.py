"""A result as the public reads it: what the answers allow, and nobody singled out."""

import pytest
from django.db import transaction

from doorstep.evaluation.models import Evaluation
from doorstep.evaluation.queries.desk import things_to_evaluate
from doorstep.evaluation.rules.checks import CalledAgain
from doorstep.evaluation.rules.states import Said
from doorstep.evaluation.services import (
    close_collection,
    draw_recalls,
    plan_part_evaluation,
    record_recall,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.people.models import Assignment
from doorstep.projects.models import Project
from doorstep.publishing.models import Notice
from doorstep.publishing.public_figures import judged_projects
from doorstep.publishing.queries import waiting_for_notice
from doorstep.publishing.services import (
    answer_objection,
    draft_result_notice,
    edit_notice,
    object_to_notice,
    post_notice,
    review_notice,
    withdraw_notice,
)
from doorstep.publishing.services.results import (
    NOT_SHOWN,
    TOO_FEW,
    safe_grades,
    safe_groups,
    safe_not_confirmed,
    safe_weighted,
)
from tests.evaluation.ground import DRAWN, PLANNED, Ground, hold_joint_meeting_for, tasks_of
from tests.issues.town import AT, DAY, make_town
from tests.projects.site import make_site


@pytest.fixture
def ground(db) -> Ground:
    town = make_town()
    other = town.hire("caller", name="second caller")
    for each in (town.caller, other):
        (grant,) = each.grants
        Assignment.objects.create(
            account_id=each.account_id,
            street=town.street,
            role=grant.role,
            path=grant.path,
            from_on=day_of(AT),
            given_by="test",
        )
    return Ground(make_site(town), other)


def posted(ground: Ground, found: Evaluation) -> Notice:
    at = DRAWN + 4 * DAY
    notice = draft_result_notice(evaluation_id=found.pk, by=ground.clerk, at=at)
    review_notice(notice_id=notice.pk, by=ground.reviewer, at=at)
    return post_notice(notice_id=notice.pk, place_posted="东河苑公告栏", by=ground.clerk, at=at)


def test_result_of_a_part_is_its_own_notice_and_counts_no_project(ground: Ground) -> None:
    project = ground.site.in_progress()
    hold_joint_meeting_for(ground, project)
    (_whole, (key, words)) = things_to_evaluate(project)
    kind, _colon, ref = key.partition(":")
    part = plan_part_evaluation(project_id=project.pk, kind=kind, ref=ref, by=ground.clerk, at=PLANNED)
    notice = posted(ground, ground.reviewed(planned=part, late_reason="会后才登记到人"))
    Project.objects.filter(pk=project.pk).update(accepted_at=DRAWN)

    assert notice.title == f"《{words}》满意度评价结果公示"
    assert [notice.body[name] for name in ("name", "part", "beneficiaries")] == [project.name, words, []]
    assert Evaluation.objects.get(pk=part.pk).state == "published"
    assert judged_projects(project.street_id, DRAWN.year) == 0


def test_result_waits_for_its_notice_and_is_published_with_it(ground: Ground) -> None:
    found = ground.reviewed()
    waiting = waiting_for_notice(ground.clerk, today=day_of(DRAWN + 3 * DAY))
    notice = posted(ground, found)

    assert [(each.kind, each.key) for each in waiting if each.kind == "result"] == [("result", str(found.pk))]
    assert Evaluation.objects.get(pk=found.pk).state == "published"
    assert notice.body["n"] == 29
    assert notice.body["rate"] == "100.0%"


def test_second_result_waits_until_its_flags_were_looked_at(ground: Ground, refused) -> None:
    found = ground.second_round(bad=8)
    for task in tasks_of(found, round=2):
        ground.answer(task, Said(grade=5, good="一模一样的话，一个字也不差"), at=DRAWN + 11 * DAY)
    close_collection(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 11 * DAY)

    at = DRAWN + 11 * DAY
    refused(
        "evaluation.flags_open", lambda: draft_result_notice(evaluation_id=found.pk, by=ground.clerk, at=at)
    )


def test_both_results_stand_side_by_side_after_putting_right(ground: Ground) -> None:
    found = ground.second_round(bad=8)
    at = DRAWN + 11 * DAY
    for task in tasks_of(found, round=2):
        ground.answer(task, Said(grade=5, good="夜里也暖"), at=at)
    close_collection(evaluation_id=found.pk, by=ground.clerk, at=at)
    notice = draft_result_notice(evaluation_id=found.pk, by=ground.clerk, at=at)

    assert notice.kind == "rectification"
    assert (notice.body["first"]["rate"], notice.body["second"]["rate"]) == ("72.4%", "100.0%")


def test_words_are_shown_only_with_consent(ground: Ground) -> None:
    found = ground.collecting()
    for place, task in enumerate(tasks_of(found)):
        words = "头一回觉得院子是大伙儿的" if place == 0 else "别写出去"
        ground.answer(task, Said(grade=5, good=words, may_show=place == 0))
    close_collection(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 2 * DAY)
    ground.look_at_flags(found)
    from_desk = ground.review(found)

    assert posted(ground, from_desk).body["words"] == [{"text": "头一回觉得院子是大伙儿的"}]


def test_words_that_go_straight_out_name_nobody(ground: Ground, refused) -> None:
    notice = posted(ground, ground.reviewed())
    at = DRAWN + 5 * DAY
    leak = "王秀兰住3号楼2单元501室，电话13800001234"
    resident = Actor.resident(notice.street_id)
    said = object_to_notice(notice_id=notice.pk, text="不对", by=resident, at=at)

    def answer(text: str) -> object:
        return answer_objection(objection_id=said.pk, answer=text, upheld=False, by=ground.reviewer, at=at)

    refused("words.findings", lambda: answer(leak))
    refused(
        "words.findings", lambda: withdraw_notice(notice_id=notice.pk, reason=leak, by=ground.clerk, at=at)
    )
    answer("已经核对过，没有错。")


def test_a_quote_may_be_left_out_and_not_put_otherwise(ground: Ground, refused) -> None:
    found = ground.collecting()
    for place, task in enumerate(tasks_of(found)):
        ground.answer(task, Said(grade=5, good=f"第{place}户说好", may_show=place < 2))
    close_collection(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 2 * DAY)
    ground.look_at_flags(found)
    ground.review(found)
    at = DRAWN + 4 * DAY
    notice = draft_result_notice(evaluation_id=found.pk, by=ground.clerk, at=at)

    def edit(text: str) -> Notice:
        texts = {"words[0].text": text}
        return edit_notice(notice_id=notice.pk, title="结果", texts=texts, by=ground.clerk, at=at)

    refused("notice.quoted", lambda: edit("说得非常好"))
    kept = notice.body["words"][1]
    assert edit("").body["words"] == [kept]


def test_round_has_no_second_table(ground: Ground) -> None:
    found = ground.reviewed()
    notice = posted(ground, found)

    with pytest.raises(Evaluation.DoesNotExist), transaction.atomic():
        draft_result_notice(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 5 * DAY)

    assert list(Notice.objects.filter(kind="result")) == [notice]


def test_small_counts_are_dashes() -> None:
    shown = {
        each["grade"]: each["count"] for each in safe_grades({"5": 40, "4": 30, "3": 12, "2": 3, "1": 0})
    }

    assert shown == {"非常满意": 40, "满意": 30, "基本满意": 12, "不满意": NOT_SHOWN, "非常不满意": NOT_SHOWN}


def test_group_with_few_dissatisfied_shows_no_rate() -> None:
    strata = [
        {"name": "一号楼", "size": 90, "answered": 40, "satisfied": 38},
        {"name": "二号楼", "size": 80, "answered": 50, "satisfied": 30},
    ]

    assert [each["rate"] for each in safe_groups(strata)] == [NOT_SHOWN, NOT_SHOWN]


def test_group_kept_back_is_not_what_the_others_leave() -> None:
    strata = [
        {"name": "一号楼", "size": 90, "answered": 40, "satisfied": 40},
        {"name": "二号楼", "size": 12, "answered": 8, "satisfied": 5},
    ]

    assert [each["n"] for each in safe_groups(strata, {"一号楼": 40, "二号楼": 8})] == [NOT_SHOWN, NOT_SHOWN]


@pytest.mark.parametrize(
    ("checked", "differs", "shown"),
    [
        (0, 0, NOT_SHOWN),
        (9, 0, NOT_SHOWN),
        (9, 9, NOT_SHOWN),
        (10, 0, 0),
        (10, 1, NOT_SHOWN),
        (30, 10, 10),
        (15, 10, NOT_SHOWN),
    ],
)
def test_second_calls_that_did_not_confirm_are_told_without_small_counts(
    checked: int, differs: int, shown: int | str
) -> None:
    assert safe_not_confirmed(CalledAgain(checked, differs)) == shown


def test_notice_says_how_many_answers_were_called_about_again(ground: Ground) -> None:
    found = ground.closed()
    at = DRAWN + 3 * DAY
    for each in draw_recalls(evaluation_id=found.pk, count=12, by=ground.reviewer, at=at):
        first = ground.caller_of(each.response.task)
        by = ground.other_caller if first == ground.caller else ground.caller
        record_recall(recall_id=each.pk, outcome="confirmed", by=by, at=at)
    ground.look_at_flags(found)
    body = posted(ground, ground.review(found)).body

    assert (body["called_again"], body["not_confirmed"]) == (12, 0)


@pytest.mark.parametrize(("kept_yes", "shown"), [(18, False), (10, True)])
def test_rate_by_weights_is_public_only_where_every_groups_rate_is(kept_yes: int, *, shown: bool) -> None:
    """37 of 40 and 18 of 20: with the plain rate the weighted one would give both groups back."""
    body = {
        "strata": [
            {"name": "一号楼", "size": 100, "answered": 40, "satisfied": 30 if shown else 37},
            {"name": "二号楼", "size": 100, "answered": 20, "satisfied": kept_yes},
        ],
        "needs_weights": True,
        "weighted": 0.913,
        "weighted_interval": [0.8, 0.96],
    }

    assert (safe_weighted(body) != "") is shown


def test_few_answers_show_no_rate(ground: Ground) -> None:
    found = ground.reviewed(count=6)

    assert posted(ground, found).body["rate"] == TOO_FEW
