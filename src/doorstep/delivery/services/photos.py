"""Pictures of an observation: always optional, seen by whoever sees the observation."""

from datetime import datetime
from typing import Final
from uuid import UUID

from doorstep.delivery.models import Observation
from doorstep.delivery.rules import observations as rules
from doorstep.delivery.services.observations import observation_for, require_observer, write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if
from doorstep.records.acts import act
from doorstep.records.attachments import Opened, Upload, attach, attachments_of, open_attachment
from doorstep.records.models import Attachment

OWNER_KIND: Final = "observation"


def can_read_photos(actor: Actor, observation_ref: str) -> bool:
    """Who sees the observation; registered with the store of files."""
    return Observation.objects.visible_to(actor).filter(pk=UUID(observation_ref)).exists()


@act
def add_photo(*, observation_id: UUID, upload: Upload, by: Actor, at: datetime) -> Attachment:
    """Add a cleaned picture once somebody has been there and until it is over; nobody has to."""
    found = observation_for(observation_id, by=by)
    require_observer(found, by)
    refuse_if(
        found.state == rules.WORKFLOW.initial or found.state in rules.WORKFLOW.final, "observation.photo"
    )
    made = attach(
        owner_kind=OWNER_KIND, owner_ref=str(found.pk), upload=upload, by=by, at=at, street_id=found.street_id
    )
    write_step(found, "observation.photo", by=by, at=at)
    return made


def photos_of(observation_id: UUID, *, by: Actor) -> list[Attachment]:
    return attachments_of(owner_kind=OWNER_KIND, owner_ref=str(observation_id), by=by)


def open_photo(*, observation_id: UUID, attachment_id: UUID, by: Actor) -> Opened:
    """The picture itself; one of another row, or out of sight, does not exist."""
    opened = open_attachment(attachment_id=attachment_id, by=by)
    if (opened.attachment.owner_kind, opened.attachment.owner_ref) != (OWNER_KIND, str(observation_id)):
        raise Attachment.DoesNotExist
    return opened
