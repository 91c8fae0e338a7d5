"""One household's file: each look has a reason, and the household may ask who looked (DOMAIN G4, G9)."""

from datetime import datetime

from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.places.models import Place
from doorstep.privacy import access
from doorstep.privacy.models import HouseholdRead
from doorstep.privacy.rules.requests import SHORT_LIMIT
from doorstep.privacy.services.steps import needed
from doorstep.records.acts import act
from doorstep.records.holders import Held, Subject, held_about


@act
def read_household(*, place_id: int, reason: str, by: Actor, at: datetime) -> list[Held]:
    """Everything that is held about one dwelling, for this one look. Refuses without a reason."""
    place = place_for(place_id, by=by)
    note_read(place, needed(reason, most=SHORT_LIMIT), by=by, at=at)
    return held_about(Subject(place.street_id, path=place.path, reader=by))


def place_for(place_id: int, *, by: Actor) -> Place:
    """A dwelling in the desk's sight; anything wider holds many households and is refused."""
    place = Place.objects.visible_to(by).get(pk=place_id, street_id=by.street_id or 0)
    require(access.can_keep(by, path=place.path))
    refuse_if(place.kind != "dwelling", "household.not_a_dwelling")
    return place


def note_read(place: Place, reason: str, *, by: Actor, at: datetime) -> HouseholdRead:
    """The look itself: its own row with the reason, and the journal entry with the reason's salted digest."""
    salt = new_salt()
    row = HouseholdRead.objects.create(
        id=uuid7(at),
        street_id=place.street_id,
        place=place,
        path=place.path,
        by_id=by.account_id or 0,
        by_name=by.name,
        reason=reason,
        at=at,
        salt=salt,
    )
    about, digest = f"place:{place.pk}", digest_of(reason, salt)
    record(by=by, act="household.read", about=about, at=at, street_id=place.street_id, digest=digest)
    return row


@act
def print_letter(*, place_id: int, by: Actor, at: datetime) -> Place:
    """The household asked who looked at its file; the letter's printing is written down, not counted as a look."""
    place = place_for(place_id, by=by)
    about = f"place:{place.pk}"
    record(by=by, act="household.letter", about=about, at=at, street_id=place.street_id)
    return place
