"""Who may act where: a role reaches its own place and everything within, and nothing beside it."""

import pytest

from doorstep.kernel.actor import Actor, Grant

STREET = "990000/003/"
EAST = "990000/003/001/"
WEST = "990000/003/002/"


def worker(*grants: Grant) -> Actor:
    return Actor(account_id=12, street_id=3, name="何青", grants=grants)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (STREET, True),
        (f"{EAST}07/3/2/", True),
        ("990000/", False),
        ("990000/0030/", False),
        ("990000/004/", False),
        ("", False),
    ],
)
def test_has_role_within_its_place_only(place: str, expected: bool) -> None:
    assert worker(Grant("clerk", STREET)).has("clerk", at=place) is expected


def test_has_one_role_at_each_of_its_places() -> None:
    actor = worker(Grant("grid_worker", EAST), Grant("grid_worker", WEST), Grant("clerk", WEST))

    held = [actor.has(role, at=place) for role in ("grid_worker", "clerk") for place in (EAST, WEST, STREET)]

    assert held == [True, True, False, False, True, False]


def test_has_role_never_granted_is_false() -> None:
    assert not worker(Grant("clerk", STREET)).has("auditor", at=STREET)


def test_roles_and_paths_name_each_once_in_order() -> None:
    actor = worker(Grant("grid_head", WEST), Grant("grid_worker", EAST), Grant("grid_worker", WEST))

    assert actor.roles == {"grid_head", "grid_worker"}
    assert actor.paths() == (WEST, EAST)
    assert actor.paths("grid_worker") == (EAST, WEST)
    assert actor.paths("auditor") == ()


@pytest.mark.parametrize("path", ["", "990000/003"])
def test_grant_without_closing_slash_is_a_defect(path: str) -> None:
    with pytest.raises(ValueError, match="reaches no place"):
        Grant("clerk", path)


def test_ref_names_account_resident_and_system_without_a_person() -> None:
    refs = [worker().ref, Actor.resident(3).ref, Actor.system("replay", 3).ref]

    assert refs == ["account:12", "resident", "system:replay"]


def test_resident_and_system_hold_no_grant() -> None:
    assert [(each.street_id, each.roles) for each in (Actor.resident(3), Actor.system("timer", None))] == [
        (3, frozenset()),
        (None, frozenset()),
    ]


def test_equal_actors_stay_equal_after_one_was_asked() -> None:
    asked, fresh = worker(Grant("clerk", STREET)), worker(Grant("clerk", STREET))

    asked.has("clerk", at=STREET)

    assert (asked == fresh, hash(asked) == hash(fresh)) == (True, True)
