"""From what somebody typed to a place of the street, and from an address list to its preview."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from django.db.models import Q, QuerySet

from doorstep.papers.read import read_table
from doorstep.places.lists import AddressList
from doorstep.places.models import Place, PlaceKind
from doorstep.places.queries.streets import street, street_name
from doorstep.places.rules import (
    Address,
    half_width,
    normalise_address,
    normalise_building,
    normalise_dwelling,
    normalise_entrance,
)
from doorstep.places.sheets import guess_mapping, preview

NAMED: Final = (PlaceKind.COMMUNITY, PlaceKind.ESTATE, PlaceKind.SHOP, PlaceKind.ORG)
# two arms instead of one "or", so that each is answered by its index and not by reading every place
EXACT: Final = """
    SELECT * FROM places_place WHERE street_id = %s AND active AND full_name IN (%s, %s)
    UNION
    SELECT * FROM places_place WHERE street_id = %s AND active AND name = %s AND kind IN (%s, %s, %s, %s)
    LIMIT 2
"""
NUMBER_OF: Final = {
    PlaceKind.BUILDING: normalise_building,
    PlaceKind.ENTRANCE: normalise_entrance,
    PlaceKind.DWELLING: normalise_dwelling,
}


def find_place(street_id: int, text: str) -> Place | None:
    """The one place that the words name, however it is written; None when none or several fit.

    A door without its entrance is found when the building has only one such door.
    """
    plain = half_width(text).removeprefix(half_width(street_name(street_id)))
    exact = list(Place.objects.raw(EXACT, [street_id, text.strip(), plain, street_id, plain, *NAMED]))
    if exact:
        return exact[0] if len(exact) == 1 else None
    return place_of(street_id, normalise_address(plain))


def place_of(street_id: int, address: Address) -> Place | None:
    """Walk down from the estate, comparing numbers and not spellings."""
    found = only(Place.objects.filter(street_id=street_id, kind=PlaceKind.ESTATE, active=True), address)
    for kind, wanted in (
        (PlaceKind.BUILDING, address.building),
        (PlaceKind.ENTRANCE, address.entrance),
        (PlaceKind.DWELLING, address.dwelling),
    ):
        if wanted and found is not None:
            found = numbered(found, kind, wanted)
    return found


def only(estates: QuerySet[Place], address: Address) -> Place | None:
    """The one estate of that name, in the community when one was said.

    东河新村 reads like a village, so what was taken for the community may be part of the estate's name.
    """
    inside = Q(name=address.estate)
    if address.community:
        inside &= Q(parent__name=address.community)
    whole = Q(name=f"{address.community}{address.estate}")
    found = list(estates.filter(inside | whole)[:2])
    return found[0] if len(found) == 1 else None


def numbered(around: Place, kind: PlaceKind, wanted: str) -> Place | None:
    """The one place of this kind inside another whose name means this number."""
    rows = Place.objects.within(around.path).filter(kind=kind, active=True)
    found = [each for each in rows.filter(name__contains=wanted[-1]) if NUMBER_OF[kind](each.name) == wanted]
    return found[0] if len(found) == 1 else None


def suggest(street_id: int, text: str, limit: int = 10) -> list[Place]:
    """What the words may mean: the place they name and what lies in it, else places with such a name."""
    if not text.strip():
        return []
    here = Place.objects.filter(street_id=street_id, active=True)
    if named := find_place(street_id, text):
        return [named, *here.filter(parent=named).order_by("path")[: limit - 1]]
    return list(here.filter(full_name__contains=half_width(text)).order_by("path")[:limit])


def read_address_list(
    *, street_id: int, data: bytes, file_name: str, mapping: Mapping[str, int] | None = None
) -> AddressList:
    """Read a CSV or xlsx address list and say row by row what taking it in would do; writes nothing.

    ``mapping`` is a person's correction of the guessed columns. Raises NotPossible for what is no table.
    """
    sheet = read_table(data, file_name)
    columns = dict(guess_mapping(sheet.headers) if mapping is None else mapping)
    rows = Place.objects.filter(street_id=street_id).values_list("path", "name", "full_name")
    known = {path: (name, full_name) for path, name, full_name in rows}
    found = preview(
        sheet,
        columns,
        street_path=street(street_id).path,
        known={path: name for path, (name, _) in known.items()},
        full={path: full_name for path, (_, full_name) in known.items()},
    )
    return AddressList(file_name[:120], sha256(data).hexdigest(), sheet.headers, columns, found)
