"""What a partner can give is written down on a page, and what was confirmed by mistake is taken back on one."""

import pytest

from doorstep.delivery.models import Delivered, ResourceItem
from doorstep.delivery.services import confirm_delivery
from doorstep.people.models import PartnerLiaison
from tests.issues.town import AT
from tests.web.world import World, form_of


def community(world: World) -> str:
    return f"{world.town.street.path}01/"


def offered(world: World, **changes: str) -> dict[str, str]:
    values = {
        "title": "报告厅",
        "kind": "venue",
        "amount": "4",
        "path": community(world),
        "available_from": "2026-03-02",
        "available_until": "2026-12-31",
        "conditions": "周末",
    }
    return form_of(**(values | changes))


def test_the_liaison_says_what_the_partner_can_give(world: World) -> None:
    partner = world.corners["own"].agreement.partner
    liaison = world.town.people["partner"]
    PartnerLiaison.objects.create(
        partner=partner, account_id=liaison.account_id, street=world.town.street, by="system:test", at=AT
    )
    browser = world.browser("partner")

    browser.post("/desk/partners/own/offer/", offered(world))

    found = ResourceItem.objects.get(partner=partner)
    assert (found.title, found.kind, found.amount, found.path) == (
        "报告厅",
        "venue",
        4,
        community(world),
    )
    assert "报告厅" in browser.get("/desk/partners/own/").content.decode()


def test_an_account_without_a_partner_offers_nothing(world: World) -> None:
    assert world.browser("partner").get("/desk/partners/own/offer/").status_code == 404


def test_the_desk_writes_an_offer_down_for_the_partner(world: World) -> None:
    partner = world.corners["own"].agreement.partner
    page, browser = f"/desk/partners/{partner.pk}/", world.browser("clerk")
    assert f"{page}offer/" in browser.get(page).content.decode()

    browser.post(f"{page}offer/", offered(world))

    assert ResourceItem.objects.get(partner=partner).title == "报告厅"
    assert "报告厅" in browser.get(page).content.decode()


def test_an_offer_with_a_phone_keeps_what_was_typed(world: World) -> None:
    partner = world.corners["own"].agreement.partner

    answer = world.browser("clerk").post(
        f"/desk/partners/{partner.pk}/offer/", offered(world, title="找 13900001111")
    )

    assert answer.status_code == 400
    assert "找 13900001111" in answer.content.decode()
    assert not ResourceItem.objects.exists()


@pytest.fixture
def delivered(world: World) -> Delivered:
    corner = world.corners["own"]
    return confirm_delivery(
        pledged_id=corner.pledged.pk,
        amount=2,
        delivered_on=AT.date(),
        note="签到表",
        by=world.town.people["secretary"],
        at=AT,
    )


def test_a_delivery_confirmed_by_mistake_is_taken_back_once(world: World, delivered: Delivered) -> None:
    page = f"/desk/partners/agreements/{world.corners['own'].agreement.number}/"
    door, browser = f"{page}deliveries/{delivered.pk}/reverse/", world.browser("secretary")
    assert door in browser.get(page).content.decode()

    browser.post(door, form_of(note="记重了"))

    line = Delivered.objects.get(reverses=delivered)
    assert (line.amount, line.note) == (-2, "记重了")
    assert "reverse/" not in browser.get(page).content.decode()
