"""A small street of two communities, the people who visit it, and the plainest knock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.db import transaction
from django.db.models import Model

from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.errors import Refusal
from doorstep.people.models import Account
from doorstep.places.models import District, Grid, GridAssignment, Place, Street
from doorstep.visits.models import Visit, VisitPlan
from doorstep.visits.rules import DEFAULT_INTERVALS, Knock
from doorstep.visits.services import create_plan, record_visit

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)  # Monday, 11 o'clock here
TODAY = date(2026, 3, 2)
CLOCK = count()
LONG_TEXT = "楼道里的声控灯坏了两个星期,老人晚上下楼看不见台阶,希望社区尽快派人来修好它。"


@dataclass
class Office:
    """The street with its places by path, and one actor for each role."""

    street: Street
    places: dict[str, Place]
    worker: Actor
    colleague: Actor
    clerk: Actor
    head: Actor
    reviewer: Actor
    neighbour: Actor

    def place(self, tail: str) -> Place:
        return self.places[f"{self.street.path}{tail}"]


def make_street(code: str = "003") -> Street:
    district, _ = District.objects.get_or_create(code="990000", defaults={"name": "示范区"})
    return Street.objects.create(district=district, code=code, name="示范街道", path=f"990000/{code}/")


def make_places(street: Street) -> dict[str, Place]:
    """Two communities; the first has an estate, a building, four dwellings and a shop."""
    rows = [
        ("01/", "community", "红砖社区"),
        ("01/01/", "estate", "红砖里"),
        ("01/01/1/", "building", "1号楼"),
        *((f"01/01/1/{door}/", "dwelling", f"{door}室") for door in (101, 102, 201, 202)),
        ("01/s1/", "shop", "早点铺"),
        ("02/", "community", "双塔社区"),
        ("02/01/", "estate", "双塔新村"),
        ("02/01/101/", "dwelling", "101室"),
    ]
    places: dict[str, Place] = {}
    for tail, kind, name in rows:
        path = f"{street.path}{tail}"
        around = places.get(path.rstrip("/").rpartition("/")[0] + "/")
        places[path] = Place.objects.create(
            street=street,
            parent=around,
            kind=kind,
            code=tail.rstrip("/").rpartition("/")[2],
            name=name,
            full_name=f"{around.full_name if around else ''}{name}",
            path=path,
        )
    return places


def make_account(street: Street, username: str) -> Account:
    return Account.objects.create(username=username, display_name="林晓", street=street, made_at=AT)


def make_actor(street: Street, role: str, *, tail: str = "") -> Actor:
    account = make_account(
        street, f"{role}-{street.code}-{tail.strip('/') or 'all'}-{Account.objects.count()}"
    )
    grant = Grant(role, f"{street.path}{tail}")
    return Actor(account.pk, street.pk, account.display_name, grants=(grant,))


def make_office(code: str = "003") -> Office:
    street = make_street(code)
    return Office(
        street=street,
        places=make_places(street),
        worker=make_actor(street, "grid_worker", tail="01/"),
        colleague=make_actor(street, "grid_worker", tail="01/"),
        clerk=make_actor(street, "clerk"),
        head=make_actor(street, "grid_head", tail="01/"),
        reviewer=make_actor(street, "reviewer"),
        neighbour=make_actor(street, "grid_worker", tail="02/"),
    )


def make_grid(office: Office, code: str, *tails: str, from_on: date = date(2026, 1, 1)) -> Grid:
    community = office.place("01/")
    grid = Grid.objects.create(street=office.street, community=community, code=code, name=f"第{code}网格")
    for tail in tails:
        place = office.place(tail)
        GridAssignment.objects.create(
            street=office.street, grid=grid, place=place, path=place.path, from_on=from_on
        )
    return grid


def knock(office: Office, tail: str = "01/01/1/101/", **changes) -> Knock:
    """Somebody met at the door, with nothing to report."""
    values = {
        "place_id": office.place(tail).pk,
        "visited_on": TODAY,
        "outcome": "met",
        "visitors": [office.worker.account_id],
        "talked_with": "owner",
        "nothing_to_report": True,
    }
    if changes.get("outcome", "met") != "met":
        values |= {"talked_with": "", "nothing_to_report": False}
    return Knock(**(values | changes))


def make_visit(office: Office, tail: str = "01/01/1/101/", *, by=None, at=None, **changes) -> Visit:
    """Recorded one millisecond after the one before, so that the keys sort as they were made."""
    moment = at or AT + timedelta(milliseconds=next(CLOCK))
    return record_visit(knock=knock(office, tail, **changes), by=by or office.worker, at=moment)


def make_plan(office: Office, *, tail: str = "", **changes) -> VisitPlan:
    values = {
        "name": "春季大走访",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "intervals": DEFAULT_INTERVALS,
        "path": f"{office.street.path}{tail}",
    }
    return create_plan(**(values | changes), by=office.clerk, at=AT)


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The act inside is refused with this code; what it wrote is rolled back like at a door."""
    with pytest.raises(Refusal) as caught, transaction.atomic():
        yield
    assert caught.value.code == code


@contextmanager
def not_found(model: type[Model]) -> Iterator[None]:
    """What is out of sight does not exist for this person."""
    with pytest.raises(model.DoesNotExist), transaction.atomic():
        yield
