"""The pages of members: statements do not grow with the rows, and an act leads on."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from doorstep.rulebook.services import set_rule
from doorstep.volunteers.models import ReportIn, Service
from doorstep.volunteers.services import withdraw_consent
from tests.issues.town import AT, DAY
from tests.volunteers.office import TODAY, claimed, confirmed, posted, reported, served
from tests.web.world import World, form_of

MOST = 13


def statements(world: World, role: str, address: str) -> int:
    """Those of the page itself: the session lives in the same database on one of the two, elsewhere on the other."""
    client = world.browser(role)
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len([each for each in found if not re.search("SAVEPOINT|django_session", each["sql"])])


@pytest.mark.parametrize("name", ["", "posts/", "pledges/", "stars/", "appeals/", "waiting/"])
def test_lists_take_the_same_few_statements_for_more_rows(world: World, name: str) -> None:
    address = f"/desk/members/{name}"
    few = statements(world, "clerk", address)
    for _ in range(3):
        served(world.town, claimed(world.town), by=world.town.grid_worker)

    assert statements(world, "clerk", address) == few <= MOST


def test_file_takes_few_statements_however_many_services(world: World) -> None:
    member = claimed(world.town)
    confirmed(world.town, member)
    few = statements(world, "clerk", f"/desk/members/{member.number}/")
    for _ in range(3):
        confirmed(world.town, member)
        posted(world.town)

    assert statements(world, "clerk", f"/desk/members/{member.number}/") == few <= MOST


def test_service_entered_and_confirmed_at_two_desks(world: World) -> None:
    member = claimed(world.town)
    form = form_of(served_on="2026-03-02", what="修好水龙头", for_whom="两户老人", hours="1.5", post_id="")
    world.browser("clerk").post(f"/desk/members/{member.number}/serve/", form)
    service = Service.objects.get(what="修好水龙头")

    world.browser("grid_worker").post(f"/desk/members/services/{service.pk}/", form_of(answer="beneficiary"))

    service.refresh_from_db()
    assert (service.minutes, service.verdict, service.confirmer) == (90, "confirmed", "beneficiary")


def test_form_without_consent_keeps_what_was_typed(world: World) -> None:
    place = world.town.places[f"{world.town.street.path}01/"]
    form = form_of(place_id=place.pk, name="荀葭宁", phone="", unit_name="区实验小学")
    before = ReportIn.objects.count()

    response = world.browser("clerk").post("/desk/members/new/", form | {"phone": "13800001234"})

    assert (response.status_code, ReportIn.objects.count()) == (400, before)
    assert "没有本人同意，不能登记。" in response.content.decode()
    assert 'value="区实验小学"' in response.content.decode()


def test_roster_leads_to_the_second_person_and_gives_no_file(world: World) -> None:
    response = world.browser("clerk").post("/desk/members/roster/", form_of())

    assert (response.status_code, response["Location"]) == (303, "/desk/privacy/exports/ask/member/")


def test_star_notice_masks_names(world: World) -> None:
    award = world.corners["own"].member.award
    world.browser("clerk").post(f"/desk/members/stars/{award.pk}/announce/", form_of())

    text = world.browser("clerk").get("/desk/members/stars/notice/").content.decode()

    assert "荀**" in text
    assert "荀葭宁" not in text


def test_member_without_a_file_is_told_so(world: World) -> None:
    text = world.browser("member").get("/desk/members/mine/").content.decode()

    assert "账号还没有关联报到单" in text


def test_phone_is_shown_once_by_a_tap_that_is_journalled(world: World) -> None:
    member = reported(world.town, phone="13900001111")
    page, browser = f"/desk/members/{member.number}/", world.browser("clerk")

    shown = browser.post(f"{page}phone/").content.decode()

    assert "13900001111" in shown
    assert "13900001111" not in browser.get(page).content.decode()
    assert Entry.objects.filter(act="member.look").count() == 1


def test_phone_of_a_member_who_took_the_consent_back_is_gone(world: World) -> None:
    member = reported(world.town, phone="13900001111")
    withdraw_consent(member_id=member.pk, by=world.town.clerk, at=AT)

    assert world.browser("clerk").post(f"/desk/members/{member.number}/phone/").status_code == 404


def switch_off(world: World) -> None:
    street_id = world.town.street.pk
    set_rule(
        street_id=street_id,
        code="points.enabled",
        value=0,
        effective_on=TODAY + DAY,
        reason="办法停用。",
        by=Actor.system("test", street_id),
        at=AT,
    )


def test_member_with_false_hours_is_barred_on_a_page(world: World) -> None:
    member = claimed(world.town)
    page, browser = f"/desk/members/{member.number}/", world.browser("clerk")
    assert f"{page}bar/" in browser.get(page).content.decode()

    browser.post(f"{page}bar/", form_of(years="2", reason="虚报三次服务"))

    assert member.bars.get().reason == "虚报三次服务"
    assert "虚报三次服务" in browser.get(page).content.decode()


def test_nobody_is_barred_while_points_are_off(world: World) -> None:
    switch_off(world)
    member = claimed(world.town)

    answer = world.browser("clerk").post(
        f"/desk/members/{member.number}/bar/", form_of(years="1", reason="虚报")
    )

    assert (answer.status_code, member.bars.count()) == (404, 0)
