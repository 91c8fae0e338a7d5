"""The places of a street as pages and other stages read them."""

from collections.abc import Iterable

from django.db.models import Q

from doorstep.kernel.actor import Actor
from doorstep.places.models import Place, PlaceImport, PlaceKind
from doorstep.places.paths import paths_above
from doorstep.places.queries.streets import street


def place_exists(street_id: int, path: str) -> bool:
    return Place.objects.filter(street_id=street_id, path=path, active=True).exists()


def place_at(street_id: int, path: str) -> Place:
    """The place with this path; DoesNotExist when the street has none."""
    return Place.objects.get(street_id=street_id, path=path)


def place_ids(street_id: int) -> dict[str, int]:
    """Every place's id by its path, for work that touches the whole street."""
    return dict(Place.objects.filter(street_id=street_id).values_list("path", "id"))


def place_for(actor: Actor, place_id: int) -> Place:
    """A place the actor may see; DoesNotExist out of sight."""
    return Place.objects.visible_to(actor).get(pk=place_id)


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


def place_choices(street_id: int) -> list[tuple[str, str]]:
    """Path and name for giving somebody a place of work: the whole street, or one community."""
    found = street(street_id)
    return [(found.path, found.name), *((each.path, each.name) for each in communities(street_id))]


def dwelling_count(path: str) -> int:
    """How many households lie within a path."""
    return Place.objects.within(path).filter(kind=PlaceKind.DWELLING, active=True).count()


def imports(street_id: int) -> list[PlaceImport]:
    """Address lists taken in, newest first."""
    return list(PlaceImport.objects.filter(street_id=street_id).order_by("-id")[:100])


def names_of_paths(street_id: int, paths: Iterable[str]) -> dict[str, str]:
    """Full names by path, the street's own among them; two statements."""
    found = street(street_id)
    rows = Place.objects.filter(street_id=street_id, path__in=set(paths)).values_list("path", "full_name")
    return {found.path: found.name, **dict(rows)}
