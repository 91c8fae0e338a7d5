"""How far a campaign has come, grid by grid: of places, never of people."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from doorstep.kernel.actor import Actor
from doorstep.kernel.shares import share
from doorstep.places.models import GridAssignment, Place
from doorstep.places.paths import paths_above
from doorstep.places.queries.grids import on_day
from doorstep.visits.models import Visit, VisitPlan


@dataclass(frozen=True, slots=True)
class GridCoverage:
    """Households of one grid and how many of them were met; ``grid_id`` None is what lies in no grid."""

    grid_id: int | None
    code: str
    name: str
    doors: int
    met: int
    share: Fraction | None


def coverage_by_grid(actor: Actor, plan: VisitPlan, *, on: date, path: str = "") -> list[GridCoverage]:
    """Every grid with households in sight, by code; the rows add up to the campaign's households.

    A household counts as met when somebody was met there in the campaign's days. Three statements.
    """
    within = path or plan.path
    homes = Place.objects.visible_to(actor).within(plan.path).within(within)
    paths = list(homes.filter(kind="dwelling", active=True).order_by().values_list("path", flat=True))
    grids = grids_by_path(plan.street_id, on)
    doors = Counter(grid_at(each, grids) for each in paths)
    met = Counter(grid_at(each, grids) for each in set(paths) & met_paths(plan))
    rows = [coverage_of(grid, doors[grid], met[grid]) for grid in doors]
    return sorted(rows, key=lambda each: (each.grid_id is None, each.code))


Grid = tuple[int, str, str] | None


def grids_by_path(street_id: int, on: date) -> dict[str, Grid]:
    rows = GridAssignment.objects.filter(on_day(on), street_id=street_id, grid__kind="community")
    found = rows.order_by("path").values_list("path", "grid_id", "grid__code", "grid__name")
    return {path: (grid_id, code, name) for path, grid_id, code, name in found}


def grid_at(path: str, grids: dict[str, Grid]) -> Grid:
    """The grid of the narrowest place around a door that has one."""
    return next((grids[each] for each in reversed(paths_above(path)) if each in grids), None)


def met_paths(plan: VisitPlan) -> set[str]:
    days = (plan.starts_on, plan.ends_on)
    met = Visit.objects.happened().filter(street_id=plan.street_id, outcome="met", visited_on__range=days)
    paths: Iterable[str] = met.within(plan.path).order_by().values_list("path", flat=True).distinct()
    return set(paths)


def coverage_of(grid: Grid, doors: int, met: int) -> GridCoverage:
    grid_id, code, name = grid or (None, "", "")
    return GridCoverage(grid_id, code, name, doors, met, share(met, doors))
