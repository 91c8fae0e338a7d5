"""Streets, places and grids as pages and other stages read them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from doorstep.kernel.actor import Actor
from doorstep.places.models import Grid, GridAssignment, Place, PlaceImport, PlaceKind, Street

COMMUNITY_DEPTH = 3


def street(street_id: int) -> Street:
    """The tenant; DoesNotExist when there is none."""
    return Street.objects.select_related("district").get(pk=street_id)


def streets() -> list[Street]:
    """Every tenant of this installation, by path."""
    return list(Street.objects.select_related("district").order_by("path"))


def street_for(code: str) -> Street:
    """By its code (``003``) or its path (``990000/003/``); DoesNotExist when there is none."""
    found = Street.objects.select_related("district")
    return found.get(path=code) if "/" in code else found.get(code=code)


def street_for_host(host: str) -> Street | None:
    """The tenant with this web address; without such an address the only tenant there is, else None."""
    name = host.rsplit(":", 1)[0].lower() if not host.endswith("]") else host.lower()
    candidates = list(Street.objects.filter(Q(host=name) | Q(host="")).order_by("-host", "id")[:2])
    if candidates and (candidates[0].host == name or len(candidates) == 1):
        return candidates[0]
    return None


def street_path(street_id: int) -> str:
    """The path above every place of the street; DoesNotExist when there is no such street."""
    path: str = Street.objects.values_list("path", flat=True).get(pk=street_id)
    return path


def place_exists(street_id: int, path: str) -> bool:
    return Place.objects.filter(street_id=street_id, path=path, active=True).exists()


def place_at(street_id: int, path: str) -> Place:
    """The place with this path; DoesNotExist when the street has none."""
    return Place.objects.get(street_id=street_id, path=path)


def place_for(actor: Actor, place_id: int) -> Place:
    """A place the actor may see; DoesNotExist out of sight."""
    return Place.objects.visible_to(actor).get(pk=place_id)


def community_path(path: str) -> str:
    """The community's part of a path; the path itself when it is not inside a community."""
    codes = path.split("/")
    return "/".join(codes[:COMMUNITY_DEPTH]) + "/" if len(codes) > COMMUNITY_DEPTH else path


def paths_above(path: str) -> list[str]:
    """The path and everything around it, widest first."""
    codes = path.split("/")[:-1]
    return ["/".join(codes[: depth + 1]) + "/" for depth in range(len(codes))]


def chain(path: str) -> list[Place]:
    """The place and those around it inside the street, community first."""
    return list(Place.objects.filter(path__in=paths_above(path)).order_by("path"))


def places_under(actor: Actor, path: str, kind: str = "") -> list[Place]:
    """Active places within a path that the actor may see, in address order; of one kind when named."""
    found = Place.objects.visible_to(actor).within(path).filter(active=True)
    return list((found.filter(kind=kind) if kind else found).order_by("path"))


def children_of(actor: Actor, path: str) -> list[Place]:
    """One step down from a place or the street, for choosing an address step by step."""
    found = Place.objects.visible_to(actor).within(path).filter(active=True)
    return list(found.filter(Q(parent__path=path) | Q(parent=None)).exclude(path=path).order_by("path"))


def communities(street_id: int) -> list[Place]:
    """The street's communities, by path."""
    return list(
        Place.objects.filter(street_id=street_id, kind=PlaceKind.COMMUNITY, active=True).order_by("path")
    )


def dwelling_count(path: str) -> int:
    """How many households lie within a path."""
    return Place.objects.within(path).filter(kind=PlaceKind.DWELLING, active=True).count()


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


def imports(street_id: int) -> list[PlaceImport]:
    """Address lists taken in, newest first."""
    return list(PlaceImport.objects.filter(street_id=street_id).order_by("-id")[:100])
