"""A respondent's sealed label and phone, each bound to its row."""

from functools import partial

from doorstep.evaluation.models import FrameMember
from doorstep.records.rotation import register_sealed
from doorstep.records.vault import open_sealed, seal

SEALED = ("label", "phone")


def place_for(what: str, member_id: object) -> str:
    return f"evaluation.member.{what}:{member_id}"


def place_of(what: str, member: FrameMember) -> str:
    return place_for(what, member.pk)


def sealed(what: str, value: str, member_id: object) -> str:
    return seal(value.strip(), about=place_for(what, member_id))


def clear(what: str, member: FrameMember) -> str:
    """The value in clear; empty when it was erased. Whoever calls this writes the reading down."""
    return open_sealed(getattr(member, f"{what}_sealed"), about=place_of(what, member))


def register_contacts() -> None:
    """Let the sealed values be sealed anew when the keys change."""
    for what in SEALED:
        register_sealed(FrameMember, f"{what}_sealed", partial(place_of, what))
