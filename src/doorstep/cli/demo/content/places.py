"""The invented street: communities, estates, buildings, entrances, dwellings, shops, organisations, grids."""

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.shapes import Estate, GridPlan, Spot, SpotKind, StreetPlan

GRID_AIM = 380
UNHEATED_ESTATES = ("永固轴承厂家属院", "井东新村")
RENEWAL_ESTATE = "红砖里小区"


@cache
def street() -> StreetPlan:
    """The whole street; the same object each time."""
    data = table("places")
    path = f"{data['district_code']}/{data['street_code']}/"
    spots: list[Spot] = []
    estates: list[Estate] = []
    grids: list[GridPlan] = []
    shop_names = _shop_names()
    for row in data["community"]:
        community = _community(path, row)
        mine = [community, *_orgs(community, row)]
        for entry in row["estate"]:
            estate = _estate(community, row["road"], entry)
            estates.append(estate)
            mine += _estate_spots(community, estate, entry, shop_names)
        spots += mine
        grids += _grids(community, mine)
    return StreetPlan(
        district_code=data["district_code"],
        district_name=data["district_name"],
        code=data["street_code"],
        name=data["street_name"],
        path=path,
        spots=tuple(spots),
        estates=tuple(estates),
        grids=tuple(grids),
        by_path={spot.path: spot for spot in spots},
    )


def unheated_estates() -> tuple[Estate, ...]:
    """The two estates that cannot get central heating when the year begins."""
    return tuple(street().estate_named(name) for name in UNHEATED_ESTATES)


def _community(street_path: str, row: dict[str, Any]) -> Spot:
    path = f"{street_path}{row['code']}/"
    return Spot(
        path=path,
        parent="",
        kind=SpotKind.COMMUNITY,
        code=row["code"],
        name=row["name"],
        full_name=row["name"],
        community_path=path,
        community=row["name"],
    )


def _orgs(community: Spot, row: dict[str, Any]) -> Iterator[Spot]:
    for number, name in enumerate(row["orgs"], start=1):
        yield _below(community, SpotKind.ORG, f"d{number:02}", name, full_name=name)


def _estate(community: Spot, road: str, entry: dict[str, Any]) -> Estate:
    return Estate(
        path=f"{community.path}{entry['code']}/",
        name=entry["name"],
        kind=entry["kind"],
        community=community.name,
        road=road,
        built=entry["built"],
        style=entry["style"],
        unit=entry["unit"],
        lift=entry.get("lift", False),
        heated=entry.get("heated", True),
        renewal=entry.get("renewal", False),
    )


def _below(parent: Spot, kind: SpotKind, code: str, name: str, full_name: str, **more: Any) -> Spot:
    known: dict[str, Any] = {
        "estate": parent.estate,
        "building": parent.building,
        "entrance": parent.entrance,
        "floors": parent.floors,
        "floor": 0,
    }
    return Spot(
        path=f"{parent.path}{code}/",
        parent=parent.path,
        kind=kind,
        code=code,
        name=name,
        full_name=full_name,
        community_path=parent.community_path,
        community=parent.community,
        **(known | more),
    )


def _estate_spots(
    community: Spot, estate: Estate, entry: dict[str, Any], shop_names: Iterator[tuple[str, str]]
) -> list[Spot]:
    code = entry["code"]
    top = _below(community, SpotKind.ESTATE, code, estate.name, estate.name, estate=estate)
    spots = [top]
    for number, (entrances, floors, per_floor) in enumerate(_blocks(entry), start=1):
        spots += _building_spots(top, number, entrances, floors, per_floor)
    for number in range(1, entry["shops"] + 1):
        name, trade = next(shop_names)
        spots.append(
            _below(
                top, SpotKind.SHOP, f"s{number:02}", name, f"{estate.name}商铺{number}号 {name}", trade=trade
            )
        )
    return spots


def _blocks(entry: dict[str, Any]) -> Iterator[tuple[int, int, int]]:
    for count, entrances, floors, per_floor in entry["blocks"]:
        for _ in range(count):
            yield entrances, floors, per_floor


def _building_spots(top: Spot, number: int, entrances: int, floors: int, per_floor: int) -> Iterator[Spot]:
    assert top.estate is not None  # noqa: S101 - every building is made under an estate
    name = f"{number}{top.estate.style}"
    building = _below(
        top, SpotKind.BUILDING, f"{number:02}", name, f"{top.full_name}{name}", building=name, floors=floors
    )
    yield building
    for door in range(1, entrances + 1):
        label = f"{door}单元"
        entrance = _below(
            building, SpotKind.ENTRANCE, f"{door}", label, f"{building.full_name}{label}", entrance=label
        )
        yield entrance
        for floor in range(1, floors + 1):
            for door_number in range(1, per_floor + 1):
                room = f"{floor}{door_number:02}"
                full_name = f"{entrance.full_name}{room}室"
                yield _below(
                    entrance, SpotKind.DWELLING, room, f"{room}室", full_name, room=room, floor=floor
                )


def _shop_names() -> Iterator[tuple[str, str]]:
    """Shop names without end, none of them twice, each with its trade."""
    trades: list[dict[str, Any]] = table("shops")["trade"]
    rng = Random("shops")
    seen: set[str] = set()
    while True:
        trade = rng.choices(trades, [row["weight"] for row in trades])[0]
        name = rng.choice(trade["names"]) + rng.choice(trade["endings"])
        if name not in seen:
            seen.add(name)
            yield name, trade["trade"]


def _grids(community: Spot, spots: list[Spot]) -> Iterator[GridPlan]:
    """Neighbouring buildings put together so that the grids come out as even as they can."""
    sizes = {spot.path: 0 for spot in spots if spot.kind is SpotKind.BUILDING}
    for spot in spots:
        if spot.kind is SpotKind.DWELLING:
            sizes[spot.path.rsplit("/", 3)[0] + "/"] += 1
    count = max(1, round(sum(sizes.values()) / GRID_AIM))
    cuts = [_cut(sizes, count, tenths) for tenths in range(2, 9)]
    parts = min(cuts, key=lambda cut: _spread(cut, sizes))
    others = [spot for spot in spots if spot.kind in (SpotKind.SHOP, SpotKind.ORG)]
    for number, part in enumerate(parts, start=1):
        yield GridPlan(
            code=f"{community.code}-{number:02}",
            name=f"{community.name}第{'一二三四五六'[number - 1]}网格",
            community_path=community.path,
            building_paths=tuple(part),
            other_paths=tuple(spot.path for spot in others if _nearest(spot, parts) == number - 1),
            dwelling_count=sum(sizes[path] for path in part),
        )


def _cut(sizes: dict[str, int], count: int, tenths: int) -> list[list[str]]:
    """Buildings in their order dealt to `count` grids; `tenths`: how far into one a border may fall."""
    total, done = sum(sizes.values()), 0
    parts: list[list[str]] = [[] for _ in range(count)]
    for path, size in sizes.items():
        parts[min(count - 1, (done + size * tenths // 10) * count // total)].append(path)
        done += size
    return parts


def _spread(cut: list[list[str]], sizes: dict[str, int]) -> int:
    held = [sum(sizes[path] for path in part) for part in cut]
    return max(held) - min(held)


def _nearest(spot: Spot, parts: list[list[str]]) -> int:
    """The part that has buildings of the same estate; organisations stand beside the first grid's."""
    for index, part in enumerate(parts):
        if any(path.startswith(spot.parent) for path in part):
            return index
    return 0
