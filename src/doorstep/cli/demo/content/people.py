"""Who works in the invented street and who lives in it. No name belongs to anybody."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.places import street
from doorstep.cli.demo.content.shapes import (
    Household,
    OrgPlan,
    Resident,
    Spot,
    SpotKind,
    StaffPlan,
    UnitPlan,
)

COMMITTEE = "dgw"
YEAR = 2019
TARGET_CLASSES = {"ordinary": 78, "hardship": 4, "floating": 10, "empty_nest": 8}


def fictional_phone(number: int) -> str:
    """Phone numbers that reach nobody: 199-0000-xxxx and 199-0001-xxxx, twenty thousand of them."""
    return f"1990{number % 20_000:07}"


def staff_phone(number: int) -> str:
    return f"1990009{number % 10_000:04}"


@cache
def units() -> tuple[UnitPlan, ...]:
    """Sections, departments, companies, and each community as a unit of its own (code `sq001` …)."""
    plan = street()
    given = [
        UnitPlan(row["code"], row["name"], row["kind"], plan.path, f"0371-0000{number:04}")
        for number, row in enumerate(table("staff")["unit"], start=10)
    ]
    own = [
        UnitPlan(f"sq{spot.code}", f"{spot.name}居委会", "community", spot.path, f"0371-0000{number:04}")
        for number, spot in enumerate(plan.of_kind(SpotKind.COMMUNITY), start=60)
    ]
    return (*given, *own)


@cache
def party_orgs() -> tuple[OrgPlan, ...]:
    """The working committee, community parties, branches and branches of new sectors; parents first."""
    plan = street()
    orgs = [OrgPlan(COMMITTEE, f"{plan.name}党工委", "committee", plan.path, "")]
    for spot in plan.of_kind(SpotKind.COMMUNITY):
        orgs.append(OrgPlan(f"p{spot.code}", f"{spot.name}党委", "community", spot.path, COMMITTEE))
    for row in table("staff")["branches"]:
        orgs += _branches(row)
    return tuple(orgs)


def _branches(row: dict[str, Any]) -> Iterator[OrgPlan]:
    plan = street()
    code, path = row["community"], f"{plan.path}{row['community']}/"
    for number, name in enumerate(row["branch"], start=1):
        yield OrgPlan(f"p{code}-{number}", name, "branch", _home_of(name, path), f"p{code}")
    for number, name in enumerate(row["new_sector"], start=1):
        yield OrgPlan(f"p{code}-n{number}", name, "new_sector", path, f"p{code}")


def _home_of(name: str, community_path: str) -> str:
    """A branch named after an estate belongs to that estate, any other to the whole community."""
    near = [estate for estate in street().estates if estate.path.startswith(community_path)]
    called = [estate for estate in near if name.startswith(estate.name)]
    homes = called or [estate for estate in near if name[:4] in estate.name]
    return max(homes, key=lambda estate: len(estate.name)).path if homes else community_path


@cache
def staff() -> tuple[StaffPlan, ...]:
    """Everybody who signs in; a username that comes twice is one account with two assignments.

    Grid workers are named `wg` + grid code, secretaries `shuji` + community code.
    """
    rows = [*_street_staff(), *_handlers()]
    for row in table("staff")["community_staff"]:
        rows += _community_staff(row)
    numbers = {
        name: number for number, name in enumerate(dict.fromkeys(row.username for row in rows), start=101)
    }
    return tuple(replace(row, phone=staff_phone(numbers[row.username])) for row in rows)


def _street_staff() -> Iterator[StaffPlan]:
    for row in table("staff")["street_staff"]:
        org = COMMITTEE if row["role"] in ("reviewer", "supervisor") else ""
        yield StaffPlan(row["username"], row["name"], row["role"], street().path, "", org, "", row["title"])


def _handlers() -> Iterator[StaffPlan]:
    for row in table("staff")["unit"]:
        for number, name in enumerate(row["people"], start=1):
            username = row["code"] + (str(number) if number > 1 else "")
            title = f"{row['name']}承办人"
            yield StaffPlan(username, name, "handler", street().path, row["code"], "", "", title)


def _community_staff(row: dict[str, Any]) -> Iterator[StaffPlan]:
    code = row["community"]
    community = street().by_path[f"{street().path}{code}/"]
    unit, org = f"sq{code}", f"p{code}"
    title = f"{community.name}党委书记"
    yield StaffPlan(f"shuji{code}", row["secretary"], "secretary", community.path, unit, org, "", title)
    for number, name in enumerate(row["heads"], start=1):
        title = f"{community.name}网格长"
        yield StaffPlan(f"wgz{code}-{number}", name, "grid_head", community.path, unit, org, "", title)
    title = f"{community.name}居委会承办人"
    yield StaffPlan(f"wgz{code}-2", row["heads"][1], "handler", community.path, unit, "", "", title)
    grids = [grid for grid in street().grids if grid.community_path == community.path]
    for grid, name in zip(grids, row["workers"], strict=True):
        title = f"{grid.name}网格员"
        yield StaffPlan(f"wg{grid.code}", name, "grid_worker", community.path, unit, org, "", title)


def resident(rng: Random, *, number: int, age: int, surname: str = "", woman: bool | None = None) -> Resident:
    """An invented resident of about `age` years; `number` makes the phone."""
    names = table("names")
    is_woman = rng.random() < 0.54 if woman is None else woman
    generation = "old" if age >= 58 else "middle" if age >= 36 else "young"
    family = surname or rng.choices(list(names["surnames"]), list(names["surnames"].values()))[0]
    given: str = rng.choice(names[generation]["women" if is_woman else "men"])
    return Resident(
        surname=family,
        name=family + given,
        masked=f"{family}*" if len(given) == 1 else f"{family}*{given[-1]}",
        phone=fictional_phone(number),
        woman=is_woman,
        born=YEAR - age,
    )


def household(spot: Spot, *, seed: int = 0) -> Household:
    """Who lives at (or keeps the shop at) `spot`: the same people whenever it is asked."""
    rng = Random(f"{seed}:{spot.path}")
    number = _number_of(spot)
    target = rng.choices(list(TARGET_CLASSES), list(TARGET_CLASSES.values()))[0]
    age = {"empty_nest": rng.randint(64, 86), "floating": rng.randint(22, 40)}.get(
        target, rng.randint(27, 76)
    )
    if spot.kind is SpotKind.SHOP:
        target, age = "ordinary", rng.randint(25, 58)
    head = resident(rng, number=number, age=age)
    members = [head]
    if rng.random() < 0.78:
        members.append(
            resident(rng, number=number, age=max(22, age + rng.randint(-4, 4)), woman=not head.woman)
        )
    if target == "ordinary" and age > 30 and rng.random() < 0.6:
        members.append(resident(rng, number=number, age=max(3, age - 27), surname=head.surname))
    return Household(
        path=spot.path,
        head=head,
        members=tuple(members),
        tenant=target == "floating" or (spot.kind is SpotKind.DWELLING and rng.random() < 0.06),
        party_member=rng.random() < 0.09,
        target_class=target,
    )


@cache
def _numbers() -> dict[str, int]:
    doors = street().of_kind(SpotKind.DWELLING, SpotKind.SHOP, SpotKind.ORG)
    return {spot.path: number for number, spot in enumerate(doors, start=1)}


def _number_of(spot: Spot) -> int:
    return _numbers().get(spot.path, 0)
