"""A member reports in, serves, is confirmed by somebody else, and sees own points and nobody else's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.people.models import Account
from doorstep.people.queries import actor_for
from doorstep.people.services import assign_role, create_account
from doorstep.rulebook.services import set_rule
from doorstep.volunteers.rules import Measure
from doorstep.volunteers.services import set_point_rules
from tests.browser.hands import Hands
from tests.browser.office import PASSWORD, Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]
Desk = Callable[[str], Hands]


@pytest.fixture
def with_points(office: Office) -> Office:
    """Points are on, and two accounts wait for their members."""
    at, by = timezone.now(), Actor.system("test", office.street_id)
    set_rule(
        street_id=office.street_id,
        code="points.enabled",
        value=1,
        effective_on=day_of(at),
        reason="办法已通过。",
        by=by,
        at=at,
    )
    clerk = actor_for(Account.objects.get(username="jingban"), day_of(at))
    measure = Measure("hour", 37, 240, 120)
    set_point_rules(ledger="party", measure=measure, evidence="他人核实", from_on=day_of(at), by=clerk, at=at)
    for username, name in (("baodao", "报小到"), ("linju", "邻小居")):
        made = create_account(
            street_id=office.street_id, username=username, display_name=name, password=PASSWORD, by=by, at=at
        )
        assign_role(
            account_id=made.account.pk, role="member", path=office.community, from_on=day_of(at), by=by, at=at
        )
    return office


def report_in(secretary: Hands, name: str, username: str) -> None:
    """The 报到单, received, with the account linked."""
    secretary.go("/desk/members/new/")
    secretary.write("姓名", name).write("电话", f"138 0000 {len(username):04}").write(
        "所在单位", "区实验小学"
    )
    secretary.main.get_by_label("本人已在报到单上签字同意").check()
    secretary.press("登记报到")
    secretary.follow("接收报到").press("接收报到")
    secretary.follow("关联账号").write("账号", username).press("关联账号")


def publish_post(secretary: Hands) -> None:
    secretary.go("/desk/members/posts/new/")
    secretary.write("岗位", "助老送餐").write("需要做什么", "给独居老人送午餐").write("需要几人", "5")
    secretary.press("发布岗位")


def serve(member: Hands, what: str, hours: str) -> Hands:
    """Take the post and write down what was done."""
    member.go("/desk/members/mine/").press("认领助老送餐")
    member.follow("登记服务")
    member.write("做了什么", what).write("为谁做的", "两位独居老人").write("几个小时", hours)
    return member.press("登记服务")


def confirm(worker: Hands, what: str) -> None:
    worker.go("/desk/members/waiting/").follow(what)
    worker.tick("核实结果", "组织方说办到了").press("核实服务")


@pytest.mark.usefixtures("with_points")
def test_member_sees_own_points_and_nobody_elses(
    desk_of: Desk, device: Callable[..., Any], phone: Hands
) -> None:
    secretary, worker = desk_of("shuji"), desk_of("wangge")
    publish_post(secretary)
    report_in(secretary, "荀葭宁", "baodao")
    report_in(secretary, "乙邻居", "linju")
    neighbour = device().sign_in("linju")
    serve(phone.sign_in("baodao"), "送午餐并查看煤气", "1")
    serve(neighbour, "送午餐和晚餐", "2")

    assert phone.missing("待核实", "党员积分 0") == []
    confirm(worker, "送午餐并查看煤气")
    confirm(worker, "送午餐和晚餐")
    phone.go("/desk/members/mine/")
    neighbour.go("/desk/members/mine/")

    assert phone.missing("已核实", "党员积分 37", "送午餐并查看煤气") == []
    assert phone.missing("74", "乙邻居", "送午餐和晚餐") == ["74", "乙邻居", "送午餐和晚餐"]
    assert neighbour.missing("党员积分 74") == []
