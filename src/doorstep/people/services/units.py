"""The organisations that work: units that are given issues, party organisations that propose projects."""

from datetime import datetime

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.people import access
from doorstep.people.models import PartyOrg, Unit
from doorstep.people.rules import OrgKind, UnitKind
from doorstep.places.queries import place_exists, street_path
from doorstep.records.acts import act


def check_home(street_id: int, path: str, *, by: Actor) -> None:
    """Managed by those who manage the street's accounts; the place lies in the street."""
    own = street_path(street_id)
    require(access.can_manage_accounts(by, path=own))
    refuse_if(path != own and not place_exists(street_id, path), "assignment.place", path=path)


@act
def create_unit(
    *, street_id: int, code: str, name: str, kind: str, path: str, by: Actor, at: datetime, phone: str = ""
) -> Unit:
    """Somebody to whom issues can be dispatched; refuses a code the street already uses."""
    check_home(street_id, path, by=by)
    refuse_if(kind not in list(UnitKind), "unit.kind", kind=kind)
    refuse_if(not code.strip() or not name.strip(), "unit.name")
    refuse_if(Unit.objects.filter(street_id=street_id, code=code.strip()).exists(), "unit.taken", code=code)
    unit = Unit.objects.create(
        street_id=street_id, code=code.strip(), name=name.strip(), kind=kind, path=path, phone=phone.strip()
    )
    record(by=by, act="unit.create", about=f"unit:{unit.pk}", at=at, street_id=street_id)
    return unit


@act
def edit_unit(*, unit_id: int, name: str, phone: str, active: bool, by: Actor, at: datetime) -> Unit:
    """Rename, reach or close a unit; a closed unit is given nothing new and keeps its history."""
    unit = Unit.objects.select_for_update().get(pk=unit_id, street_id=by.street_id or 0)
    check_home(unit.street_id, unit.path, by=by)
    refuse_if(not name.strip(), "unit.name")
    unit.name, unit.phone, unit.active = name.strip(), phone.strip(), active
    unit.save(update_fields=["name", "phone", "active"])
    record(by=by, act="unit.edit", about=f"unit:{unit_id}", at=at, street_id=unit.street_id)
    return unit


@act
def create_party_org(
    *,
    street_id: int,
    code: str,
    name: str,
    kind: str,
    path: str,
    by: Actor,
    at: datetime,
    parent_id: int | None = None,
) -> PartyOrg:
    """A committee, community party or branch below its parent; refuses a code the street already uses."""
    check_home(street_id, path, by=by)
    refuse_if(kind not in list(OrgKind), "party_org.kind", kind=kind)
    refuse_if(not code.strip() or not name.strip(), "party_org.name")
    taken = PartyOrg.objects.filter(street_id=street_id, code=code.strip()).exists()
    refuse_if(taken, "party_org.taken", code=code)
    parent = PartyOrg.objects.get(pk=parent_id, street_id=street_id) if parent_id is not None else None
    org = PartyOrg.objects.create(
        street_id=street_id, code=code.strip(), name=name.strip(), kind=kind, path=path, parent=parent
    )
    record(by=by, act="party_org.create", about=f"party_org:{org.pk}", at=at, street_id=street_id)
    return org


@act
def edit_party_org(*, org_id: int, name: str, active: bool, by: Actor, at: datetime) -> PartyOrg:
    """Rename or close a party organisation; its projects stay."""
    org = PartyOrg.objects.select_for_update().get(pk=org_id, street_id=by.street_id or 0)
    check_home(org.street_id, org.path, by=by)
    refuse_if(not name.strip(), "party_org.name")
    org.name, org.active = name.strip(), active
    org.save(update_fields=["name", "active"])
    record(by=by, act="party_org.edit", about=f"party_org:{org_id}", at=at, street_id=org.street_id)
    return org
