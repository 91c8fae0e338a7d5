"""Streets, places and grids: who may change them, and what stays dated."""

from datetime import date, timedelta

import pytest

from doorstep.journal.models import Entry
from doorstep.kernel.errors import NotAllowed, NotPossible
from doorstep.people.rules import ROLES
from doorstep.places.access import IMPORTERS
from doorstep.places.models import Grid, GridAssignment, Place, Street
from doorstep.places.queries import grid_of, grid_paths, grids, place_at, streets
from doorstep.places.services import add_place, close_place, create_street, draw_grid, edit_street, lay_places
from doorstep.places.sheets import NewPlace
from tests.people.office import (
    AT,
    EAST,
    SETUP,
    STREET_PATH,
    TODAY,
    WEST,
    Office,
    holder,
    make_places,
    make_street,
    refused,
)

pytestmark = pytest.mark.django_db
ESTATE = f"{EAST}01/"
BUILDING = f"{ESTATE}03/"


def draw(office: Office, code: str, paths: list[str], from_on: date = TODAY, **given) -> Grid:
    values = {"community": EAST, "name": "第一网格", "by": SETUP, "at": AT} | given
    return draw_grid(street_id=office.street.pk, code=code, paths=paths, from_on=from_on, **values)


def test_street_is_a_tenant_below_its_district(db) -> None:
    street = make_street()

    assert (street.path, street.district.code, streets()) == (STREET_PATH, "990000", [street])
    assert list(Entry.objects.values_list("act", "street_id")) == [("place.create_street", street.pk)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"code": "3"}, "street.code"),
        ({"code": "００３"}, "street.code"),
        ({"district_code": "99000x"}, "street.code"),
        ({"name": " "}, "street.name"),
        ({}, "street.taken"),
    ],
)
def test_unsound_street_is_refused(office: Office, given: dict, code: str) -> None:
    values = {"district_code": "990000", "district_name": "示范区", "code": "003", "name": "示范街道"} | given

    with refused(NotPossible, code):
        create_street(**values, by=SETUP, at=AT)


def test_nobody_signed_in_makes_a_street(office: Office) -> None:
    with refused(NotAllowed):
        create_street(
            district_code="990000", district_name="示范区", code="005", name="新街道", by=office.admin, at=AT
        )


def test_street_s_name_phone_and_address_are_edited(office: Office) -> None:
    far = make_street("004", "示范镇")
    edit_street(street_id=far.pk, name="示范镇", phone="", host="zhen.example", by=SETUP, at=AT)

    edit_street(street_id=office.street.pk, name="新名", phone="0371-00001111", by=office.admin, at=AT)

    street = Street.objects.get(pk=office.street.pk)
    assert (street.name, street.phone, street.path) == ("新名", "0371-00001111", STREET_PATH)
    with refused(NotPossible, "street.host_taken"):
        edit_street(
            street_id=office.street.pk, name="新名", phone="", host="ZHEN.example", by=office.admin, at=AT
        )
    with refused(NotPossible, "street.name"):
        edit_street(street_id=office.street.pk, name="", phone="", by=office.admin, at=AT)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("path", "inside"), [(STREET_PATH, True), (EAST, False)])
def test_only_keepers_of_the_whole_list_change_places(
    office: Office, role: str, path: str, inside: bool
) -> None:
    by = holder(role, path, street_id=office.street.pk)
    acts = [
        lambda: add_place(
            street_id=office.street.pk, inside=EAST, kind="estate", code="09", name="新苑", by=by, at=AT
        ),
        lambda: close_place(place_id=place_at(office.street.pk, WEST).pk, active=False, by=by, at=AT),
        lambda: draw(office, "g1", [BUILDING], by=by),
        lambda: edit_street(street_id=office.street.pk, name="新名", phone="", by=by, at=AT),
        lambda: lay_places(street_id=office.street.pk, rows=[], by=by, at=AT),
    ]

    for change in acts:
        if inside and role in IMPORTERS:
            change()
        else:
            with refused(NotAllowed):
                change()


def test_stranger_s_street_is_not_found(office: Office) -> None:
    far = make_street("004", "示范镇")

    with refused(Street.DoesNotExist):
        lay_places(street_id=far.pk, rows=[], by=office.admin, at=AT)


def test_places_are_laid_outer_first_whatever_their_order(db) -> None:
    street = make_street()
    make_places(street)

    dwelling = Place.objects.get(path=f"{BUILDING}2/501/")
    chain = [dwelling.full_name]
    while dwelling.parent is not None:
        dwelling = dwelling.parent
        chain.append(dwelling.name)
    assert chain == ["东河新村3号楼2单元501室", "2单元", "3号楼", "东河新村", "东河社区"]


