"""From the plan to the result through the desk's own pages."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from doorstep.evaluation.models import CallTask, Evaluation, FrameMember, Rectification
from doorstep.evaluation.queries.desk import things_to_evaluate
from doorstep.evaluation.rules import draw
from doorstep.evaluation.services import plan_part_evaluation
from doorstep.evaluation.services.checks import raise_flags_of
from tests.evaluation.ground import (
    BAD,
    DRAWN,
    PLANNED,
    SECRETS,
    Ground,
    again,
    hold_joint_meeting_for,
    tasks_of,
)
from tests.issues.town import DAY
from tests.web.world import form_of

BOARD = "/desk/evaluations/"


def page(found: Evaluation, tail: str = "") -> str:
    return f"{BOARD}{found.number}/{tail}"


def sent(client: Any, url: str, **values: Any) -> Any:
    response = client.post(url, form_of(**values))
    assert response.status_code == 303, response.content.decode()
    return response


def text_of(client: Any, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_board_names_projects_without_an_evaluation_and_lists_to_lock(ground: Ground, browser) -> None:
    project = ground.site.in_progress()
    clerk = browser(ground.clerk)

    before = text_of(clerk, BOARD)
    sent(clerk, reverse("evaluation:plan", args=[project.number]))
    after = text_of(clerk, BOARD)

    assert ("还没有测评" in before, f"plan/{project.number}/" in before) == (True, True)
    assert ("名单该锁定了" in after, "都安排了，很好。" in after) == (True, True)


def test_part_of_a_project_is_measured_from_the_page_of_the_project(ground: Ground, browser) -> None:
    found = ground.planned()
    clerk = browser(ground.clerk)
    alone = text_of(clerk, page(found))
    hold_joint_meeting_for(ground, found.project)
    plan = reverse("evaluation:plan", args=[found.project.number])

    assert (plan in alone, plan in text_of(clerk, page(found))) == (False, True)
    form = text_of(clerk, plan)
    (key,) = [each for each, _words in things_to_evaluate(found.project)]
    sent(clerk, plan, thing=key)
    part = Evaluation.objects.exclude(pk=found.pk).get()

    assert "推进供热改造" in form
    assert page(part) in text_of(clerk, page(found))
    assert page(found) in text_of(clerk, page(part))
    assert clerk.get(plan).status_code == 404  # nothing is left to measure
    assert part.part_title in text_of(clerk, f"{BOARD}?text=推进供热改造")


def test_report_of_a_part_is_compared_with_no_project(ground: Ground, browser) -> None:
    project = ground.site.in_progress()
    hold_joint_meeting_for(ground, project)
    (_whole, (key, _words)) = things_to_evaluate(project)
    kind, _colon, ref = key.partition(":")
    part = plan_part_evaluation(project_id=project.pk, kind=kind, ref=ref, by=ground.clerk, at=PLANNED)
    found = ground.closed(planned=part, late_reason="会后才登记到人")

    report = text_of(browser(ground.clerk), page(found, "result/"))

    assert ("单项不与项目的预期相比" in report, "名单在办完以后才锁定" in report) == (True, True)
    assert reverse("evaluation:compare") not in report


def test_board_is_filtered_and_says_when_nothing_fits(ground: Ground, browser) -> None:
    found = ground.planned()
    clerk = browser(ground.clerk)

    assert found.number in text_of(clerk, f"{BOARD}?state=planned&year=2026&text=供热")
    assert "没有符合的测评" in text_of(clerk, f"{BOARD}?state=archived")


def test_dwellings_below_a_place_are_registered_as_one_group(ground: Ground, browser) -> None:
    found = ground.planned()
    door = ground.site.town.door

    sent(browser(ground.clerk), page(found, "places/"), place=door.full_name, group="3号楼住户")

    assert list(FrameMember.objects.values_list("group", "place_id")) == [("3号楼住户", door.pk)]


def test_unknown_address_is_refused_and_what_was_typed_stays(ground: Ground, browser) -> None:
    found = ground.planned()

    response = browser(ground.clerk).post(
        page(found, "member/"), form_of(group="住户", address="没有这条路9号", label="王女士", phone="")
    )

    assert (response.status_code, "没有找到“没有这条路9号”" in response.content.decode()) == (400, True)
    assert "王女士" in response.content.decode()


def list_file() -> SimpleUploadedFile:
    rows = "组别,地址,称呼,电话\n住户,,王女士,13900000001\n住户,,,\n,,李先生,13900000002\n"
    return SimpleUploadedFile("名单.csv", rows.encode())


def test_list_is_shown_row_by_row_before_it_is_taken_in(ground: Ground, browser) -> None:
    found = ground.planned()
    clerk = browser(ground.clerk)

    preview = clerk.post(page(found, "list/import/"), form_of(file=list_file()))
    assert (preview.context["count"], preview.context["error_count"]) == (1, 2)
    assert FrameMember.objects.count() == 0

    hidden = preview.context["form"].initial
    sent(clerk, page(found, "list/import/"), content=hidden["content"], name=hidden["name"])
    assert FrameMember.objects.count() == 1
    assert "王女士" not in text_of(clerk, page(found, "list/"))


def test_pasted_list_is_taken_too(ground: Ground, browser) -> None:
    pasted = "组别\t地址\t称呼\t电话\n住户\t\t王女士\t13900000001\n"

    preview = browser(ground.clerk).post(page(ground.planned(), "list/import/"), form_of(pasted=pasted))

    assert (preview.context["count"], preview.context["error_count"]) == (1, 0)


def test_member_is_removed_with_a_reason(ground: Ground, browser) -> None:
    found = ground.registered(count=2)
    member = FrameMember.objects.order_by("id").first()
    clerk = browser(ground.clerk)

    refused = clerk.post(page(found, f"list/{member.pk}/remove/"), form_of(reason=""))
    sent(clerk, page(found, f"list/{member.pk}/remove/"), reason="登记重复")

    assert (refused.status_code, FrameMember.objects.count()) == (422, 1)


def test_both_sides_seal_lock_open_and_draw(ground: Ground, browser) -> None:
    found = ground.registered()
    clerk, supervisor = browser(ground.clerk), browser(ground.supervisor)

    made = clerk.post(page(found, "seal/a/"), {"make": "1"})
    words = made.context["words"]
    assert made.context["form"].initial["commitment"] == draw.commitment(words)
    sent(clerk, page(found, "seal/a/"), commitment=draw.commitment(words))
    sent(supervisor, page(found, "seal/b/"), commitment=draw.commitment(SECRETS["b"]))
    sent(clerk, page(found, "lock/"))
    sent(clerk, page(found, "reveal/a/"), secret=words)
    sent(supervisor, page(found, "reveal/b/"), secret=SECRETS["b"])
    sent(clerk, page(found, "draw/"), caller_ids=[ground.caller.account_id, ground.other_caller.account_id])

    assert (again(found).state, CallTask.objects.count()) == ("collecting", 29)


def test_each_side_is_closed_to_the_other(ground: Ground, browser) -> None:
    found = ground.registered()

    assert browser(ground.clerk).get(page(found, "seal/b/")).status_code == 403
    assert browser(ground.supervisor).get(page(found, "seal/a/")).status_code == 403


def test_reason_is_asked_for_only_where_the_list_comes_late(ground: Ground, browser) -> None:
    found = ground.registered(count=3)
    clerk = browser(ground.clerk)
    assert "为什么现在才锁定" not in text_of(clerk, page(found, "lock/"))

    type(found.project).objects.filter(pk=found.project_id).update(state="completion_claimed")
    assert "为什么现在才锁定" in text_of(clerk, page(found, "lock/"))
    sent(clerk, page(found, "lock/"), late_reason="名单登记晚了")
    assert "名单登记晚了" in text_of(clerk, page(found, "result/"))


def test_result_is_said_with_its_interval_and_without_a_rank(ground: Ground, browser) -> None:
    found = ground.closed(bad=3)
    body = text_of(browser(ground.reviewer), page(found, "result/"))

    for words in ("90%", "九成五把握", found.frame_hash, "各组的评价", "一号楼", "不排名次"):
        assert words in body
    assert "第一名" not in body


def test_flags_are_looked_at_and_the_result_reviewed(ground: Ground, browser) -> None:
    found = ground.closed(bad=6, said=replace(BAD, pressed=True))
    reviewer = browser(ground.reviewer)
    (flag,) = found.flags.all()

    early = reviewer.post(page(found, "review/"), form_of(note=""))
    sent(reviewer, page(found, f"flags/{flag.pk}/"), note="问过了，各是各说的")
    sent(reviewer, page(found, "review/"), note="")
    sent(reviewer, page(found, "recalls/"))

    assert (early.status_code, "还有提示没有人核看" in early.content.decode()) == (400, True)
    assert "问过了，各是各说的" in text_of(reviewer, page(found, "flags/"))
    assert (again(found).state, found.responses.filter(recall__isnull=False).count()) == ("reviewed", 10)


def test_dissatisfied_residents_are_answered_one_by_one(ground: Ground, browser) -> None:
    found = ground.published(bad=2)
    clerk = browser(ground.clerk)

    for each in found.responses.filter(grade=2):
        sent(clerk, f"{BOARD}answers/{each.pk}/reply/", text="已上门调好。")

    assert text_of(clerk, page(found, "residents/")).count("已上门调好。") == 2


def test_putting_right_goes_from_asking_again_to_the_second_round(ground: Ground, browser) -> None:
    found = ground.published(bad=8)
    clerk, secretary, supervisor = (
        browser(each) for each in (ground.clerk, ground.secretary, ground.supervisor)
    )
    low = found.responses.filter(grade=2).first()

    sent(clerk, f"{BOARD}answers/{low.pk}/solicit/", how="visit", said="夜里凉", wants="夜里调")
    values = {"cause": "夜间无人调节", "action": "夜班测温", "kind": "simple"}
    sent(clerk, page(found, "rectify/"), owner_id=ground.secretary.account_id, **values)
    one = Rectification.objects.get()
    sent(secretary, f"{BOARD}rectifications/{one.pk}/report/", note="夜班已排")
    sent(supervisor, f"{BOARD}rectifications/{one.pk}/back/", note="今晚还凉")
    sent(secretary, f"{BOARD}rectifications/{one.pk}/report/", note="阀门也换了")
    sent(supervisor, f"{BOARD}rectifications/{one.pk}/verify/")
    sent(clerk, page(found, "again/"))

    assert (again(found).state, again(found).round) == ("rectifying", 2)


def test_reviewed_result_leads_to_its_notice(ground: Ground, browser) -> None:
    found = ground.reviewed()
    clerk, reviewer = browser(ground.clerk), browser(ground.reviewer)
    body = text_of(clerk, page(found))
    made = sent(clerk, reverse("publishing:draft-kind", args=["result"]), key=str(found.pk))

    door = reverse("publishing:draft-kind", args=["result"])
    assert (door in body, door in text_of(reviewer, page(found))) == (True, False)
    assert "满意度评价结果公示" in text_of(reviewer, made["Location"])


def test_second_round_stands_beside_the_first(ground: Ground, browser) -> None:
    found = ground.second_round(bad=8)
    for task in tasks_of(found, round=2):
        ground.answer(task, at=DRAWN + 11 * DAY)
    clerk = browser(ground.clerk)
    sent(clerk, page(found, "close/"), themes="夜里暖和了\n调节及时")
    body = text_of(clerk, page(found, "result/"))

    for words in ("第一次", "整改以后", "前后两次比", "由不满意变为满意", "什么都不做", "夜里暖和了"):
        assert words in body


def test_call_records_name_nobody(ground: Ground, browser) -> None:
    found = ground.closed(bad=1)

    response = browser(ground.reviewer).post(page(found, "records/"), form_of())

    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    text = str(rows)
    assert (BAD.missing in text, "住户1" in text, "13900" in text) == (True, False, False)


def test_rectifications_are_a_table(ground: Ground, browser) -> None:
    found = ground.verified(bad=8)

    response = browser(ground.clerk).post(page(found, "mended/"), form_of())

    assert "夜班每两小时测一次温" in str(
        CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    )


def test_site_is_assessed_by_its_list_and_stands_beside_the_answers(ground: Ground, browser) -> None:
    found = ground.closed()
    type(found.project).objects.filter(pk=found.project_id).update(state="completion_claimed")
    reviewer = browser(ground.reviewer)
    form = reviewer.get(page(found, "site/?kind=heating")).context["form"]
    answers = {name: "yes" for name in form.fields if name.startswith("answer_")}

    bare = reviewer.post(
        page(found, "site/?kind=heating"), form_of(seen_on="2026-06-02", **answers | {"answer_leak": "no"})
    )
    sent(reviewer, page(found, "site/?kind=heating"), seen_on="2026-06-02", **answers)

    assert (bare.status_code, "都要写一句为什么" in bare.content.decode()) == (400, True)
    assert "管道和阀门无渗漏" in text_of(reviewer, page(found, "result/"))


def test_scheme_says_how_many_are_asked(ground: Ground, browser) -> None:
    found = ground.registered()

    assert "一共 40 位，分组随机抽 29 位左右" in text_of(browser(ground.clerk), page(found, "scheme/"))


def statements(client: Any, url: str) -> int:
    """Once to warm what is kept in memory, then counted."""
    text_of(client, url)
    with CaptureQueriesContext(connection) as seen:
        text_of(client, url)
    return len(seen)


def test_pages_cost_the_same_at_one_row_and_at_three(ground: Ground, browser) -> None:
    clerk = browser(ground.clerk)
    found = ground.closed(bad=1, said=replace(BAD, pressed=True))
    pages = [page(found, tail) for tail in ("", "result/", "residents/", "list/", "flags/")] + [BOARD]
    one = {url: statements(clerk, url) for url in pages}
    for other in found.responses.filter(grade=4).order_by("id")[:2]:
        type(other).objects.filter(pk=other.pk).update(grade=2)
    raise_flags_of(found, at=DRAWN)

    assert {url: statements(clerk, url) for url in pages} == one
    assert max(one.values()) <= 20, one
