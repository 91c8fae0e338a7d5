"""The year's rounds: which doors are knocked at on which day, by whom, and what came of it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from doorstep.cli.demo.content.people import household
from doorstep.cli.demo.content.rhythm import visit_days
from doorstep.cli.demo.content.shapes import GridPlan, Spot, SpotKind
from doorstep.cli.demo.replay.stage import Stage

DOORS_A_ROUND = (4, 9)


@dataclass(frozen=True, slots=True)
class Door:
    """One knock to come: where, and what will come of it."""

    spot: Spot
    outcome: str
    again: bool  # this household is met a second time in the year


@dataclass(frozen=True, slots=True)
class Round:
    """What one person does in one go; the phone is synchronised once, at its end."""

    day: date
    username: str
    doors: tuple[Door, ...]


@dataclass(frozen=True)
class Wanted:
    """How many households are met, and what else comes of knocking."""

    met: int
    revisits: int
    not_home: int
    refused: int
    vacant: int
    shops: int


def plan_rounds(stage: Stage, wanted: Wanted, *, year: int, left_out: Collection[str] = ()) -> list[Round]:
    """Every round of the year by day. With those left out, ``wanted.met`` different households are met."""
    rng = stage.rng
    dwellings = [spot for spot in stage.plan.of_kind(SpotKind.DWELLING) if spot.path not in left_out]
    rng.shuffle(dwellings)
    dwellings.sort(key=lambda spot: not (spot.estate and not spot.estate.heated))  # the threads' doors surely
    dealt = wanted.met - len(left_out)
    met, rest = dwellings[:dealt], dwellings[dealt:]
    knocks = [Door(spot, "met", again=False) for spot in met]
    knocks += [Door(spot, "met", again=True) for spot in rng.sample(met, wanted.revisits)]
    knocks += [Door(spot, "not_home", again=False) for spot in rng.choices(met + rest, k=wanted.not_home)]
    closed = rng.sample(rest, wanted.refused + wanted.vacant)
    knocks += [Door(spot, "refused", again=False) for spot in closed[: wanted.refused]]
    knocks += [Door(spot, "vacant", again=False) for spot in closed[wanted.refused :]]
    shops = rng.sample(list(stage.plan.of_kind(SpotKind.SHOP)), wanted.shops)
    knocks += [Door(spot, "met", again=False) for spot in shops]
    return sorted(rounds_of(stage, knocks, year=year), key=lambda each: (each.day, each.username))


def rounds_of(stage: Stage, knocks: list[Door], *, year: int) -> Iterator[Round]:
    """Each grid's doors, building by building, dealt out over the year's visiting days."""
    rng = stage.rng
    by_grid: dict[str, list[Door]] = {}
    home = {path: grid for grid in stage.plan.grids for path in (*grid.building_paths, *grid.other_paths)}
    for door in knocks:
        by_grid.setdefault(grid_of(home, door.spot).code, []).append(door)
    days = visit_days(year)
    for code, doors in sorted(by_grid.items()):
        walkers = walkers_of(stage, code)
        rounds = list(cut(rng, in_order(rng, doors)))
        for number, part in enumerate(rounds):
            place = min(len(days) - 1, int((number + rng.random()) * len(days) / len(rounds)))
            yield Round(days[place], rng.choice(walkers), tuple(part))


def grid_of(home: dict[str, GridPlan], spot: Spot) -> GridPlan:
    """The grid that holds the building (or shop) of a door."""
    path = spot.path
    while path not in home:
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return home[path]


def in_order(rng: Random, doors: list[Door]) -> list[Door]:
    """First visits building by building; second visits in the second half of the year."""
    first = [door for door in doors if not door.again]
    second = [door for door in doors if door.again]
    buildings = sorted({parent_of(door) for door in first})
    rng.shuffle(buildings)
    turn = {path: place for place, path in enumerate(buildings)}
    first.sort(key=lambda door: (turn[parent_of(door)], door.spot.path))
    half = len(first) * 3 // 5
    merged = first[:half]
    for door in first[half:]:
        merged.append(door)
        if second and rng.random() < len(second) / max(1, len(first) - half):
            merged.append(second.pop())
    return merged + second


def parent_of(door: Door) -> str:
    return door.spot.path.rstrip("/").rpartition("/")[0]


def cut(rng: Random, doors: list[Door]) -> Iterator[list[Door]]:
    """Rounds of four to nine doors; one household at most once in a round."""
    part: list[Door] = []
    size = rng.randint(*DOORS_A_ROUND)
    for door in doors:
        if len(part) >= size or any(each.spot.path == door.spot.path for each in part):
            yield part
            part, size = [], rng.randint(*DOORS_A_ROUND)
        part.append(door)
    if part:
        yield part


def walkers_of(stage: Stage, grid_code: str) -> list[str]:
    """The grid's worker mostly, now and then the community's secretary or grid head."""
    community = grid_code.partition("-")[0]
    return [*([f"wg{grid_code}"] * 6), f"shuji{community}", f"wgz{community}-1"]


def home_of(spot: Spot) -> str:
    """Who opens the door: owner, family, tenant; a keeper in a shop."""
    if spot.kind is SpotKind.SHOP:
        return "keeper"
    return "tenant" if household(spot).tenant else "owner"
