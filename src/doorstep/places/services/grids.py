"""Drawing grids: dated, because they are redrawn."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if
from doorstep.kernel.refs import is_within
from doorstep.places.models import Grid, GridAssignment, GridKind, Place, PlaceKind
from doorstep.places.services.streets import street_to_change
from doorstep.records.acts import act


@act
def draw_grid(
    *,
    street_id: int,
    community: str,
    code: str,
    name: str,
    paths: Sequence[str],
    from_on: date,
    by: Actor,
    at: datetime,
    kind: str = GridKind.COMMUNITY,
) -> Grid:
    """From a day on these places, given by path, are this grid and in no other of its kind.

    An existing code is redrawn. Refuses places outside the community, and a day before a drawing that
    is already known: history is not rewritten.
    """
    street = street_to_change(street_id, by=by)
    home = Place.objects.get(street=street, path=community, kind=PlaceKind.COMMUNITY)
    refuse_if(kind not in GridKind.values, "grid.kind", kind=kind)
    places = list(Place.objects.filter(street=street, path__in=paths).order_by("path"))
    outside = sorted(
        {path for path in paths if not is_within(path, community)} | set(paths) - {x.path for x in places}
    )
    refuse_if(bool(outside) or not places, "grid.outside", paths=outside)
    grid, _ = Grid.objects.update_or_create(
        street=street, code=code, defaults={"community": home, "kind": kind, "name": name.strip()}
    )
    put_grid(grid, places, from_on)
    record(by=by, act="place.draw_grid", about=f"grid:{grid.pk}", at=at, street_id=street_id)
    return grid


def put_grid(grid: Grid, places: Sequence[Place], from_on: date) -> None:
    touched = GridAssignment.objects.filter(grid__kind=grid.kind, place__in=places) | grid.assignments.all()
    ids = list(touched.distinct().values_list("id", flat=True))
    current = GridAssignment.objects.filter(pk__in=ids)
    refuse_if(current.filter(from_on__gt=from_on).exists(), "grid.later_exists", on=from_on.isoformat())
    current.filter(from_on=from_on).delete()
    last_on = from_on - timedelta(days=1)
    open_ones = current.exclude(to_on__lte=last_on)
    open_ones.update(to_on=last_on)
    GridAssignment.objects.bulk_create(
        GridAssignment(street_id=grid.street_id, grid=grid, place=place, path=place.path, from_on=from_on)
        for place in places
    )
