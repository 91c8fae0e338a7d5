"""An observer comments on a phone, the lead reports the to-do done, somebody else verifies it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from doorstep.kernel.calendar import day_of
from doorstep.projects.rules import quarter_of
from tests.browser.hands import Hands
from tests.browser.office import Office, running_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]


def plan_the_quarter(clerk: Hands) -> None:
    year, quarter = quarter_of(day_of(timezone.now()))
    clerk.go(f"/desk/observations/{year}/{quarter}/").follow("安排季度观摩").press("安排季度观摩")


def comment(observer: Hands, name: str) -> None:
    """On site, on a phone: what is good, what is missing, what to do until when."""
    observer.go("/desk/observations/").follow(name)
    observer.follow("登记观摩").press("登记观摩")
    observer.follow("点评")
    observer.write("亮点", "楼道里暖和了。").write("不足", "阀门没有贴牌子。").write("建议", "一周内贴好。")
    observer.tick("等次", "较好").press("点评")
    observer.follow("提出整改事项")
    observer.write("整改事项", "给每个阀门贴牌子。")
    observer.write("整改期限", (day_of(timezone.now()) + timedelta(days=7)).isoformat())
    observer.press("提出整改事项")


def test_observation_is_followed_until_somebody_else_has_looked(
    office: Office, desk_of: Callable[[str], Hands], phone: Hands
) -> None:
    project = running_project(office)
    plan_the_quarter(desk_of("jingban"))
    comment(phone.sign_in("shenhe"), project.name)

    lead, other = desk_of("shuji"), desk_of("jiandu")
    lead.go("/desk/observations/").follow(project.name).follow("报告整改完成")
    lead.write("情况或理由", "三十六个阀门都贴好了。").press("报告整改完成")
    other.go("/desk/observations/").follow(project.name).follow("复核整改").press("复核整改")

    assert other.missing("已复核", "三十六个阀门都贴好了。", "楼道里暖和了。") == []
    other.go(f"/desk/projects/{project.number}/")
    assert other.missing("季度观摩") == []
