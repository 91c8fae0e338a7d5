"""A member's sealed name and phone as they stand beside the row."""

from functools import partial

from doorstep.records.rotation import register_sealed
from doorstep.records.vault import read_sealed
from doorstep.volunteers.models import ReportIn

SEALED = ("name", "phone")


def sealed_about(what: str, member: ReportIn) -> str:
    """What a sealed value is bound to: ``name`` or ``phone`` of one member."""
    return f"report_in.{what}:{member.pk}"


def name_of(member: ReportIn) -> str:
    """The clear name; empty once the consent was withdrawn."""
    return read_sealed(member.name_sealed, about=sealed_about("name", member))


def register_names() -> None:
    """Let the sealed values be sealed anew when the keys change."""
    for what in SEALED:
        register_sealed(ReportIn, f"{what}_sealed", partial(sealed_about, what))
