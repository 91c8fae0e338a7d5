"""From a doorstep to an approved project, as the people do it: on their screens, in their words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from doorstep.issues.models import Issue
from tests.browser.hands import Hands
from tests.browser.office import DOOR

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]
Desk = Callable[[str], Hands]
WORDS = "楼里暖气一直不热，老人晚上冻得睡不着。"


def report(phone: Hands, text: str = WORDS) -> tuple[str, str]:
    """Say it on the phone; returns the number and the query password from the plate."""
    phone.go("/").follow("反映问题")
    phone.write("什么事", text).write("在哪里", DOOR).write("怎么称呼", "王秀兰").write(
        "电话", "138 0000 1234"
    )
    phone.press("交上去")
    plate = phone.page.locator(".plate-big")
    number = plate.locator(".plate-number").inner_text().replace(" ", "")
    return number, plate.locator(".plate-pin").inner_text().strip()


def open_issue(person: Hands, number: str) -> Hands:
    return person.go(f"/desk/issues/{number}/")


def put_right_at_once(desk_of: Desk, number: str) -> None:
    clerk = open_issue(desk_of("jingban"), number)
    clerk.follow("分办").tick("怎么办", "立行立改").press("分办")
    clerk.follow("派单").choose("承办单位", "城建科").press("派单")
    handler = open_issue(desk_of("chengban"), number)
    handler.follow("接单").press("接单")
    handler.follow("办结").write("办了什么", "清洗了入户过滤网，室温升到十九度。").press("办结")


def call_back_not_solved(desk_of: Desk, number: str) -> Hands:
    caller = open_issue(desk_of("huifang"), number).follow("回访")
    caller.tick("怎样回访", "电话").tick("找到人了吗", "接通")
    caller.write("反映人怎么说", "过了两天又凉了，整栋楼都这样。")
    caller.tick("解决了吗", "未解决").tick("对这次办理满意吗", "不满意")
    return caller.press("记下回访")


def make_project(desk_of: Desk, number: str) -> str:
    """The secretary writes the project down, another says how hard it is, and it is applied for; its number."""
    first, last = timezone.localdate(), timezone.localdate() + timedelta(days=60)
    secretary = open_issue(desk_of("shuji"), number).follow("转为项目")
    secretary.write("名称", "东河苑供热管网改造").choose("支部", "东河第一支部").choose("领域", "民生实事")
    secretary.tick("导向", "应急需")
    secretary.write("目标", "全楼 36 户室温不低于 18 度").write("现状", "36 户室温 14 度")
    secretary.write("完成的证明", "入户测温记录")
    secretary.write("开始日期", str(first)).write("完成日期", str(last))
    secretary.write("受益对象", "东河苑住户 36 户")
    secretary.write("季度节点", f"{first} 入户测温\n{last} 换管完成")
    secretary.write("实物或人力", "热力公司出工")
    secretary.write("公开简介", "换掉东河苑的老供热管，让每家都热起来。")
    page = secretary.press("保存").address
    say_how_hard(desk_of("jingban"), page)
    secretary.go(page).follow("申报").press("申报")
    return secretary.address.split("/")[-2]


def say_how_hard(clerk: Hands, page: str) -> None:
    """An application says how hard the project is, and why, in the words of somebody who does not lead it."""
    clerk.go(page).follow("评定难度").tick("难度", "3 中等").write("理由", "要热力公司配合").press("评定难度")


def give_notice(desk_of: Desk, project: str) -> str:
    """Checked, drafted, read by a second person, posted; returns the notice's address."""
    clerk = desk_of("jingban").go(f"/desk/projects/{project}/")
    clerk.follow("审查通过").press("审查通过")
    clerk.press("起草立项公示")
    notice = clerk.address
    desk_of("shenhe").go(notice).follow("审核通过").press("审核通过")
    clerk.go(notice).follow("张贴公示").write("张贴在哪里", "东河苑门口公告栏").press("张贴公示")
    return notice


def let_days_pass(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """The office's clock runs ahead; the people's own devices do not notice."""
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=days))


