"""R1, Q1: no page, export or API lists people by points, and nobody's points stand on somebody else's page."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doorstep.kernel.calendar import day_of
from doorstep.people.models import Account
from doorstep.people.rules import ROLES
from doorstep.volunteers.codes import code_of
from doorstep.volunteers.models import PointEntry, ReportIn
from doorstep.volunteers.services import Offer, announce_reward, redeem
from tests.issues.town import Town
from tests.volunteers.office import claimed, confirmed, linked
from tests.web.routes import ROUTES, row_of
from tests.web.world import World

SOURCE = Path(__file__).resolve().parents[2] / "src/doorstep"
SORTING = re.compile(r"(?:order_by|sorted|sort|dictsort\w*)\s*[(:]([^\n]*)")
COUNTED = re.compile(r"(?<![a-z_])-?(?:points?|value|minutes|hours|level|balance|total)(?![a-z_])")
FILES = [
    path
    for folder in ("volunteers", "web/volunteers", "web/templates/web/volunteers", "publishing", "cli")
    for path in sorted((SOURCE / folder).rglob("*"))
    if path.suffix in {".py", ".html"} and "demo" not in path.parts
]
OURS, THEIRS = 371, 5_839  # values that nothing else on a page can be


def sortings(text: str) -> list[str]:
    return [found for found in SORTING.findall(text) if COUNTED.search(found)]


def test_the_search_finds_a_sorting_by_points() -> None:
    assert sortings('rows.order_by("-value")') == ['"-value")']
    assert sortings('rows.order_by("-id")') == []


def test_nothing_sorts_people_by_points_hours_or_level() -> None:
    found = {str(path.relative_to(SOURCE)): sortings(path.read_text(encoding="utf-8")) for path in FILES}

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_query_sums_points_over_several_people() -> None:
    """Points are added up for one member only: never grouped, never annotated on a list of members."""
    texts = {path: path.read_text(encoding="utf-8") for path in FILES if path.suffix == ".py"}

    assert [
        str(path) for path, text in texts.items() if re.search(r"(?:Sum|Max|Avg)\(\"\w*value", text)
    ] == []


@pytest.fixture
def world(world: World) -> World:
    """Two members of one community with points that cannot be mistaken; the first is the signed-in one."""
    first = claimed(world.town, name="甲一")
    linked(world.town, first, world.town.member)
    second = claimed(world.town, name="乙二")
    for member, value in ((first, OURS), (second, THEIRS)):
        give(world.town, member, value)
    return world


def give(town: Town, member: ReportIn, value: int) -> None:
    """An entry of this year with this value."""
    service = confirmed(town, member)
    PointEntry.objects.filter(service=service).update(value=value, on=timezone.now().date())


def pages(world: World) -> list[str]:
    names = [name for name, row in ROUTES.items() if name.startswith("volunteers:") and row.only != "POST"]
    return [reverse(name, kwargs=arguments(name, world)) for name in names]


def arguments(name: str, world: World) -> dict[str, Any]:
    row = row_of(name)
    assert row is not None
    return row.args(world.corners["own"])


@pytest.mark.matrix
@pytest.mark.parametrize("role", [*ROLES, "anonymous"])
def test_no_page_shows_somebody_elses_points(role: str, world: World) -> None:
    client = world.browser(role)
    addresses = [*pages(world), *(f"/desk/members/{each.number}/" for each in ReportIn.objects.all())]
    shown = {address: client.get(address).content.decode() for address in addresses}

    assert [address for address, text in shown.items() if re.search(r"\b5,?839\b", text)] == []
    with_ours = [address for address, text in shown.items() if re.search(r"\b371\b", text)]
    assert with_ours == (["/desk/members/mine/"] if role == "member" else [])


@pytest.mark.parametrize("role", ["clerk", "secretary", "member"])
def test_a_code_stands_on_its_owners_page_alone(role: str, world: World) -> None:
    now = timezone.now()
    offer = Offer("雨伞", "goods", "party", 1, 5, day_of(now) + timedelta(days=60))
    reward = announce_reward(offer=offer, by=world.town.clerk, at=now)
    code = code_of(redeem(reward_id=reward.pk, by=world.town.member, at=now).pk)
    client = world.browser(role)
    addresses = [*pages(world), *(f"/desk/members/{each.number}/" for each in ReportIn.objects.all())]

    found = [each for each in addresses if code in client.get(each).content.decode().replace(" ", "")]

    assert found == (["/desk/members/mine/"] if role == "member" else [])


def test_own_file_of_points_holds_own_entries_only(world: World) -> None:
    from doorstep.volunteers.printouts import own_entries  # noqa: PLC0415 - beside what it proves

    own = ReportIn.objects.get(account_id=world.town.member.account_id)

    assert [row[3] for row in own_entries(own, unit="示范街道").rows] == [OURS]


def test_pages_of_points_are_not_found_while_points_are_off(world: World) -> None:
    from doorstep.records.shelf import note_change  # noqa: PLC0415
    from doorstep.rulebook.models import Rule  # noqa: PLC0415

    Rule.objects.filter(code="points.enabled").delete()
    note_change()
    client, mine = world.browser("clerk"), signed_in(world)

    found = {
        name: client.get(reverse(f"volunteers:{name}")).status_code
        for name in ("stars", "appeals", "star-notice")
    }

    assert found == {"stars": 404, "appeals": 404, "star-notice": 404}
    assert "371" not in mine.get("/desk/members/mine/").content.decode()


def signed_in(world: World) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=world.town.member.account_id))
    return client
