"""Invented people: stable, with roles at places that exist and phones that reach nobody."""

import re
from collections import Counter
from itertools import groupby

from doorstep.cli.demo.content.people import household, party_orgs, staff, units
from doorstep.cli.demo.content.places import street
from doorstep.cli.demo.content.shapes import SpotKind
from doorstep.people.rules import ROLES, OrgKind, UnitKind

FICTIONAL = re.compile(r"1990000\d{4}|1990001\d{4}")


def test_staff_hold_known_roles_at_places_that_exist():
    places = {street().path, *street().by_path}
    known_units, known_orgs = {unit.code for unit in units()}, {org.code for org in party_orgs()}

    for person in staff():
        assert person.role in ROLES
        assert person.path in places
        assert person.unit in {"", *known_units}
        assert person.org in {"", *known_orgs}


def test_staff_with_one_username_is_one_person():
    rows = sorted((person.username, person.name, person.phone) for person in staff())

    for _, same in groupby(sorted(set(rows)), key=lambda row: row[0]):
        assert len(list(same)) == 1


def test_staff_counts_are_those_of_a_street_office():
    counts = Counter(person.role for person in staff())

    assert counts["secretary"] == 9
    assert counts["clerk"] == 6
    assert counts["grid_worker"] == len(street().grids)
    assert counts["handler"] >= 14


def test_every_unit_has_somebody_to_handle_its_issues():
    handled = {person.unit for person in staff() if person.role == "handler"}

    assert handled == {unit.code for unit in units()}


def test_kinds_of_units_and_orgs_are_those_of_the_product():
    assert {unit.kind for unit in units()} == {kind.value for kind in UnitKind}
    assert {org.kind for org in party_orgs()} == {kind.value for kind in OrgKind}


def test_party_orgs_come_after_their_parent():
    seen = {""}

    for org in party_orgs():
        assert org.parent in seen
        seen.add(org.code)

    assert 60 <= len(party_orgs()) <= 69


def test_household_is_the_same_each_time():
    door = street().of_kind(SpotKind.DWELLING)[100]

    assert household(door) == household(door)


def test_household_phones_are_fictional_and_each_door_has_its_own():
    doors = street().of_kind(SpotKind.DWELLING, SpotKind.SHOP)

    phones = [household(door).head.phone for door in doors]

    assert [phone for phone in phones if not FICTIONAL.fullmatch(phone)] == []
    assert len(set(phones)) == len(phones)


def test_masked_name_hides_part_of_the_name():
    head = household(street().of_kind(SpotKind.DWELLING)[7]).head

    assert head.masked.startswith(head.surname)
    assert "*" in head.masked
    assert head.masked != head.name
