"""A partner claims a need, delivers, and both sides rate; a partner sees nothing else of the desk."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.people.models import Account
from doorstep.people.queries import actor_for
from doorstep.people.services import assign_role, create_account, create_partner, name_liaison
from tests.browser.hands import Hands
from tests.browser.office import PASSWORD, Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]


@pytest.fixture
def with_a_partner(office: Office) -> Office:
    """A clinic of the street, with a liaison who signs in."""
    at, system = timezone.now(), Actor.system("test", office.street_id)
    clerk = actor_for(Account.objects.get(username="jingban"), day_of(at))
    clinic = create_partner(name="东河口腔门诊部", kind="company", by=clerk, at=at)
    made = create_account(
        street_id=office.street_id,
        username="lianluo",
        display_name="连小络",
        password=PASSWORD,
        by=system,
        at=at,
    )
    assign_role(
        account_id=made.account.pk, role="partner", path=office.path, from_on=day_of(at), by=system, at=at
    )
    name_liaison(partner_id=clinic.pk, account_id=made.account.pk, by=system, at=at)
    return office


def publish_need(clerk: Hands) -> None:
    today = day_of(timezone.now())
    clerk.go("/desk/partners/needs/").follow("登记需求")
    clerk.write("需求", "给老人查牙").choose("社区", "东河社区").choose("资源类别", "技术")
    clerk.write("数量", "2").write("内容", "重阳节前给社区老人查一次牙。")
    clerk.write("从哪天起", today.isoformat())
    clerk.write("到哪天止", (today + timedelta(days=30)).isoformat())
    clerk.press("登记需求").follow("发布").press("发布")


def rate(side: Hands, words: str) -> None:
    side.follow("评价").tick("评价", "很满意").write("说一句", words).press("评价")


@pytest.mark.usefixtures("with_a_partner")
def test_partner_claims_delivers_and_both_rate(desk_of: Callable[[str], Hands], phone: Hands) -> None:
    clerk, partner = desk_of("jingban"), phone.sign_in("lianluo")
    publish_need(clerk)

    partner.go("/desk/partners/own/").follow("给老人查牙").follow("认领").press("认领")
    clerk.go("/desk/partners/needs/").follow("给老人查牙").follow("确认对接").press("确认对接")
    clerk.follow("开始落实").press("开始落实")
    partner.go("/desk/partners/own/").follow("给老人查牙").follow("完成落实")
    partner.write("情况或理由", "来了四十一位老人。").press("完成落实")
    rate(partner, "社区组织得好。")
    assert partner.missing("大夫很耐心。") == ["大夫很耐心。"]
    clerk.go("/desk/partners/needs/").follow("给老人查牙")
    rate(clerk, "大夫很耐心。")

    assert clerk.missing("社区组织得好。", "大夫很耐心。") == []
    partner.go("/desk/partners/own/").follow("给老人查牙")
    assert partner.missing("社区组织得好。", "大夫很耐心。") == []


@pytest.mark.usefixtures("with_a_partner")
def test_partner_finds_nothing_else(phone: Hands) -> None:
    partner = phone.sign_in("lianluo")

    answers = [
        partner.page.goto(path).status
        for path in ("/desk/issues/", "/desk/partners/", "/desk/projects/", "/desk/members/")
    ]

    assert answers == [403, 403, 403, 403]