def test_laying_the_same_places_again_changes_nothing(office: Office) -> None:
    row = NewPlace(EAST, "community", "别名", "别名")

    made = lay_places(street_id=office.street.pk, rows=[row], by=SETUP, at=AT)

    assert (made, place_at(office.street.pk, EAST).name) == (0, "东河社区")


@pytest.mark.parametrize(
    ("path", "kind", "code"),
    [
        ("990000/004/01/", "community", "place.outside"),
        (f"{STREET_PATH}77/01/", "estate", "place.parent_missing"),
        (f"{STREET_PATH}77/", "castle", "place.kind"),
    ],
)
def test_unsound_row_refuses_the_whole_lot(office: Office, path: str, kind: str, code: str) -> None:
    sound = NewPlace(f"{STREET_PATH}03/", "community", "南坡社区", "南坡社区")

    with refused(NotPossible, code):
        lay_places(
            street_id=office.street.pk, rows=[sound, NewPlace(path, kind, "甲", "甲")], by=SETUP, at=AT
        )


def test_one_place_is_added_under_its_parent_s_name(office: Office) -> None:
    shop = add_place(
        street_id=office.street.pk,
        inside=ESTATE,
        kind="shop",
        code="s01",
        name="晨光粮油",
        by=office.admin,
        at=AT,
    )

    assert (shop.path, shop.full_name, shop.parent.path) == (f"{ESTATE}s01/", "东河新村晨光粮油", ESTATE)


@pytest.mark.parametrize(
    ("code", "name", "refusal"),
    [("03", "3号楼", "place.taken"), ("a/b", "x", "place.code"), ("9", " ", "place.code")],
)
def test_unsound_place_is_refused(office: Office, code: str, name: str, refusal: str) -> None:
    with refused(NotPossible, refusal):
        add_place(
            street_id=office.street.pk, inside=ESTATE, kind="building", code=code, name=name, by=SETUP, at=AT
        )


def test_grid_holds_its_places_from_its_day_on(office: Office) -> None:
    grid = draw(office, "g1", [BUILDING])

    dwelling = f"{BUILDING}2/501/"
    found = [grid_of(dwelling, on=TODAY + timedelta(days=offset)) for offset in (-1, 0, 300)]
    assert (found, grid_of(WEST, on=TODAY)) == ([None, grid.pk, grid.pk], None)


def test_narrower_grid_wins(office: Office) -> None:
    draw(office, "g1", [ESTATE])
    inner = draw(office, "g2", [f"{BUILDING}2/"])

    assert grid_of(f"{BUILDING}2/501/", on=TODAY) == inner.pk


def test_redrawing_ends_what_was_and_keeps_it_on_record(office: Office) -> None:
    old = draw(office, "g1", [BUILDING])
    later = TODAY + timedelta(days=30)

    new = draw(office, "g2", [BUILDING], later)

    days = [grid_of(BUILDING, on=later + timedelta(days=offset)) for offset in (-1, 0)]
    assert (days, GridAssignment.objects.count()) == ([old.pk, new.pk], 2)
    assert grid_paths([old.pk, new.pk], on=later) == {old.pk: [], new.pk: [BUILDING]}


def test_grid_redrawn_on_its_own_day_replaces_itself(office: Office) -> None:
    draw(office, "g1", [BUILDING])

    grid = draw(office, "g1", [f"{BUILDING}2/"], name="改名网格")

    assert (grid_paths([grid.pk], on=TODAY), [each.name for each in grids(office.street.pk, path=EAST)]) == (
        {grid.pk: [f"{BUILDING}2/"]},
        ["改名网格"],
    )


def test_micro_grid_lies_beside_the_community_grid(office: Office) -> None:
    grid, micro = draw(office, "g1", [BUILDING]), draw(office, "m1", [BUILDING], kind="micro")

    assert [grid_of(BUILDING, on=TODAY, kind=kind) for kind in ("community", "micro")] == [grid.pk, micro.pk]


@pytest.mark.parametrize(
    ("paths", "given", "code"),
    [
        ([f"{WEST}01/"], {}, "grid.outside"),
        ([f"{EAST}77/"], {}, "grid.outside"),
        ([], {}, "grid.outside"),
        ([BUILDING], {"kind": "web"}, "grid.kind"),
        ([BUILDING], {"from_on": TODAY - timedelta(days=1)}, "grid.later_exists"),
    ],
)
def test_unsound_grid_is_refused(office: Office, paths: list[str], given: dict, code: str) -> None:
    draw(office, "g1", [BUILDING])

    with refused(NotPossible, code):
        draw(office, "g2", paths, **given)
