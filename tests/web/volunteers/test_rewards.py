"""Rewards at the desk and on one's own page: the code is the member's, no name stands in the keeper's list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from doorstep.kernel.calendar import day_of
from doorstep.volunteers.codes import code_of
from doorstep.volunteers.models import PointEntry, PointRuleSet, Redemption, Reward
from tests.volunteers.office import claimed, confirmed, linked
from tests.web.world import World, form_of

MINE = "/desk/members/mine/"


@pytest.fixture
def member(world: World) -> World:
    """The signed-in member has points of the present year."""
    own = linked(world.town, claimed(world.town, name="甲一"), world.town.member)
    service = confirmed(world.town, own)
    PointEntry.objects.filter(service=service).update(value=50, on=day_of(timezone.now()))
    return world


def put_up(world: World, **changes: object) -> int:
    ends_on = day_of(timezone.now()) + timedelta(days=60)
    values = {"title": "雨伞", "kind": "goods", "ledger": "party", "price": 7, "stock": 3, "ends_on": ends_on}
    return world.browser("clerk").post("/desk/members/rewards/new/", form_of(**values | changes)).status_code


def test_reward_is_put_up_taken_and_handed_out_against_the_code(member: World) -> None:
    assert put_up(member) == 303
    reward = Reward.objects.get()

    taken = member.browser("member").post(f"{MINE}rewards/{reward.pk}/", form_of())
    made = Redemption.objects.get()
    code = code_of(made.pk)
    shown = f"{code[:5]} {code[5:]}"

    assert taken.status_code == 303
    assert shown in member.browser("member").get(MINE).content.decode()
    listed = member.browser("clerk").get("/desk/members/rewards/").content.decode()
    assert [word in listed for word in ("雨伞", shown, "甲一")] == [True, False, False]
    handed = member.browser("clerk").post(
        "/desk/members/rewards/hand-over/", form_of(code=shown), follow=True
    )
    assert "请发放：雨伞。" in handed.content.decode()
    assert shown not in member.browser("member").get(MINE).content.decode()


def test_money_is_refused_in_words(member: World) -> None:
    assert put_up(member, title="现金二十元") == 400


def test_given_back_on_ones_own_page(member: World) -> None:
    put_up(member)
    client = member.browser("member")
    client.post(f"{MINE}rewards/{Reward.objects.get().pk}/", form_of())

    back = client.post(f"{MINE}redemptions/{Redemption.objects.get().pk}/", form_of(reason="不需要了"))

    assert (back.status_code, Redemption.objects.get().state) == (303, "reversed")


def test_new_rule_set_is_a_new_version(member: World) -> None:
    values = {
        "ledger": "party",
        "unit": "act",
        "value": 3,
        "cap_day_minutes": 240,
        "cap_act_minutes": 120,
        "beneficiary_percent": 120,
        "evidence": "他人核实",
        "from_on": day_of(timezone.now()),
    }

    response = member.browser("clerk").post("/desk/members/point-rules/new/", form_of(**values), follow=True)

    assert "新办法已定" in response.content.decode()
    assert PointRuleSet.objects.filter(ledger="party", unit="act").count() == 1
    assert "按次" in member.browser("clerk").get("/desk/members/point-rules/").content.decode()
