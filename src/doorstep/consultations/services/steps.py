"""What every act on a meeting does alike: find it, move it, write the step and the journal entry."""

from datetime import datetime
from uuid import UUID

from doorstep.consultations import access, rules
from doorstep.consultations.models import Meeting, MeetingStep
from doorstep.journal.services import write_down
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import require


def meeting_for(meeting_id: UUID, *, by: Actor) -> Meeting:
    """The row, locked for this act; a stranger's meeting is not found, a colleague's not allowed."""
    meeting: Meeting = Meeting.objects.visible_to(by).select_for_update().get(pk=meeting_id)
    require(access.can_hold(by, path=meeting.path))
    return meeting


def move(meeting: Meeting, name: str, *, at: datetime, note: str = "") -> None:
    """Move along the table. Nothing is saved yet."""
    meeting.state = rules.WORKFLOW.move(meeting.state, name, note=note)
    meeting.state_since = at


def write_step(meeting: Meeting, act: str, *, by: Actor, at: datetime, note: str = "") -> None:
    """The act's own row with its note, and the journal entry with the note's salted digest."""
    write_down(
        MeetingStep,
        about=f"meeting:{meeting.pk}",
        act=act,
        by=by,
        at=at,
        street_id=meeting.street_id,
        note=note,
        meeting=meeting,
        to_state=meeting.state,
    )
