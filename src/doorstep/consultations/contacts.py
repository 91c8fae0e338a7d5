"""An outsider's sealed name and phone on an invitation, each bound to its row."""

from functools import partial
from uuid import UUID

from doorstep.consultations.models import Invitation
from doorstep.records.rotation import register_sealed
from doorstep.records.vault import read_sealed, seal

SEALED = ("name", "phone")
PHONE_PURPOSE = "invitation.phone"


def place_for(what: str, invitation_id: UUID) -> str:
    return f"consultations.invitation.{what}:{invitation_id}"


def place_of(what: str, invitation: Invitation) -> str:
    return place_for(what, invitation.pk)


def sealed(what: str, value: str, invitation_id: UUID) -> str:
    return seal(value.strip(), about=place_for(what, invitation_id))


def clear(what: str, invitation: Invitation) -> str:
    """The value in clear for those who run the meeting; empty when none was given or it was erased."""
    return read_sealed(getattr(invitation, f"{what}_sealed"), about=place_of(what, invitation))


def register_contacts() -> None:
    """Let the sealed values be sealed anew when the keys change."""
    for what in SEALED:
        register_sealed(Invitation, f"{what}_sealed", partial(place_of, what))
