"""Where an issue lies, when its place is named, when only the visit is known, and when nothing is."""

from dataclasses import dataclass
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.people.access import paths_with
from doorstep.places.models import Place, Street
from doorstep.places.paths import community_path
from doorstep.visits.models import Visit


@dataclass(frozen=True)
class Spot:
    """A place, or only a path when no place is known."""

    place_id: int | None
    path: str
    name: str = ""

    @property
    def community_path(self) -> str:
        """The community's path; the street's own for what lies in none."""
        return community_path(self.path)


def spot_for(street: Street, *, place_id: int | None, visit_id: UUID | None, by: Actor) -> Spot:
    """The named place; else the visit's; else where the recorder works; else the whole street.

    Raises DoesNotExist for a place of another street and for a visit out of sight.
    """
    if place_id is not None:
        path, name = Place.objects.values_list("path", "full_name").get(pk=place_id, street=street)
        return Spot(place_id, path, name)
    if visit_id is not None:
        visit = Visit.objects.visible_to(by).select_related("place").get(pk=visit_id)
        return Spot(visit.place_id, visit.path, visit.place.full_name)
    mine = paths_with(by, "issue.capture")
    return Spot(None, street.path if not mine or street.path in mine else mine[0])
