"""Laying down places: one by one, or many at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if
from doorstep.kernel.refs import is_within, parent_path
from doorstep.places.models import Place, PlaceImport, PlaceKind, Street
from doorstep.places.services.streets import street_to_change
from doorstep.places.sheets import NewPlace
from doorstep.records.acts import act

BATCH: Final = 1000


@act
def lay_places(*, street_id: int, rows: Sequence[NewPlace], by: Actor, at: datetime) -> int:
    """Lay down many places at once and return how many were new; a path that exists is left as it is.

    Refuses a row outside the street or without the place around it.
    """
    street = street_to_change(street_id, by=by)
    made = put_places(street, rows)
    record(by=by, act="place.add", about=f"street:{street_id}", at=at, street_id=street_id)
    return made


def put_places(street: Street, rows: Iterable[NewPlace], *, taken_in: PlaceImport | None = None) -> int:
    """Write new places, the outer before the inner, in batches: one statement each, not one a place."""
    known: dict[str, int | None] = dict(Place.objects.filter(street=street).values_list("path", "id"))
    known[street.path] = None
    levels: dict[int, dict[str, NewPlace]] = {}
    for row in rows:
        refuse_if(not is_within(row.path, street.path), "place.outside", path=row.path)
        if row.path not in known:
            levels.setdefault(row.path.count("/"), {})[row.path] = row
    made = 0
    for depth in sorted(levels):
        fresh = [place_of(row, street, known, taken_in) for row in levels[depth].values()]
        Place.objects.bulk_create(fresh, batch_size=BATCH)
        known |= {place.path: place.pk for place in fresh}
        made += len(fresh)
    return made


def place_of(
    row: NewPlace, street: Street, known: dict[str, int | None], taken_in: PlaceImport | None
) -> Place:
    around = parent_path(row.path)
    refuse_if(around not in known, "place.parent_missing", path=row.path)
    refuse_if(row.kind not in PlaceKind.values, "place.kind", kind=row.kind)
    return Place(
        street=street,
        parent_id=known[around],
        kind=row.kind,
        code=row.path.rstrip("/").rpartition("/")[2],
        name=row.name,
        full_name=row.full_name,
        path=row.path,
        imported_by=taken_in,
    )


@act
def add_place(
    *, street_id: int, inside: str, kind: str, code: str, name: str, by: Actor, at: datetime
) -> Place:
    """One more place inside another's path or the street's; refuses a code that is taken there."""
    street = street_to_change(street_id, by=by)
    sound = code.isascii() and code.replace("-", "").isalnum() and len(code) <= 12
    refuse_if(not sound or not name.strip(), "place.code", code=code)
    path = f"{inside}{code}/"
    refuse_if(Place.objects.filter(path=path).exists(), "place.taken", path=path)
    around = Place.objects.filter(street=street, path=inside).first()
    full_name = f"{around.full_name}{name.strip()}" if around and kind != PlaceKind.ESTATE else name.strip()
    put_places(street, [NewPlace(path, kind, name.strip(), full_name)])
    place = Place.objects.get(path=path)
    record(by=by, act="place.add", about=f"place:{place.pk}", at=at, street_id=street_id)
    return place


@act
def close_place(*, place_id: int, active: bool, by: Actor, at: datetime) -> Place:
    """Take a place out of use, or back in; what happened there stays."""
    place = Place.objects.select_for_update().get(pk=place_id)
    street_to_change(place.street_id, by=by)
    place.active = active
    place.save(update_fields=["active"])
    record(by=by, act="place.close", about=f"place:{place_id}", at=at, street_id=place.street_id)
    return place
