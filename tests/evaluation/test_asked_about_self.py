"""G6, PIPL 44-50: what evaluations hold of a person is found, told, put right and removed; the number stays."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from doorstep.evaluation import services
from doorstep.evaluation.held import correct_answer, correct_respondent, erase_answer, erase_respondent
from doorstep.evaluation.models import (
    AnswerFlag,
    CallTask,
    Evaluation,
    EvaluationResult,
    EvaluationStep,
    FrameMember,
    Response,
    ResponseReply,
    Solicitation,
)
from doorstep.evaluation.services import Registered
from doorstep.evaluation.telling import OWN_WORK, answers_held, respondents_held
from doorstep.kernel.actor import Actor
from doorstep.places.models import Place
from doorstep.records.holders import Subject
from doorstep.records.retention import ERASED_TEXT
from tests.evaluation.ground import BAD, DRAWN, PLANNED, SAID, Ground, again, tasks_of
from tests.issues.town import DAY, HOUR

PHONE = "139 0000 0000"  # the first of those registered, written as people write it


def told(ground: Ground, **changes: object) -> list[dict[str, str]]:
    subject = Subject(ground.site.street_id, **{"phone": PHONE} | changes)  # type: ignore[arg-type]
    return [dict(each.words) for each in respondents_held(subject)]


def member_of(task: CallTask) -> FrameMember:
    return FrameMember.objects.get(pk=task.member_id)


def erase(ground: Ground, member: FrameMember, *, by: Actor | None = None) -> None:
    erase_respondent(ref=str(member.pk), by=by or ground.clerk, at=DRAWN + 20 * DAY)


def first(ground: Ground) -> FrameMember:
    """Whose number is PHONE."""
    (held,) = respondents_held(Subject(ground.site.street_id, phone=PHONE))
    return FrameMember.objects.get(pk=held.ref)


def census(ground: Ground, **changes: object) -> Evaluation:
    """Ten people, all of them asked, the first two dissatisfied."""
    return ground.closed(count=10, bad=2, **changes)  # type: ignore[arg-type]


def test_a_person_is_told_how_they_were_drawn_tried_and_counted(ground: Ground) -> None:
    found = census(ground)
    member = first(ground)

    (words,) = told(ground)

    assert words["测评"] == f"{found.number} {found.name}"
    assert (words["称呼"], words["电话"]) == ("住户0", "13900000000")
    assert words["怎样抽中的"] == f"名单共 10 个，编号 {member.code}。第 1 轮：名单上的全部询问。"
    assert "电话：已答" in words["联系情况"]
    assert words["怎样计入结果"].startswith("第 1 轮共 10 份评价，这是按")


def test_each_thing_they_said_stands_by_itself(ground: Ground) -> None:
    found = ground.collecting(count=10)
    (task,) = [each for each in tasks_of(found) if each.member_id == first(ground).pk]
    response = ground.answer(task, BAD)

    held = answers_held(Subject(ground.site.street_id, phone=PHONE))

    assert [(each.ref, each.words[0]) for each in held] == [
        (f"{response.pk}.missing", ("不满意的地方", BAD.missing)),
        (f"{response.pk}.wants", ("还想要什么", BAD.wants)),
    ]


def test_a_list_that_stands_open_says_so(ground: Ground) -> None:
    ground.registered(count=10)

    assert told(ground)[0]["怎样抽中的"] == "已写进受益对象名单；名单还没有锁定。"


def test_who_was_not_drawn_is_told_so(ground: Ground) -> None:
    found = ground.collecting(count=60)
    drawn = set(found.tasks.values_list("member_id", flat=True))
    left = found.members.exclude(pk__in=drawn)
    numbers = [f"1390000{place:04d}" for place in range(60)]
    lines = [line for each in numbers for line in told(ground, phone=each)]

    assert sum("第 1 轮：没有抽中" in each["怎样抽中的"] for each in lines) == left.count() > 0
    assert sum("第 1 轮：抽签抽中" in each["怎样抽中的"] for each in lines) == len(drawn)


def test_a_household_is_found_by_its_door_with_its_number_covered(ground: Ground, door: Place) -> None:
    at_door(ground, door)

    (words,) = told(ground, phone="", path=door.path)

    assert (words["称呼"], words["电话"]) == ("荀阿姨", "138****8888")
    assert told(ground, phone="", path=door.path.rpartition("/")[0]) == []


def test_another_number_and_another_street_find_nothing(ground: Ground) -> None:
    ground.registered(count=3)

    assert told(ground, phone="13911112222") == []
    assert respondents_held(Subject(ground.site.street_id + 1, phone=PHONE)) == []


def test_whoever_delivered_it_reads_no_answer_and_changes_none(
    ground: Ground, refuses: Callable[..., None]
) -> None:
    census(ground)
    member = first(ground)
    subject = Subject(ground.site.street_id, phone=PHONE, reader=ground.secretary)

    (held,) = respondents_held(subject)

    assert [label for label, _text in held.words] == ["测评", "说明"]
    assert held.words[1][1] == OWN_WORK
    assert answers_held(subject) == []
    refuses("rights.own_work", lambda: erase(ground, member, by=ground.secretary))
    response = Response.objects.get(task__member=member)
    for act in (
        lambda: correct_respondent(ref=str(member.pk), text="王", by=ground.secretary, at=DRAWN),
        lambda: correct_answer(ref=f"{response.pk}.good", text="好", by=ground.secretary, at=DRAWN),
        lambda: erase_answer(ref=f"{response.pk}.good", by=ground.secretary, at=DRAWN),
    ):
        refuses("rights.own_work", act)


@pytest.fixture
def door(ground: Ground) -> Place:
    return ground.site.town.door


def at_door(ground: Ground, door: Place) -> FrameMember:
    found = ground.planned()
    said = Registered("一号楼", place_id=door.pk, label="荀阿姨", phone="13811118888")
    (member,) = services.register_members(evaluation_id=found.pk, members=[said], by=ground.clerk, at=PLANNED)
    return member


def test_before_the_lock_they_are_struck_off_the_list(ground: Ground, door: Place) -> None:
    member = at_door(ground, door)

    erase(ground, member)

    assert not FrameMember.objects.exists()
    assert EvaluationStep.objects.get(act="evaluation.unregister").note == "应本人要求"


def test_who_waits_to_be_asked_is_not_asked_and_the_next_in_the_draw_is(ground: Ground) -> None:
    found = ground.collecting(count=60)
    task = tasks_of(found)[0]
    before = found.tasks.count()

    erase(ground, member_of(task))

    task.refresh_from_db()
    member = member_of(task)
    assert (task.state, task.substituted_by.state) == ("refused", "waiting")
    assert found.tasks.count() == before + 1
    assert (member.label_sealed, member.phone_sealed, member.code != "") == ("", "", True)


def test_who_left_between_lock_and_draw_keeps_the_place_and_is_not_asked(ground: Ground) -> None:
    found = ground.locked(count=10)
    member = first(ground)
    erase(ground, member)

    ground.draw(found)

    states = dict(found.tasks.values_list("member_id", "state"))
    assert len(states) == 10
    assert [pk for pk, state in states.items() if state == "refused"] == [member.pk]


def test_after_the_result_the_words_go_and_the_number_stays(ground: Ground) -> None:
    found = ground.published(count=10, bad=1)
    response = Response.objects.get(grade=BAD.grade)
    services.answer_resident(
        response_id=response.pk, text="夜里加了一班", by=ground.clerk, at=DRAWN + 5 * DAY
    )
    services.solicit(
        evaluation_id=found.pk,
        how="phone",
        said="夜里凉",
        wants="再热些",
        response_id=response.pk,
        by=ground.clerk,
        at=DRAWN + 5 * DAY,
    )
    results = list(EvaluationResult.objects.values())

    erase(ground, member_of(response.task))

    response.refresh_from_db()
    assert (response.good, response.missing, response.wants, response.salt) == ("", "", "", "")
    assert (response.grade, response.is_current, response.may_show) == (BAD.grade, True, False)
    assert list(EvaluationResult.objects.values()) == results
    assert ResponseReply.objects.get().text == ERASED_TEXT
    assert list(Solicitation.objects.values_list("said", "wants")) == [(ERASED_TEXT, ERASED_TEXT)]
    steps = EvaluationStep.objects.filter(note=ERASED_TEXT).order_by("act")
    assert list(steps.values_list("act", "salt")) == [("evaluation.answer", ""), ("evaluation.solicit", "")]


def test_the_copies_of_a_correction_go_too_and_of_a_flag_only_what_is_theirs(ground: Ground) -> None:
    found = ground.collecting(count=10)
    task = tasks_of(found)[0]
    old = ground.answer(task, BAD)
    services.correct_response(
        response_id=old.pk,
        said=replace(SAID, pressed=True),
        reason="王家按错了",
        by=ground.caller_of(task),
        at=DRAWN + 2 * HOUR,
    )
    alike = replace(SAID, good="今年冬天家里比去年暖和多了，老人夜里也不咳嗽了，谢谢大家。")
    for each in tasks_of(found)[1:]:
        ground.answer(each, alike)
    services.close_collection(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 2 * DAY)
    ground.look_at_flags(again(found))

    erase(ground, member_of(task))

    words = Response.objects.filter(task=task).values_list("good", "missing", "wants")
    assert set(words) == {("", "", "")}
    assert EvaluationStep.objects.get(act="evaluation.correct").note == ERASED_TEXT
    notes = dict(AnswerFlag.objects.values_list("kind", "note"))
    assert notes["pressed"] == notes["changed_grade"] == ERASED_TEXT
    assert notes["same_words"] != ERASED_TEXT


def test_a_name_or_a_number_is_put_right(ground: Ground, refuses: Callable[..., None]) -> None:
    census(ground)
    ref = str(first(ground).pk)

    correct_respondent(ref=ref, text="荀阿姨", by=ground.clerk, at=DRAWN)
    correct_respondent(ref=ref, text="139-1111-2222", by=ground.clerk, at=DRAWN)

    (words,) = told(ground, phone="13911112222")
    assert (words["称呼"], words["电话"]) == ("荀阿姨", "139-1111-2222")
    refuses("text.too_long", lambda: correct_respondent(ref=ref, text="长" * 41, by=ground.clerk, at=DRAWN))


def test_one_thing_said_is_put_right_or_removed_and_the_grade_is_not_touched(ground: Ground) -> None:
    found = ground.collecting(count=10)
    response = ground.answer(tasks_of(found)[0], replace(BAD, may_show=True))

    correct_answer(ref=f"{response.pk}.wants", text="白天也调", by=ground.clerk, at=DRAWN)
    erase_answer(ref=f"{response.pk}.missing", by=ground.clerk, at=DRAWN)

    response.refresh_from_db()
    assert (response.wants, response.missing, response.grade) == ("白天也调", "", BAD.grade)
    assert not response.may_show
