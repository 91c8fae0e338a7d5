"""What a resident says about a plan is answered, and the next version shows what changed because of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from doorstep.people.queries import actor_for
from doorstep.projects.models import Opinion
from doorstep.publishing.services import conclude_notice, end_notices, refresh_snapshots
from tests.browser.hands import Hands
from tests.browser.office import Office, accounts_by_name, fill_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]
Desk = Callable[[str], Hands]
WORDS = "先把单元立管换了再做保温，不然白干。"
REASON = "立管和保温一起做，先立管后保温。"


@pytest.fixture
def project(office: Office, monkeypatch: pytest.MonkeyPatch) -> str:
    """The number of an approved project; its notice ran out while the office's clock went on."""
    filled = fill_office(office)
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=9))
    reviewer = actor_for(accounts_by_name()["shenhe"], timezone.localdate())
    end_notices(at=timezone.now())
    conclude_notice(notice_id=filled.notice, by=reviewer, at=timezone.now())
    return filled.project


def say(phone: Hands, project: str) -> Hands:
    phone.go(f"/projects/{project}/").follow("说说对方案的意见")
    return phone.write("您的意见", WORDS).press("交上去")


def post_next_version(reviewer: Hands, project: str) -> Hands:
    reviewer.go(f"/desk/projects/{project}/").follow("调整计划")
    return reviewer.write("措施", "先换立管，再做保温").write("为什么改", "听了住户的意见").press("调整计划")


def answer(clerk: Hands, project: str) -> Hands:
    clerk.go("/desk/").follow("东河苑供热管网改造").follow("一并答复")
    clerk.tick("采纳情况", "采纳").write("理由", REASON).choose("改动方案的哪一项", "措施")
    return clerk.press("答复")


def let_out(reviewer: Hands, office: Office) -> None:
    """Drawn by the clock, read and released by the second person."""
    at = timezone.now()
    refresh_snapshots(street_id=office.street_id, year=at.year, at=at)
    reviewer.go("/desk/publishing/waiting/")
    while reviewer.main.get_by_role("button", name="发布", exact=True).count():
        with reviewer.page.expect_navigation():
            reviewer.main.get_by_role("button", name="发布", exact=True).first.click()


def test_what_a_resident_says_is_answered_before_the_plan_changes_and_stands_beside_the_change(
    phone: Hands, desk_of: Desk, office: Office, project: str
) -> None:
    assert say(phone, project).missing("意见收到了", "方案（第 1 版）") == []

    reviewer = desk_of("shenhe")
    assert post_next_version(reviewer, project).missing("还有 1 条意见没有答复") == []
    assert answer(desk_of("jingban"), project).missing("已答复 1 条。", "1 条意见全部答复了。") == []
    assert post_next_version(reviewer, project).missing("已存为第 2 版。") == []

    let_out(reviewer, office)
    phone.go(f"/projects/{project}/plan/")
    assert (
        phone.missing("方案（第 2 版）", "听了住户的意见", "先换立管，再做保温", "因为这些意见", REASON) == []
    )
    assert phone.missing(WORDS) == [WORDS]


def type_where_the_cursor_stands(worker: Hands, text: str) -> None:
    """As soon as the page has put it into the first field."""
    worker.page.locator("textarea:focus").wait_for()
    worker.page.keyboard.type(text)


def test_opinions_are_keyed_in_one_after_the_other_without_leaving_the_page(
    desk_of: Desk, project: str
) -> None:
    worker = desk_of("wangge").go(f"/desk/opinions/{project}/new/")
    type_where_the_cursor_stands(worker, "立管先换。")
    worker.tick("怎么来的", "电话").press("登记，接着下一条")
    type_where_the_cursor_stands(worker, "周末别施工。")
    worker.press("登记，接着下一条")

    found = list(Opinion.objects.order_by("number").values_list("text", "source"))
    assert found == [("立管先换。", "phone"), ("周末别施工。", "phone")]


def test_every_page_about_a_plan_fits_a_phone(phone: Hands, project: str) -> None:
    wide = []
    say(phone, project)
    for path in (f"/projects/{project}/plan/", f"/projects/{project}/opinion/"):
        phone.go(path)
        if phone.page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(path)

    assert wide == []
