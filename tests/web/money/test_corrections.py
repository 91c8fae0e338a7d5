"""Wrong numbers put right through the desk, and the page that opens on the year with money."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from doorstep.funds.models import FundQuota, FundSource
from doorstep.funds.services import pool_quota, receive_money
from doorstep.kernel.actor import Grant
from tests.web.money.test_money import quota_of
from tests.web.world import World, form_of


def corrected(world: World, role: str, move: Any, **values: Any) -> Any:
    return world.browser(role).post(f"/desk/money/moves/{move.pk}/correct/", form_of(**values), follow=True)


def test_a_receipt_is_put_right_and_keeps_what_was_typed_when_refused(world: World) -> None:
    source, now = FundSource.objects.filter(street=world.town.street).order_by("id")[0], timezone.now()
    receive_money(source_id=source.pk, amount_fen=500_000, reason="首笔", by=world.town.finance, at=now)
    move, page = source.moves.get(reason="首笔"), f"/desk/money/sources/{source.pk}/"
    url = f"/desk/money/moves/{move.pk}/correct/"

    offered = world.browser("finance").get(page).content.decode()
    asked = world.browser("finance").get(url).content.decode()
    wrong = corrected(world, "finance", move, right_fen="很多", reason="打错了")
    done = corrected(world, "finance", move, right_fen="50", reason="打错了")
    again = corrected(world, "finance", move, right_fen="60", reason="再改")

    assert (url in offered, "原来记的" in asked, "5,000.00" in asked) == (True,) * 3
    assert (
        wrong.status_code,
        'value="很多"' in wrong.content.decode(),
        "打错了" in wrong.content.decode(),
    ) == (
        422,
        True,
        True,
    )
    words = ("已更正，原来的和更正的都在明细里。", "冲销下达", "50.00", "已冲销")
    assert [word for word in words if word not in done.content.decode()] == []
    assert (again.status_code, "这一条已经更正过" in again.content.decode()) == (400, True)


def test_a_loan_is_offered_for_giving_back_to_the_taker_alone(world: World) -> None:
    year, now = timezone.now().year, timezone.now()
    taker = quota_of(world, year)
    giver = FundQuota.objects.get(org=world.corners["beyond"].project.org, year=year)
    speaker = replace(world.town.people["secretary"], grants=(Grant("secretary", giver.path),))
    pool_quota(giver_id=giver.pk, taker_id=taker.pk, amount_fen=400_000, reason="借", by=speaker, at=now)
    move = taker.moves.get(kind="pool_in")
    url, page = f"/desk/money/moves/{move.pk}/correct/", f"/desk/money/quotas/{taker.pk}/"

    refused = corrected(world, "finance", move, right_fen="0", reason="退")
    done = corrected(world, "secretary", move, right_fen="1000", reason="应是一千")

    assert url not in world.browser("finance").get(page).content.decode()
    assert refused.status_code == 403
    assert "已更正" in done.content.decode()
    taker.refresh_from_db()
    assert taker.pooled_fen == 100_000


def test_a_charge_is_written_down_with_what_the_bank_says(world: World) -> None:
    quota = quota_of(world, timezone.now().year)
    client, page = world.browser("finance"), f"/desk/money/quotas/{quota.pk}/"

    too_much = client.post(f"{page}charge/", form_of(amount_fen="9999999", reason="划错"))
    done = client.post(f"{page}charge/", form_of(amount_fen="12", reason="手续费 B9"), follow=True)

    assert (too_much.status_code, "可用，不够" in too_much.content.decode()) == (400, True)
    words = ("扣款已记，可用的相应减少。", "未经批准的扣款", "手续费 B9", f"{page}charge/")
    assert [word for word in words if word not in done.content.decode()] == []


def test_another_kind_of_move_has_no_such_page(world: World) -> None:
    quota = quota_of(world, timezone.now().year - 1)
    client = world.browser("finance")
    client.post(f"/desk/money/quotas/{quota.pk}/carry-over/", form_of())
    lapsed = quota.moves.get(kind="lapse")

    assert client.get(f"/desk/money/moves/{lapsed.pk}/correct/").status_code == 404


def test_the_overview_opens_on_the_year_that_has_money(world: World) -> None:
    this = timezone.now().year
    FundQuota.objects.filter(street=world.town.street).update(year=this - 3)
    FundSource.objects.filter(street=world.town.street).update(year=this - 3)
    client = world.browser("finance")

    opened = client.get("/desk/money/").content.decode()
    asked = client.get(f"/desk/money/?year={this}").content.decode()

    assert (f"{this - 3} 年专项经费" in opened, f'href="?year={this}"' in opened) == (True, True)
    assert f"{this} 年还没有下达额度，先看这一年。" in opened
    assert f"{this} 年专项经费" in asked
