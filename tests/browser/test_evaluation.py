"""Residents are asked on a phone, the deliverer stays outside, and what is put right is judged twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.conftest import PHONE
from tests.browser.hands import Hands
from tests.browser.measuring import answered, collecting, published, registered
from tests.browser.office import Office
from tests.browser.test_axe import findings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]
BOARD = "/desk/evaluations/"


def test_caller_works_through_the_list_on_a_phone(office: Office, phone: Hands) -> None:
    collecting(office, count=3)
    phone.sign_in("huifang").go(f"{BOARD}calls/")
    assert phone.missing("还有 3 位，共 3 位") == []

    phone.page.locator("a.call").first.click()
    phone.press("看称呼和电话")
    assert "139" in phone.text
    phone.write("1. 好在哪里？", "楼道里暖和了。")
    phone.tick("4. 总的来说，您满意吗？", "满意")
    phone.tick("5. 有人要求您改评价或给好评吗?", "没有")
    phone.press("记下评价")

    phone.page.locator("a.call").first.click()
    phone.tick("这一次怎么样", "不愿答").press("记下没问成")

    assert phone.missing("已记下这一次", "还有 1 位，共 3 位") == []
    assert findings(phone) == []


def test_the_project_lead_can_neither_see_nor_touch_it(
    office: Office, desk_of: Callable[[str], Hands]
) -> None:
    found = collecting(office)
    lead = desk_of("shuji")
    lead.go("/desk/")
    assert "满意度测评" not in lead.text

    tails = ("", f"{found.number}/", f"{found.number}/result/", f"{found.number}/close/", "calls/", "funnel/")
    for tail in tails:
        lead.go(f"{BOARD}{tail}")
        assert lead.missing("楼道里暖和了", found.number) == ["楼道里暖和了", found.number]
        assert lead.page.locator("main form[method=post]").count() == 0


def test_a_rectification_ends_with_both_results_on_the_page(
    office: Office, desk_of: Callable[[str], Hands]
) -> None:
    found = published(office, bad=3)
    clerk, lead, other = desk_of("jingban"), desk_of("shuji"), desk_of("jiandu")

    clerk.go(f"{BOARD}{found.number}/").follow("登记再次征求的意见")
    clerk.tick("怎么问的", "座谈").write("居民怎么说", "夜里凉").write("希望怎么办", "夜里也调")
    clerk.press("登记再次征求的意见").follow("安排整改")
    clerk.write("原因", "夜间无人调节").write("措施", "夜班每两小时测一次温")
    clerk.tick("哪一类", "简单事项").press("安排整改")

    lead.go("/desk/").follow("夜班每两小时测一次温")
    assert "夜里还是凉" not in lead.text
    lead.follow("报告整改完成").write("说明", "夜班已排。").press("报告整改完成")
    other.go(f"{BOARD}{found.number}/").follow("夜间无人调节").follow("看过了，已改好").press(
        "看过了，已改好"
    )

    clerk.go(f"{BOARD}{found.number}/").follow("开始再次评价").press("开始再次评价")
    clerk.follow("抽签")
    clerk.main.get_by_label("回小访").check()
    clerk.press("抽签")
    answered(found, at=timezone.now() + timedelta(minutes=1))
    clerk.go(f"{BOARD}{found.number}/").follow("结束收集").press("结束收集").follow("看结果")

    assert clerk.missing("第一次", "整改以后", "50%", "100%", "前后两次比", "3 位由不满意变为满意") == []


def test_a_number_is_sealed_on_the_device_itself(office: Office, desk_of: Callable[[str], Hands]) -> None:
    found = registered(office, count=2)
    clerk = desk_of("jingban").go(f"{BOARD}{found.number}/seal/a/")
    clerk.page.wait_for_load_state("networkidle")
    asked: list[str] = []
    clerk.page.on("request", lambda request: asked.append(request.method))

    clerk.main.get_by_role("button", name="生成随机文字").click()
    clerk.page.locator("[data-seal-words]").wait_for(state="visible")
    words = clerk.page.locator("[data-seal-words]").inner_text()
    code = clerk.page.locator("[data-seal-code]").input_value()

    assert (len(words), len(code), asked) == (19, 64, [])
    clerk.press("我已抄好，提交封存码")
    assert clerk.missing("封存码已提交", "已提交") == []


def test_without_scripts_the_server_shows_the_words_once(
    office: Office, device: Callable[..., Hands]
) -> None:
    found = registered(office, count=2)
    clerk = device(scripts=False).sign_in("jingban").go(f"{BOARD}{found.number}/seal/a/")

    clerk.press("生成随机文字")

    assert clerk.missing("请抄下来，只显示这一次", "没有保存") == []
    clerk.press("我已抄好，提交封存码")
    assert clerk.missing("封存码已提交") == []


@pytest.mark.parametrize("screen", [PHONE, {"width": 1440, "height": 900}], ids=["phone", "laptop"])
def test_pages_of_an_evaluation_pass_axe(
    office: Office, device: Callable[..., Hands], screen: dict[str, int]
) -> None:
    found = published(office, bad=3)
    paths = {
        "jingban": (
            "",
            f"{found.number}/",
            *(f"{found.number}/{tail}/" for tail in TAILS),
            "funnel/",
            "compare/",
        ),
        "huifang": ("calls/", "recalls/"),
        "jiandu": (f"{found.number}/site/", f"{found.number}/site/sheet/"),
    }
    wrong = {}
    for username, tails in paths.items():
        person = device(screen=screen).sign_in(username)
        for tail in tails:
            if problems := findings(person.go(f"{BOARD}{tail}")):
                wrong[tail] = problems
    public = device(screen=screen).go("/evaluations/check/")

    assert (wrong, findings(public)) == ({}, [])


TAILS = ("list", "scheme", "result", "flags", "residents", "solicit", "archive")
