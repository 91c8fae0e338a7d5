"""Categories: a tree that fits its places, units and routes."""

from random import Random

import pytest

from doorstep.cli.demo.content.categories import (
    categories,
    category,
    draw_category,
    fitting,
    groups,
    place_for,
    unit_for,
)
from doorstep.cli.demo.content.people import units
from doorstep.cli.demo.content.places import street, unheated_estates
from doorstep.cli.demo.content.shapes import SpotKind
from doorstep.issues.rules import KINDS, ROUTES


def test_tree_has_about_fifty_leaves_under_eight_groups_with_one_code_each():
    codes = [leaf.code for leaf in categories()]

    assert len(groups()) == 8
    assert 45 <= len(codes) <= 55
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("leaf", categories(), ids=lambda leaf: leaf.code)
def test_category_names_known_kinds_routes_and_seasons(leaf):
    assert leaf.kind in KINDS
    assert {entry.route for entry in leaf.routes} <= set(ROUTES)
    assert len(leaf.months) == 12
    assert sum(leaf.months) > 0


def test_unit_for_is_a_unit_of_the_street_everywhere():
    known = {unit.code for unit in units()}
    rng = Random(1)

    for door in rng.sample(street().of_kind(SpotKind.DWELLING, SpotKind.SHOP), 300):
        for leaf in fitting(door):
            assert unit_for(leaf, door) in known


def test_place_for_is_at_or_above_the_door_and_of_a_fitting_kind():
    rng = Random(2)

    for door in rng.sample(street().of_kind(SpotKind.DWELLING, SpotKind.SHOP), 300):
        leaf = draw_category(rng, door, 6)
        place = place_for(leaf, door, rng)
        assert place is not None
        assert place.kind in leaf.place_kinds
        assert door.path.startswith(place.path)


@pytest.mark.slow
def test_joining_the_heating_is_asked_for_only_where_there_is_none():
    unheated = {estate.path for estate in unheated_estates()}

    asking = {
        door.estate.path
        for door in street().of_kind(SpotKind.DWELLING)
        if door.estate is not None and category("heating_join") in fitting(door)
    }

    assert asking == unheated


def test_cold_rooms_are_not_spoken_of_in_summer():
    rng = Random(3)
    doors = street().of_kind(SpotKind.DWELLING)

    july = [draw_category(rng, rng.choice(doors), 7).code for _ in range(800)]

    assert "heating_cold" not in july
