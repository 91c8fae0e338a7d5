"""The street has the size it is said to have, and every door lies in one grid."""

from collections import Counter

from doorstep.cli.demo.content.places import street, unheated_estates
from doorstep.cli.demo.content.shapes import SpotKind

SIZES = {
    SpotKind.COMMUNITY: 9,
    SpotKind.ESTATE: 35,
    SpotKind.SHOP: 420,
    SpotKind.ORG: 30,
}


def test_street_counts_are_those_of_the_brief():
    counts = Counter(spot.kind for spot in street().spots)

    assert {kind: counts[kind] for kind in SIZES} == SIZES
    assert 13_300 <= counts[SpotKind.DWELLING] <= 13_500


def test_every_spot_comes_after_its_parent():
    seen = {""}

    for spot in street().spots:
        assert spot.parent in seen
        assert spot.path == spot.parent + spot.code + "/" or not spot.parent
        seen.add(spot.path)

    assert len(seen) == len(street().spots) + 1


def test_full_names_are_never_the_same_twice():
    names = Counter(spot.full_name for spot in street().spots)

    assert [name for name, count in names.items() if count > 1] == []


def test_grids_hold_300_to_500_households_of_one_community():
    for grid in street().grids:
        assert 300 <= grid.dwelling_count <= 500
        assert all(path.startswith(grid.community_path) for path in (*grid.building_paths, *grid.other_paths))


def test_grids_hold_every_building_shop_and_organisation_once():
    held = Counter(path for grid in street().grids for path in (*grid.building_paths, *grid.other_paths))

    wanted = street().of_kind(SpotKind.BUILDING, SpotKind.SHOP, SpotKind.ORG)
    assert held == Counter(spot.path for spot in wanted)


def test_unheated_estates_are_two_with_more_than_540_households():
    homes = [street().within(estate.path) for estate in unheated_estates()]

    assert len(homes) == 2
    assert sum(spot.kind is SpotKind.DWELLING for spots in homes for spot in spots) >= 540


def test_shop_names_are_never_the_same_twice():
    names = [spot.name for spot in street().of_kind(SpotKind.SHOP)]

    assert len(names) == len(set(names))
