"""Setting the stage: the street, its doors, its people and the words it uses, before the year begins."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from doorstep.cli.demo.content.categories import groups
from doorstep.cli.demo.content.people import household, party_orgs, staff, units
from doorstep.cli.demo.content.places import street as street_plan
from doorstep.cli.demo.content.projects import FIELDS
from doorstep.cli.demo.content.shapes import SpotKind, StaffPlan, StreetPlan
from doorstep.issues.services import set_categories
from doorstep.kernel.actor import Actor
from doorstep.people.queries import actor_for
from doorstep.people.services import assign_role, create_account, create_party_org, create_unit
from doorstep.places.queries import place_ids
from doorstep.places.services import PlaceRow, create_street, draw_grid, lay_places
from doorstep.projects.services import set_fields
from doorstep.visits.services import create_plan, set_target_class

PASSWORD = "doorstep-demo-2019"  # noqa: S105 — shown on the console on purpose; the street is invented
CLASSED_HOUSEHOLDS = 240
FIELD_CODES = {name: f"f{number:02d}" for number, name in enumerate(FIELDS, start=1)}


@dataclass
class Stage:
    """Everything a scene needs to know where it plays and who is there."""

    plan: StreetPlan
    street_id: int
    rng: Random
    places: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    orgs: dict[str, int] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    staff: dict[str, list[StaffPlan]] = field(default_factory=dict)
    grids: dict[str, int] = field(default_factory=dict)
    campaign: int = 0

    @property
    def system(self) -> Actor:
        return Actor.system("replay", self.street_id)

    def holding(self, role: str, *, path: str = "", unit: str = "") -> list[Actor]:
        """Who holds this role at this place, or for this unit."""
        return [
            self.actors[username]
            for username, plans in self.staff.items()
            if any(
                each.role == role and path.startswith(each.path) and (not unit or each.unit == unit)
                for each in plans
            )
        ]


def set_stage(*, seed: int, year: int, at: datetime) -> Stage:
    """An empty database becomes a street on the eve of its year."""
    plan = street_plan()
    street = create_street(
        district_code=plan.district_code,
        district_name=plan.district_name,
        code=plan.code,
        name=plan.name,
        phone="0000-6000321",
        fictional=True,
        by=Actor.system("replay", None),
        at=at,
    )
    stage = Stage(plan=plan, street_id=street.pk, rng=Random(seed))
    lay_doors(stage, at=at, first_on=date(year, 1, 1))
    hire(stage, at=at, first_on=date(year, 1, 1))
    agree_on_words(stage, at=at)
    open_campaign(stage, year=year, at=at)
    return stage


def lay_doors(stage: Stage, *, at: datetime, first_on: date) -> None:
    rows = [PlaceRow(spot.path, spot.kind.value, spot.name, spot.full_name) for spot in stage.plan.spots]
    lay_places(street_id=stage.street_id, rows=rows, by=stage.system, at=at)
    stage.places = place_ids(stage.street_id)
    for grid in stage.plan.grids:
        drawn = draw_grid(
            street_id=stage.street_id,
            community=grid.community_path,
            code=grid.code,
            name=grid.name,
            paths=[*grid.building_paths, *grid.other_paths],
            from_on=first_on,
            by=stage.system,
            at=at,
        )
        stage.grids |= dict.fromkeys([*grid.building_paths, *grid.other_paths], drawn.pk)


def hire(stage: Stage, *, at: datetime, first_on: date) -> None:
    by, street_id = stage.system, stage.street_id
    for unit in units():
        made = create_unit(
            street_id=street_id,
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            path=unit.path,
            phone=unit.phone,
            by=by,
            at=at,
        )
        stage.units[unit.code] = made.pk
    for org in party_orgs():
        parent = stage.orgs.get(org.parent)
        found = create_party_org(
            street_id=street_id,
            code=org.code,
            name=org.name,
            kind=org.kind,
            path=org.path,
            parent_id=parent,
            by=by,
            at=at,
        )
        stage.orgs[org.code] = found.pk
    for person in staff():
        stage.staff.setdefault(person.username, []).append(person)
    for username, plans in stage.staff.items():
        employ(stage, username, plans, at=at, first_on=first_on)


def employ(stage: Stage, username: str, plans: list[StaffPlan], *, at: datetime, first_on: date) -> None:
    """One account, however many roles its holder has."""
    made = create_account(
        street_id=stage.street_id,
        username=username,
        display_name=plans[0].name,
        phone=plans[0].phone,
        password=PASSWORD,
        by=stage.system,
        at=at,
    )
    for each in plans:
        assign_role(
            account_id=made.account.pk,
            role=each.role,
            path=each.path,
            unit_id=stage.units.get(each.unit),
            org_id=stage.orgs.get(each.org),
            from_on=first_on,
            by=stage.system,
            at=at,
        )
    stage.actors[username] = actor_for(made.account.pk, first_on)


def agree_on_words(stage: Stage, *, at: datetime) -> None:
    """Categories of issues and fields of projects, as the street's own lists."""
    tree = [
        (
            group.code,
            group.name,
            [(each.code, each.name, stage.units.get(each.unit)) for each in group.categories],
        )
        for group in groups()
    ]
    set_categories(street_id=stage.street_id, tree=tree, by=stage.system, at=at)
    set_fields(
        street_id=stage.street_id,
        fields=[(code, name) for name, code in FIELD_CODES.items()],
        by=stage.system,
        at=at,
    )


def open_campaign(stage: Stage, *, year: int, at: datetime) -> None:
    """The year's campaign, and the households that are visited more often."""
    clerk = stage.holding("clerk", path=stage.plan.path)[0]
    plan = create_plan(
        name=f"{year} 年大走访",
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        intervals={"ordinary": 182, "hardship": 30, "floating": 30, "empty_nest": 30},
        by=clerk,
        at=at,
    )
    stage.campaign = plan.pk
    special = [
        (spot, home.target_class)
        for spot in stage.plan.of_kind(SpotKind.DWELLING)
        if (home := household(spot)).target_class != "ordinary"
    ]
    for spot, code in stage.rng.sample(special, min(CLASSED_HOUSEHOLDS, len(special))):
        set_target_class(place_id=stage.places[spot.path], code=code, by=clerk, at=at)
