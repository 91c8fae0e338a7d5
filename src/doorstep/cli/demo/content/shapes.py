"""The shapes in which the invented street is handed to the replay (frozen, plain Python)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class SpotKind(StrEnum):
    """Kinds of place; the values are those of the address list."""

    COMMUNITY = "community"
    ESTATE = "estate"
    BUILDING = "building"
    ENTRANCE = "entrance"
    DWELLING = "dwelling"
    SHOP = "shop"
    ORG = "org"


@dataclass(frozen=True, slots=True)
class Estate:
    """What every door of one estate has in common. `unit` is the code of its property company or ""."""

    path: str
    name: str
    kind: str  # 小区 | 家属院 | 村改居
    community: str
    road: str
    built: int
    style: str  # 号楼 | 栋 | 幢
    unit: str
    lift: bool
    heated: bool
    renewal: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the street with everything a sentence about it may need; `parent` is "" at the top."""

    path: str
    parent: str
    kind: SpotKind
    code: str
    name: str
    full_name: str
    community_path: str
    community: str
    estate: Estate | None = None
    building: str = ""
    entrance: str = ""
    room: str = ""
    floor: int = 0
    floors: int = 0  # of the building
    trade: str = ""


@dataclass(frozen=True, slots=True)
class GridPlan:
    """A grid of 300–500 households: the buildings it covers, and the shops and organisations beside them."""

    code: str
    name: str
    community_path: str
    building_paths: tuple[str, ...]
    other_paths: tuple[str, ...]
    dwelling_count: int


@dataclass(frozen=True)
class StreetPlan:
    """The whole street. `spots` comes parents first; `grids` lie each inside one community."""

    district_code: str
    district_name: str
    code: str
    name: str
    path: str
    spots: tuple[Spot, ...]
    estates: tuple[Estate, ...]
    grids: tuple[GridPlan, ...]
    by_path: dict[str, Spot] = field(repr=False)

    def of_kind(self, *kinds: SpotKind) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.spots if spot.kind in kinds)

    def within(self, path: str) -> tuple[Spot, ...]:
        """Every spot at or below `path`."""
        return tuple(spot for spot in self.spots if spot.path.startswith(path))

    def lift(self, spot: Spot, *kinds: SpotKind) -> Spot | None:
        """The nearest place at or above `spot` that is one of `kinds`; None when there is none."""
        here: Spot | None = spot
        while here is not None and here.kind not in kinds:
            here = self.by_path.get(here.parent)
        return here

    def estate_named(self, name: str) -> Estate:
        """Raises StopIteration for a name the street does not have."""
        return next(estate for estate in self.estates if estate.name == name)


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """Who can be given an issue. `kind`: section | department | community | company."""

    code: str
    name: str
    kind: str
    path: str
    phone: str


@dataclass(frozen=True, slots=True)
class OrgPlan:
    """A party organisation. `kind`: committee | community | branch | new_sector; `parent` is a code or ""."""

    code: str
    name: str
    kind: str
    path: str
    parent: str


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """Somebody who signs in: role at a path, with the unit or organisation it is held for (codes or "")."""

    username: str
    name: str
    role: str
    path: str
    unit: str
    org: str
    phone: str
    title: str


@dataclass(frozen=True, slots=True)
class Resident:
    """One invented resident. `phone` is fictional by its pattern 199-0000-xxxx or 199-0001-xxxx."""

    surname: str
    name: str
    masked: str
    phone: str
    woman: bool
    born: int


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives behind one door, the same each time it is asked for."""

    path: str
    head: Resident
    members: tuple[Resident, ...]
    tenant: bool
    party_member: bool
    target_class: str  # ordinary | hardship | floating | empty_nest


@dataclass(frozen=True, slots=True)
class RouteWeight:
    """How likely a route is for a category among the issues that are not put right at once."""

    route: str  # time_limited | explained | redirected | in_project | long_term
    weight: int


@dataclass(frozen=True, slots=True)
class Category:
    """A leaf of the category tree."""

    code: str
    name: str
    group: str
    place_kinds: tuple[SpotKind, ...]
    weight: int
    unit: str  # a unit code, or "property" / "community": resolved per place by `categories.unit_for`
    kind: str  # issue | demand: what its plain sentences are
    needs: str  # "" or a condition on the place: lift | no_lift | heated | unheated | old | dwelling_lift
    months: tuple[int, ...]  # twelve seasonal weights, January first
    door_share: int  # percent of the issues put right at once that are answered at the door itself
    routes: tuple[RouteWeight, ...]
    urgent_share: int = 0  # percent


@dataclass(frozen=True, slots=True)
class CategoryGroup:
    """A top node of the category tree."""

    code: str
    name: str
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """Words of a resident, what they are (issue | suggestion | demand) and the topic an answer must fit."""

    text: str
    kind: str
    topic: str


class Voice(StrEnum):
    """Whose way of talking a text has."""

    ELDER = "elder"
    WORKER = "worker"
    TENANT = "tenant"
    KEEPER = "keeper"
    CADRE = "cadre"
    ANGRY = "angry"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class BeneficiaryPlan:
    group: str
    count: int
    unit: str  # households | persons


@dataclass(frozen=True, slots=True)
class MilestonePlan:
    name: str
    planned_on: date


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """One of the year's projects. Money is whole fen; `org` is an OrgPlan code, `place_path` a place."""

    number: str
    name: str
    org: str
    place_path: str
    field: str
    orientation: str  # weakness | urgent | difficulty
    goal: str
    baseline: str
    evidence: str
    measures: str
    beneficiaries: tuple[BeneficiaryPlan, ...]
    milestones: tuple[MilestonePlan, ...]
    quota_fen: int
    other_fen: int
    in_kind: str
    difficulty: int
    difficulty_reasons: tuple[str, str]
    public_summary: str
    categories: tuple[str, ...]
    own_reason: str
    led_by_secretary: bool
    applied_on: date
    starts_on: date
    ends_on: date
    ending: str  # finished | running | paused | cancelled
    ending_reason: str
    key: str = ""  # "heating" and "renewal" for the two threads


@dataclass(frozen=True, slots=True)
class ThreadEvent:
    """One dated step of a thread; which fields are filled depends on `what` (see `thread`)."""

    what: str
    at: datetime
    path: str
    who: str
    text: str
    category: str = ""
    due_on: date | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitMoment:
    """When a door was knocked at, for how long, and when it was written down (aware, Asia/Shanghai)."""

    started_at: datetime
    ended_at: datetime
    recorded_at: datetime

    @property
    def is_late(self) -> bool:
        """More than 48 hours between the visit and its record: a reason is owed."""
        return (self.recorded_at - self.ended_at).total_seconds() > 48 * 3600
