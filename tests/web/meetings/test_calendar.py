"""The calendar's address, whole and for one project."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from doorstep.consultations.services import Call, call_meeting
from tests.web.world import World, form_of


def announce(world: World, title: str, about: str = "") -> None:
    at = timezone.now()
    path = f"{world.town.street.path}01/"
    call = Call("committee", title, path, "会议室", at + timedelta(days=1), about=about)
    call_meeting(call=call, by=world.town.people["secretary"], at=at)


def test_the_address_of_one_project_is_printed_and_works(world: World) -> None:
    about = f"project:{world.corners['own'].project.pk}"
    page = f"/desk/meetings/calendar/?about={about}"
    announce(world, "项目例会", about)
    announce(world, "两委会")
    browser = world.browser("secretary")
    ending = f"?about={about.replace(':', '%3A')}"
    assert f"<code>{ending}</code>" in browser.get(page).content.decode()

    said = browser.post(page, form_of()).content.decode()

    address = said.split(f"{ending}</code>")[0].rsplit("<code>", 1)[1]
    path = address[address.index("/", 8) :]
    whole, alone = (Client().get(each).content.decode() for each in (path, f"{path}{ending}"))
    assert ("项目例会" in whole, "两委会" in whole) == (True, True)
    assert ("项目例会" in alone, "两委会" in alone) == (True, False)


def test_the_project_page_leads_to_its_calendar(world: World) -> None:
    project = world.corners["own"].project

    page = world.browser("secretary").get(f"/desk/projects/{project.number}/").content.decode()

    assert f"/desk/meetings/calendar/?about=project:{project.pk}" in page
