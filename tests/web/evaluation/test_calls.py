"""The caller's own list, one respondent, and what a caller never sees."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from doorstep.evaluation.models import CallAttempt, CallTask, Response
from doorstep.journal.models import Entry
from tests.evaluation.ground import Ground
from tests.web.world import form_of

CALLS = "/desk/evaluations/calls/"
SAID = {"grade": "4", "pressed": "no", "mode": "phone", "good": "家里暖和了"}


def own_tasks(ground: Ground) -> list[CallTask]:
    return list(CallTask.objects.filter(caller_id=ground.caller.account_id).order_by("order"))


def test_list_is_ones_own_in_the_order_of_the_draw_without_names(ground: Ground, browser) -> None:
    ground.collecting()
    shown = browser(ground.caller).get(CALLS)
    body = shown.content.decode()

    assert [each["task"].pk for each in shown.context["lines"]] == [each.pk for each in own_tasks(ground)]
    assert ("住户1" in body, "13900" in body, "现在可以打，还有 3 次" in body) == (False, False, True)


def test_questions_stand_words_first_grade_fourth_and_the_last_question_last(ground: Ground, browser) -> None:
    ground.collecting()
    body = browser(ground.caller).get(f"{CALLS}{own_tasks(ground)[0].pk}/").content.decode()
    asked = ("1. 好在哪里", "2. 还缺什么", "3. 希望怎么办", "4. 总的来说", "5. 有人要求您改评价或给好评吗?")

    assert [body.index(each) for each in asked] == sorted(body.index(each) for each in asked)


def test_number_is_behind_a_tap_that_the_journal_keeps(ground: Ground, browser) -> None:
    ground.collecting()
    task, caller = own_tasks(ground)[0], browser(ground.caller)

    assert "13900" not in caller.get(f"{CALLS}{task.pk}/").content.decode()
    shown = caller.post(f"{CALLS}{task.pk}/phone/").content.decode()

    assert "13900" in shown
    assert Entry.objects.filter(act="evaluation.read_phone", about=f"call_task:{task.pk}").count() == 1


def test_answer_is_taken_down_and_mended_with_a_reason(ground: Ground, browser) -> None:
    ground.collecting()
    task, caller = own_tasks(ground)[0], browser(ground.caller)

    assert caller.post(f"{CALLS}{task.pk}/", form_of(**SAID)).status_code == 303
    old = Response.objects.get()
    url = reverse("evaluation:correct", args=[old.pk])
    assert caller.post(url, form_of(**SAID | {"grade": "5"})).status_code == 422
    assert caller.post(url, form_of(**SAID | {"grade": "5", "reason": "按错了"})).status_code == 303

    assert list(Response.objects.order_by("id").values_list("grade", "is_current")) == [(4, False), (5, True)]


def test_grade_and_last_question_are_needed_and_the_words_stay(ground: Ground, browser) -> None:
    ground.collecting()
    task = own_tasks(ground)[0]

    refused = browser(ground.caller).post(f"{CALLS}{task.pk}/", form_of(good="家里暖和了", mode="phone"))

    assert (refused.status_code, "家里暖和了" in refused.content.decode()) == (422, True)
    assert set(refused.context["form"].errors) == {"grade", "pressed"}


def test_failed_attempt_says_when_to_try_again(ground: Ground, browser) -> None:
    ground.collecting()
    task, caller = own_tasks(ground)[0], browser(ground.caller)

    values = {"outcome": "no_answer", "call_after": "晚上七点以后"}
    assert caller.post(f"{CALLS}{task.pk}/failed/", form_of(**values)).status_code == 303
    body = caller.get(f"{CALLS}{task.pk}/").content.decode()

    assert CallAttempt.objects.count() == 1
    assert ("再打，还有 2 次" in body, "晚上七点以后" in body, "无人接听" in body) == (True, True, True)


def test_paper_is_keyed_in_with_its_day(ground: Ground, browser) -> None:
    ground.collecting()
    task, caller = own_tasks(ground)[0], browser(ground.caller)
    assert "哪天填的" in caller.get(f"{CALLS}{task.pk}/?paper=1").content.decode()

    values = SAID | {"mode": "paper", "said_on": "2026-06-02"}
    assert caller.post(f"{CALLS}{task.pk}/", form_of(**values)).status_code == 303

    only = Response.objects.get()
    assert (only.mode, only.said_on.isoformat(), only.task.attempt_count) == ("paper", "2026-06-02", 0)


def test_sheets_carry_a_number_and_a_code_and_no_name(ground: Ground, browser) -> None:
    found = ground.collecting()
    body = browser(ground.caller).get(f"/desk/evaluations/{found.number}/sheets/").content.decode()

    assert body.count('class="sheet-qr"') == len(own_tasks(ground))
    assert (own_tasks(ground)[0].member.code in body, "住户1" in body, "13900" in body) == (
        True,
        False,
        False,
    )


def test_somebody_elses_respondent_does_not_exist(ground: Ground, browser) -> None:
    ground.collecting()
    task = own_tasks(ground)[0]
    other = browser(ground.other_caller)

    assert other.get(f"{CALLS}{task.pk}/").status_code == 404
    assert other.post(f"{CALLS}{task.pk}/phone/").status_code == 404
    assert other.get(f"{CALLS}{task.pk}/sheet/").status_code == 404


def test_second_call_is_for_somebody_else(ground: Ground, browser) -> None:
    found = ground.closed()
    browser(ground.reviewer).post(f"/desk/evaluations/{found.number}/recalls/", form_of())
    recall = found.responses.filter(recall__isnull=False).order_by("id")[0]
    first = ground.caller_of(recall.task)
    second = ground.other_caller if first == ground.caller else ground.caller
    url = f"/desk/evaluations/recalls/{recall.recall.pk}/"

    assert browser(first).get(url).status_code == 404
    assert "13900" in browser(second).post(f"{url}phone/").content.decode()
    assert browser(second).post(url, form_of(outcome="differs", note="")).status_code == 400
    assert browser(second).post(url, form_of(outcome="differs", note="说的是不满意")).status_code == 303


def test_list_costs_the_same_at_one_row_and_at_many(ground: Ground, browser) -> None:
    ground.collecting()
    caller = browser(ground.caller)
    many = statements(caller, CALLS)
    keep = own_tasks(ground)[0].pk
    CallTask.objects.filter(caller_id=ground.caller.account_id).exclude(pk=keep).update(state="refused")

    assert (statements(caller, CALLS), many <= 14) == (many, True)


def statements(client: Any, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return len(seen)
