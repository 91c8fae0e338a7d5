"""What issues are about: a two-level tree, and which category fits which place."""

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.people import household
from doorstep.cli.demo.content.places import street
from doorstep.cli.demo.content.shapes import Category, CategoryGroup, Household, RouteWeight, Spot, SpotKind

EVEN_YEAR = (1,) * 12
OLD_BEFORE = 1995
CLIMB_FROM = 3


@cache
def groups() -> tuple[CategoryGroup, ...]:
    """The tree in its printed order."""
    return tuple(
        CategoryGroup(
            code=row["code"],
            name=row["name"],
            categories=tuple(_category(row["code"], entry) for entry in row["category"]),
        )
        for row in table("categories")["group"]
    )


@cache
def categories() -> tuple[Category, ...]:
    """Every leaf of the tree."""
    return tuple(category for group in groups() for category in group.categories)


@cache
def _by_code() -> dict[str, Category]:
    return {category.code: category for category in categories()}


def category(code: str) -> Category:
    """Raises KeyError for a code the tree does not have."""
    return _by_code()[code]


def _category(group: str, entry: dict[str, Any]) -> Category:
    return Category(
        code=entry["code"],
        name=entry["name"],
        group=group,
        place_kinds=tuple(SpotKind(kind) for kind in entry["at"]),
        weight=entry["weight"],
        unit=entry["unit"],
        kind=entry.get("kind", "issue"),
        needs=entry.get("needs", ""),
        months=tuple(entry.get("months", EVEN_YEAR)),
        door_share=entry["door"],
        routes=tuple(RouteWeight(route, weight) for route, weight in entry["routes"].items()),
        urgent_share=entry.get("urgent", 0),
    )


def place_for(category: Category, door: Spot, rng: Random) -> Spot | None:
    """The place an issue of `category` told at `door` is about; None when it does not fit that door."""
    if not _suits(category, door):
        return None
    above = [kind for kind in category.place_kinds if street().lift(door, kind) is not None]
    if not above:
        return None
    if door.kind in above and (door.kind is not SpotKind.DWELLING or rng.random() < 0.8):
        return door
    return street().lift(door, rng.choice(above))


def fitting(door: Spot) -> tuple[Category, ...]:
    """The categories somebody at `door` could speak of."""
    return tuple(
        category
        for category in categories()
        if _suits(category, door) and street().lift(door, *category.place_kinds) is not None
    )


def draw_category(rng: Random, door: Spot, month: int) -> Category:
    """A category that fits the door, by its weight and the season."""
    choices = fitting(door)
    return rng.choices(choices, _weights(choices, month))[0]


def _weights(choices: Sequence[Category], month: int) -> list[float]:
    return [
        category.weight * category.months[month - 1] * 12 / (sum(category.months)) + 0.0001
        for category in choices
    ]


def _suits(category: Category, door: Spot) -> bool:
    if door.kind is SpotKind.ORG:
        return False
    if door.kind is SpotKind.SHOP:
        return SpotKind.SHOP in category.place_kinds
    if category.place_kinds == (SpotKind.SHOP,):
        return False
    return not category.needs or _has(category.needs, door)


def _has(need: str, door: Spot) -> bool:
    estate = door.estate
    if estate is None:
        return False
    if need in ("elder", "parent"):
        return door.kind is SpotKind.DWELLING and _in_family(need, household(door))
    return {
        "lift": estate.lift,
        "no_lift": not estate.lift and door.floor >= CLIMB_FROM,
        "heated": estate.heated,
        "unheated": not estate.heated,
        "managed": bool(estate.unit),
        "unmanaged": not estate.unit,
        "old": estate.built < OLD_BEFORE,
    }[need]


def _in_family(need: str, home: Household) -> bool:
    ages = [2019 - person.born for person in home.members]
    if need == "elder":
        return max(ages) >= 60
    return any(age <= 14 for age in ages) or 26 <= min(ages) <= 42


def unit_for(category: Category, spot: Spot) -> str:
    """The code of the unit that usually deals with `category` at `spot`."""
    own = f"sq{spot.community_path.rstrip('/').rsplit('/', 1)[1]}"
    by_estate = spot.estate.unit if spot.estate is not None else ""
    if category.unit == "community":
        return own
    if category.unit == "road":
        return "shizheng" if spot.kind is SpotKind.SHOP else by_estate or own
    if category.unit == "property":
        return by_estate or own
    return category.unit
