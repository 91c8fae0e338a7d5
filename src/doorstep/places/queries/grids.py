"""Which grid a place lies in, on which day."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from doorstep.places.models import Grid, GridAssignment
from doorstep.places.paths import paths_above


def grids(street_id: int, *, path: str = "") -> list[Grid]:
    """The street's grids by code; those of one community when its path is given."""
    found = Grid.objects.filter(street_id=street_id).select_related("community")
    return list((found.filter(community__path=path) if path else found).order_by("code"))


def on_day(day: date) -> Q:
    """Grid assignments that hold on a day, both ends included."""
    return Q(from_on__lte=day) & (Q(to_on__isnull=True) | Q(to_on__gte=day))


def grid_of(path: str, *, on: date, kind: str = "community") -> int | None:
    """The id of the grid a place lies in on a day: the narrowest assignment wins. One statement."""
    found = GridAssignment.objects.filter(on_day(on), path__in=paths_above(path), grid__kind=kind)
    row = found.order_by("-path").values_list("grid_id", flat=True).first()
    return int(row) if row is not None else None


def grid_paths(grid_ids: Sequence[int], *, on: date) -> dict[int, list[str]]:
    """Which paths belong to each grid on a day."""
    paths: dict[int, list[str]] = {grid_id: [] for grid_id in grid_ids}
    rows = GridAssignment.objects.filter(on_day(on), grid_id__in=grid_ids).order_by("path")
    for grid_id, path in rows.values_list("grid_id", "path"):
        paths[grid_id].append(path)
    return paths
