"""Finding tenants and places."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.kernel.actor import Actor
from doorstep.places.models import Place, Street
from doorstep.places.queries import (
    chain,
    children_of,
    communities,
    community_path,
    dwelling_count,
    find_place,
    names_of_paths,
    paths_above,
    place_choices,
    place_for,
    place_ids,
    places_under,
    street,
    street_for,
    street_for_host,
    street_ids,
    suggest,
)
from doorstep.places.services import add_place, close_place, edit_street
from tests.people.office import AT, EAST, SETUP, STREET_PATH, WEST, Office, holder, make_places, make_street

pytestmark = pytest.mark.django_db
BUILDING = f"{EAST}01/03/"
DOOR = f"{BUILDING}2/501/"


def test_path_says_community_and_everything_around() -> None:
    assert [community_path(path) for path in (DOOR, EAST, STREET_PATH)] == [EAST, EAST, STREET_PATH]
    assert paths_above(EAST) == ["990000/", STREET_PATH, EAST]


def test_street_is_found_by_code_path_and_number(office: Office) -> None:
    found = [street_for("003"), street_for(STREET_PATH), street(office.street.pk)]

    assert (found, street_ids()) == ([office.street] * 3, [office.street.pk])
    with pytest.raises(Street.DoesNotExist):
        street_for("004")


def test_only_tenant_answers_every_host(office: Office) -> None:
    assert [street_for_host(host) for host in ("127.0.0.1:8000", "[::1]", "door.example")] == [
        office.street
    ] * 3


def test_among_tenants_the_host_decides(office: Office) -> None:
    far = make_street("004", "示范镇")
    edit_street(street_id=far.pk, name="示范镇", phone="", host="zhen.example", by=SETUP, at=AT)
    third = make_street("005", "示范乡")

    found = [street_for_host(host) for host in ("ZHEN.example:443", "other.example")]

    assert (found, third.host) == ([far, None], "")


@pytest.mark.parametrize(
    "text",
    [
        "东河新村3号楼2单元501室",
        "东河社区东河新村三栋二单元五零一",
        "示范街道 东河新村 3幢2门501",
        "东河新村3-2-501",
        "东河新村３号楼501户",
    ],
)
def test_door_is_found_however_it_is_written(office: Office, text: str) -> None:
    found = find_place(office.street.pk, text)

    assert found is not None
    assert found.path == DOOR


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("东河新村3号楼2单元", f"{BUILDING}2/"),
        ("东河新村", f"{EAST}01/"),
        ("西岭社区", WEST),
        ("东河新村9号楼", None),
        ("不知道哪里", None),
        ("西岭社区东河新村3号楼", None),
    ],
)
def test_words_name_one_place_or_none(office: Office, text: str, path: str | None) -> None:
    found = find_place(office.street.pk, text)

    assert (found and found.path) == path


def test_words_that_fit_two_places_name_none(office: Office) -> None:
    for code, inside in (("07", EAST), ("08", WEST)):
        add_place(
            street_id=office.street.pk, inside=inside, kind="estate", code=code, name="新苑", by=SETUP, at=AT
        )

    assert find_place(office.street.pk, "新苑") is None


def test_another_street_s_and_closed_places_are_not_found(office: Office) -> None:
    far = make_street("004", "示范镇")
    make_places(far)
    close_place(place_id=Place.objects.get(path=DOOR).pk, active=False, by=SETUP, at=AT)

    found = find_place(far.pk, "东河新村3号楼2单元501室")

    assert (find_place(office.street.pk, "东河新村3-2-501"), found and found.street_id) == (None, far.pk)


def test_suggestions_are_the_place_and_what_lies_in_it(office: Office) -> None:
    named = suggest(office.street.pk, "东河新村3号楼2单元")
    part = suggest(office.street.pk, "岭新", limit=2)

    assert [each.name for each in named] == ["2单元", "501室", "502室"]
    assert [each.full_name for each in part] == ["西岭新村", "西岭新村3号楼"]
    assert suggest(office.street.pk, "  ") == []


def test_chain_leads_from_the_community_to_the_door(office: Office) -> None:
    with CaptureQueriesContext(connection) as spoken:
        names = [each.name for each in chain(DOOR)]

    assert (names, len(spoken)) == (["东河社区", "东河新村", "3号楼", "2单元", "501室"], 1)


def test_places_outside_one_s_own_are_out_of_sight(office: Office) -> None:
    worker = holder("grid_worker", EAST, street_id=office.street.pk)
    west = Place.objects.get(path=WEST)

    doors = [each.path for each in places_under(worker, STREET_PATH, "dwelling")]

    assert doors == [DOOR, f"{BUILDING}2/502/"]
    assert place_ids(office.street.pk)[WEST] == west.pk
    assert places_under(Actor(None, None, ""), STREET_PATH) == []
    seen = [
        len(places_under(Actor.system("timer", street_id), STREET_PATH))
        for street_id in (office.street.pk, 0)
    ]
    assert seen == [12, 12]
    with pytest.raises(Place.DoesNotExist):
        place_for(worker, west.pk)


def test_children_are_one_step_down(office: Office) -> None:
    clerk = holder("clerk", STREET_PATH, street_id=office.street.pk)

    steps = [[each.name for each in children_of(clerk, path)] for path in (STREET_PATH, EAST, BUILDING)]

    assert steps == [["东河社区", "西岭社区"], ["东河新村"], ["2单元"]]


def test_choices_and_names_include_the_street_itself(office: Office) -> None:
    choices = [(STREET_PATH, "示范街道"), (EAST, "东河社区"), (WEST, "西岭社区")]

    assert place_choices(office.street.pk) == choices
    assert names_of_paths(office.street.pk, [EAST, STREET_PATH]) == dict(choices[:2])
    assert ([each.path for each in communities(office.street.pk)], dwelling_count(EAST)) == ([EAST, WEST], 2)
