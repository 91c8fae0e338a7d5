"""A new tenant without a demo: its street, places, first administrator, and the lists it starts with."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from doorstep.cli.demo.content.categories import groups
from doorstep.issues.services import set_categories
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.people.rules import ADMINISTRATOR
from doorstep.people.services import NewAccount, assign_role, create_account
from doorstep.places.queries import AddressList, read_address_list
from doorstep.places.services import create_street, import_addresses
from doorstep.projects.services import set_fields
from doorstep.records.acts import act

FIELDS = ("组织建设", "阵地建设", "教育培训", "健康医疗", "文化活动", "生活服务", "民生实事")


@dataclass(frozen=True)
class Tenant:
    """What must be known to begin. ``addresses`` is a CSV or xlsx list, or None."""

    district_code: str
    district_name: str
    code: str
    name: str
    phone: str
    admin: str
    admin_name: str
    addresses: Path | None = None


@dataclass(frozen=True)
class Begun:
    """The new tenant: its path, the first account with its one-time password, and the list taken in."""

    path: str
    account: NewAccount
    addresses: AddressList | None


@act
def begin_tenant(tenant: Tenant, *, at: datetime) -> Begun:
    """Set up everything or nothing. Refuses an address list with rows that cannot be read."""
    street = create_street(
        district_code=tenant.district_code,
        district_name=tenant.district_name,
        code=tenant.code,
        name=tenant.name,
        phone=tenant.phone,
        by=Actor.system("init", None),
        at=at,
    )
    by = Actor.system("init", street.pk)
    account = first_administrator(tenant, street.pk, street.path, by=by, at=at)
    begin_lists(street.pk, by=by, at=at)
    taken = take_addresses(tenant.addresses, street.pk, by=by, at=at) if tenant.addresses else None
    return Begun(street.path, account, taken)


def first_administrator(tenant: Tenant, street_id: int, path: str, *, by: Actor, at: datetime) -> NewAccount:
    made = create_account(
        street_id=street_id, username=tenant.admin, display_name=tenant.admin_name, by=by, at=at
    )
    assign_role(account_id=made.account.pk, role=ADMINISTRATOR, path=path, from_on=day_of(at), by=by, at=at)
    return made


def begin_lists(street_id: int, *, by: Actor, at: datetime) -> None:
    """Categories of issues and fields of projects, as a first list that the street changes later."""
    tree = [
        (group.code, group.name, [(x.code, x.name, None) for x in group.categories]) for group in groups()
    ]
    set_categories(street_id=street_id, tree=tree, by=by, at=at)
    numbered = [(f"f{number:02d}", name) for number, name in enumerate(FIELDS, start=1)]
    set_fields(street_id=street_id, fields=numbered, by=by, at=at)


def take_addresses(file: Path, street_id: int, *, by: Actor, at: datetime) -> AddressList:
    found = read_address_list(street_id=street_id, data=file.read_bytes(), file_name=file.name)
    faults = found.preview.errors
    lines = [fault.line for fault in faults[:10]]
    refuse_if(bool(faults), "file.rows_unread", count=len(faults), lines=lines)
    import_addresses(street_id=street_id, preview=found, by=by, at=at)
    return found