def test_what_was_said_at_the_door_becomes_an_approved_project_that_the_resident_can_follow(
    phone: Hands, desk_of: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, pin = report(phone)
    put_right_at_once(desk_of, number)
    caller = call_back_not_solved(desk_of, number)
    assert caller.missing("已记下回访，并已重新办理。", "重办次数") == []

    project = make_project(desk_of, number)
    notice = give_notice(desk_of, project)
    phone.go("/track/").write("问题编号", number).write("查询密码", pin).press("查进度")
    assert phone.missing("东河苑供热管网改造", "公示中") == []

    let_days_pass(monkeypatch, 30)
    desk_of("jingban").go(notice).follow("结束公示期").press("结束公示期")
    reviewer = desk_of("shenhe").go(notice).follow("办理立项").press("办理立项")
    assert reviewer.missing("已归档") == []

    phone.page.reload()
    assert (
        phone.missing(
            WORDS, "清洗了入户过滤网", "未解决", "重新办理", "转为项目", "东河苑供热管网改造", "已立项"
        )
        == []
    )
    phone.follow("东河苑供热管网改造")
    assert phone.missing("换掉东河苑的老供热管", "36 户", "立项", "已立项") == []


def test_every_page_of_the_resident_fits_a_phone(phone: Hands, desk_of: Desk) -> None:
    wide = []
    number, _pin = report(phone)
    for path in (
        "/",
        "/report/",
        "/report/received/",
        "/track/",
        f"/track/{number}/",
        "/projects/",
        "/feedback/",
    ):
        phone.go(path)
        if phone.page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(path)

    assert wide == []


def test_reporting_works_without_javascript(device: Any) -> None:
    phone = device(screen={"width": 390, "height": 844}, scripts=False)

    number, _pin = report(phone)

    assert (Issue.objects.get().tracking, phone.missing("已收到，谢谢您", "接下来")) == (number, [])


@pytest.mark.parametrize("scripts", [True, False])
def test_pressing_twice_makes_one_issue(device: Any, scripts: bool) -> None:
    phone = device(scripts=scripts).go("/report/").write("什么事", WORDS).write("在哪里", DOOR)

    phone.main.get_by_role("button", name="交上去").dblclick()
    phone.page.get_by_text("已收到，谢谢您").wait_for()  # the first of the two navigations may be given up

    assert (Issue.objects.count(), phone.missing("已收到，谢谢您")) == (1, [])


def test_a_draft_typed_before_the_time_out_is_there_after_signing_in_again(
    phone: Hands, desk_of: Desk
) -> None:
    number, _pin = report(phone)
    clerk = open_issue(desk_of("jingban"), number).follow("分办").tick("怎么办", "限时整改")
    clerk.main.get_by_label("说明").press_sequentially("先去看锅炉房")
    clerk.page.context.clear_cookies(name="sessionid")

    clerk.press("分办")
    assert clerk.address == "/sign-in/"
    clerk.sign_in("jingban")

    assert clerk.main.get_by_label("说明").input_value() == "先去看锅炉房"
    assert clerk.press("分办").missing("已分办。", "限时整改") == []


def test_the_language_of_the_desk_stays_until_it_is_switched_back(desk_of: Desk) -> None:
    clerk = desk_of("jingban")
    language = clerk.page.locator("html")

    with clerk.page.expect_navigation():
        clerk.page.get_by_role("button", name="English").click()
    english = language.get_attribute("lang"), clerk.missing("My day"), clerk.go("/desk/").missing("My day")
    with clerk.page.expect_navigation():
        clerk.page.get_by_role("button", name="中文").click()

    assert (english, language.get_attribute("lang"), clerk.missing("今日待办")) == (
        ("en", [], []),
        "zh-hans",
        [],
    )


def test_public_pages_have_an_english_face_with_the_same_form(phone: Hands) -> None:
    phone.go("/report/").follow("English")

    assert (phone.address, phone.page.locator("html").get_attribute("lang")) == ("/en/report/", "en")
    assert (phone.missing("Report an issue"), phone.page.locator("[name=text]").count()) == ([], 1)


def test_elder_mode_enlarges_the_type_and_stays(phone: Hands) -> None:
    phone.go("/")
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = phone.page.evaluate(size)

    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="长辈版").click()
    phone.go("/report/")

    assert (phone.page.evaluate(size) > before, phone.page.evaluate(size) >= 22) == (True, True)
    assert phone.page.get_by_role("button", name="标准字号").is_visible()
