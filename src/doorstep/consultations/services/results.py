"""What the owners decided hangs out for everybody, within days of the meeting."""

from datetime import date, datetime
from uuid import UUID

from doorstep.consultations import rules
from doorstep.consultations.models import Meeting
from doorstep.consultations.services.postings import flag_if_backdated
from doorstep.consultations.services.steps import meeting_for, write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.records.acts import act


@act
def post_results(
    *, meeting_id: UUID, posted_on: date, late_because: str = "", by: Actor, at: datetime
) -> Meeting:
    """The result was put up on this day; a day too late is written down like any other, and shown as late.

    Refuses kinds that need not, before the meeting, while something put to the vote has no result, a day before
    the meeting or to come, a second time, and a day typed long after without a reason.
    """
    meeting = meeting_for(meeting_id, by=by)
    refuse_if(meeting.kind not in rules.RESULT_RULE, "meeting.results_kind")
    refuse_if(meeting.state not in {"held", "minuted"}, "meeting.not_held")
    refuse_if(meeting.results_posted_on is not None, "meeting.results_posted")
    refuse_if(meeting.items.exclude(rule="").filter(state="open").exists(), "meeting.results_open")
    refuse_if(posted_on > day_of(at), "day.future")
    refuse_if(posted_on < day_of(meeting.starts_at), "meeting.results_day")
    flag_if_backdated(meeting, "results", posted_on=posted_on, reason=late_because, by=by, at=at)
    meeting.results_posted_on = posted_on
    meeting.save(update_fields=["results_posted_on"])
    write_step(meeting, "meeting.results", by=by, at=at, note=f"{posted_on:%Y-%m-%d}")
    return meeting
