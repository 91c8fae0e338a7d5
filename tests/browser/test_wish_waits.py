"""A resident reads why their wish waits, and when it is looked at again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from doorstep.consultations.models import AgendaItem
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import Call, ItemPlan, Ruling, call_meeting, decide_item, hold_meeting
from doorstep.funds.rules import GATE, RUBRICS
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.people.queries import actor_for
from doorstep.projects.models import Project
from tests.browser.hands import Hands
from tests.browser.office import Filled, Office, accounts_by_name, fill_office, grant_the_quotas
from tests.browser.test_opinions import let_out

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]
Desk = Callable[[str], Hands]
REASON = "今年的额度先修东门小路，还差 3,100 元；有结余就列入。"


@pytest.fixture
def filled(office: Office) -> Filled:
    """Somebody's matter has become a project that stands in notice; the branch has its quota."""
    grant_the_quotas(office)
    return fill_office(office)


def person(login: str) -> Actor:
    return actor_for(accounts_by_name()[login], timezone.localdate())


def meet(project: Project) -> AgendaItem:
    """The branch met a moment ago."""
    by, at = person("shuji"), timezone.now() - timedelta(minutes=1)
    call = Call(
        kind="committee",
        title="东河社区支委会",
        path=project.path,
        room="社区会议室",
        starts_at=at,
        agenda=(ItemPlan("今年额度列入哪些", rule="party_meeting"),),
        entitled=7,
    )
    meeting = call_meeting(call=call, by=by, at=at)
    hold_meeting(meeting_id=meeting.pk, chair="主持人", entitled=7, attended=6, by=by, at=at)
    item = AgendaItem.objects.get(meeting=meeting)
    ruling = Ruling(decision="先修路。", votes={"heads": Votes(7, 6, 5, 1)})
    return decide_item(item_id=item.pk, ruling=ruling, by=by, at=at)


def put_forward(secretary: Hands, project: Project) -> None:
    """The secretary opens a round, adds the project and answers the gate."""
    secretary.go("/desk/money/rounds/").follow("开始一轮遴选").choose("哪个党组织", project.org.name)
    secretary.press("开始一轮遴选").follow("列为候选")
    secretary.choose("项目", f"{project.number} {project.name}").write("需要多少额度（元）", "8,000")
    secretary.press("列为候选").follow(project.name).follow("核对列支条件")
    for label in GATE.values():
        secretary.tick(label, "是")
    secretary.press("核对列支条件")


def grade(hands: Hands, address: str) -> None:
    hands.go(address).follow("评分")
    for each in RUBRICS["2026-1"]:
        hands.tick(each.label, f"3 {each.anchor(3)}")
    hands.write("凭什么这样评", "看了走访台账和现场。").press("评分")


def test_a_resident_reads_why_their_wish_waits(
    phone: Hands, desk_of: Desk, office: Office, filled: Filled
) -> None:
    wish = Project.objects.get(number=filled.project)
    secretary = desk_of("shuji")
    put_forward(secretary, wish)
    address = secretary.address
    for login in ("jingban", "shenhe"):
        grade(desk_of(login), address)
    item = meet(wish)
    look_on = (day_of(timezone.now()) + timedelta(days=60)).isoformat()

    secretary.go(address).follow("记录会议的决定")
    secretary.choose(
        "哪次会议定的", f"{item.meeting.starts_at.astimezone():%m-%d} {item.meeting.title} · {item.title}"
    )
    secretary.tick("会议怎么定的", "暂未列入").write("暂未列入的原因", REASON).write("什么时候再议", look_on)
    secretary.press("记录会议的决定")
    assert secretary.missing("暂未列入", REASON, "赞成 5，反对 1") == []

    phone.go(f"/projects/{wish.number}/")
    assert phone.missing(REASON) == [REASON]
    let_out(desk_of("shenhe"), office)
    phone.go(f"/projects/{wish.number}/")
    words = (wish.name, "今年的专项额度暂未列入。", REASON, f"{look_on} 前再议。", "东河社区支委会")
    assert phone.missing(*words) == []
    phone.go("/track/").write("问题编号", filled.number).write("查询密码", filled.pin).press("查进度")
    assert phone.missing("已成为项目", *words) == []
