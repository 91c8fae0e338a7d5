"""The tenants: making a street and changing what residents read on every page."""

from datetime import datetime

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import path_of
from doorstep.places import access
from doorstep.places.models import District, Street
from doorstep.records.acts import act
from doorstep.records.shelf import note_change


@act
def create_street(
    *,
    district_code: str,
    district_name: str,
    code: str,
    name: str,
    by: Actor,
    at: datetime,
    phone: str = "",
    fictional: bool = False,
) -> Street:
    """A new tenant, and its district when that is new too; only setting up may do it.

    Refuses codes that are not six and three digits, an empty name, and a street that exists.
    """
    require(by.kind == "system")
    digits = (len(district_code), len(code)) == (6, 3) and (district_code + code).isdecimal()
    refuse_if(
        not digits or not (district_code + code).isascii(), "street.code", code=f"{district_code}/{code}"
    )
    refuse_if(not name.strip() or not district_name.strip(), "street.name")
    path = path_of(district_code, code)
    refuse_if(Street.objects.filter(path=path).exists(), "street.taken", path=path)
    district, _ = District.objects.get_or_create(code=district_code, defaults={"name": district_name.strip()})
    street = Street.objects.create(
        district=district, code=code, name=name.strip(), path=path, phone=phone.strip(), fictional=fictional
    )
    record(by=by, act="place.create_street", about=f"street:{street.pk}", at=at, street_id=street.pk)
    note_change()
    return street


@act
def edit_street(*, street_id: int, name: str, phone: str, by: Actor, at: datetime, host: str = "") -> Street:
    """Change what residents read on every page: name, phone and web address."""
    street = Street.objects.select_for_update().get(pk=street_id)
    require(access.can_change_places(by, path=street.path))
    refuse_if(not name.strip(), "street.name")
    host = host.strip().lower()
    taken = bool(host) and Street.objects.filter(host=host).exclude(pk=street_id).exists()
    refuse_if(taken, "street.host_taken", host=host)
    street.name, street.phone, street.host = name.strip(), phone.strip(), host
    street.save(update_fields=["name", "phone", "host"])
    record(by=by, act="place.edit_street", about=f"street:{street_id}", at=at, street_id=street_id)
    note_change()
    return street


def street_to_change(street_id: int, *, by: Actor) -> Street:
    """The street, locked; DoesNotExist for a stranger, NotAllowed for a colleague who may not."""
    found = Street.objects.select_for_update()
    street = (
        found.get(pk=street_id)
        if by.kind == "system"
        else found.get(pk=street_id, pk__in=[by.street_id or 0])
    )
    require(access.can_change_places(by, path=street.path))
    return street
