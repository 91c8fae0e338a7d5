"""What every act on a member does alike: find the row, write the step and the journal entry."""

from datetime import datetime
from uuid import UUID

from doorstep.journal.services import write_down
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.rulebook.queries import rule
from doorstep.volunteers import rules
from doorstep.volunteers.models import MemberStep, Pledge, ReportIn, StarAward


def member_for(member_id: UUID, *, by: Actor) -> ReportIn:
    """The row, locked for this act; out of sight it is not found."""
    return ReportIn.objects.visible_to(by).select_for_update().get(pk=member_id)


def move(member: ReportIn, name: str, *, at: datetime, note: str = "") -> None:
    member.state = rules.WORKFLOW.move(member.state, name, note=note)
    member.state_since = at
    member.save(update_fields=["state", "state_since"])


def write_step(
    member: ReportIn,
    act: str,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    pledge: Pledge | None = None,
    award: StarAward | None = None,
) -> None:
    """The act's own row with its note, and the journal entry with the note's salted digest."""
    write_down(
        MemberStep,
        about=f"member:{member.pk}",
        act=act,
        by=by,
        at=at,
        street_id=member.street_id,
        note=note,
        report_in=member,
        pledge=pledge,
        award=award,
        to_state=(pledge or award or member).state,
    )


def points_are_on(street_id: int, *, at: datetime) -> bool:
    """Q1: off until the street switches it on."""
    return bool(rule(street_id, "points.enabled", on=day_of(at)))


def refuse_while_off(street_id: int, *, at: datetime) -> None:
    refuse_if(not points_are_on(street_id, at=at), "points.off")
