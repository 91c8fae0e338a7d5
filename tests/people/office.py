"""A small invented street office for service tests: two communities, one person for each role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import transaction

from doorstep.kernel.actor import Actor, Grant
from doorstep.people.models import Account, Unit
from doorstep.people.queries import actor_for
from doorstep.people.rules import ADMINISTRATOR, HANDLER
from doorstep.people.services import assign_role, create_account, create_unit
from doorstep.places.models import Street
from doorstep.places.services import create_street, lay_places
from doorstep.places.sheets import NewPlace

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
SETUP = Actor.system("setup", None)
STREET_PATH = "990000/003/"
EAST, WEST = "990000/003/01/", "990000/003/02/"
PASSWORD = "riverside-lamp-41"


@dataclass(frozen=True)
class Office:
    street: Street
    admin: Actor
    unit: Unit


def make_street(code: str = "003", name: str = "示范街道") -> Street:
    return create_street(
        district_code="990000", district_name="示范区", code=code, name=name, by=SETUP, at=AT, fictional=True
    )


def make_places(street: Street) -> None:
    rows = []
    for code, name in (("01", "东河社区"), ("02", "西岭社区")):
        estate = f"{name[:2]}新村"
        path = f"{street.path}{code}/"
        rows += [
            NewPlace(path, "community", name, name),
            NewPlace(f"{path}01/", "estate", estate, estate),
            NewPlace(f"{path}01/03/", "building", "3号楼", f"{estate}3号楼"),
            NewPlace(f"{path}01/03/2/", "entrance", "2单元", f"{estate}3号楼2单元"),
            NewPlace(f"{path}01/03/2/501/", "dwelling", "501室", f"{estate}3号楼2单元501室"),
            NewPlace(f"{path}01/03/2/502/", "dwelling", "502室", f"{estate}3号楼2单元502室"),
        ]
    lay_places(street_id=street.pk, rows=rows, by=SETUP, at=AT)


def make_account(street: Street, username: str, *, name: str = "") -> Account:
    made = create_account(
        street_id=street.pk,
        username=username,
        display_name=name or username,
        password=PASSWORD,
        by=SETUP,
        at=AT,
    )
    return made.account


def make_actor(
    street: Street, username: str, role: str, *, path: str = "", unit: Unit | None = None
) -> Actor:
    """Somebody who holds one role from today on."""
    account = make_account(street, username)
    assign_role(
        account_id=account.pk,
        role=role,
        path=path or street.path,
        unit_id=unit.pk if unit else None,
        from_on=TODAY,
        by=SETUP,
        at=AT,
    )
    return actor_for(account, TODAY)


def make_office() -> Office:
    street = make_street()
    make_places(street)
    unit = create_unit(
        street_id=street.pk, code="cg", name="城管科", kind="section", path=street.path, by=SETUP, at=AT
    )
    return Office(street, make_actor(street, "admin", ADMINISTRATOR), unit)


def unit_for(office: Office, role: str) -> int | None:
    return office.unit.pk if role == HANDLER else None


def holder(role: str, path: str, *, street_id: int = 1) -> Actor:
    """An actor that no database knows, for access tests."""
    return Actor(account_id=9, street_id=street_id, name=role, grants=(Grant(role, path),))


OWN_APPS = ("journal", "rulebook", "places", "people")


def footprint() -> dict[str, list[tuple]]:
    """Every row of these apps, so that a test can say that nothing was written."""
    models = [model for app in OWN_APPS for model in apps.get_app_config(app).get_models()]
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}


@contextmanager
def refused(kind: type[Exception], code: str = "") -> Iterator[None]:
    """The act raises this refusal, and afterwards every row is as before."""
    before = footprint()
    with pytest.raises(kind) as caught, transaction.atomic():
        yield
    assert (getattr(caught.value, "code", code) if code else "", footprint() == before) == (code, True)
