"""Calling a meeting: notice in time, an agenda, and the next one of a series."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from doorstep.consultations import access, rules
from doorstep.consultations.models import AgendaItem, Meeting, MeetingSeries
from doorstep.consultations.periods import last_day_of, period_of
from doorstep.consultations.rules.thresholds import THRESHOLDS
from doorstep.consultations.services.inviting import Guests, copy_list, put_on_list
from doorstep.consultations.services.postings import flag_if_backdated
from doorstep.consultations.services.steps import write_step
from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import is_within, uuid7
from doorstep.places.queries import street_path
from doorstep.records.acts import act
from doorstep.records.upserts import insert

NOBODY: Final = Guests()


@dataclass(frozen=True)
class ItemPlan:
    """What is put to the meeting; ``rule`` is a row of the threshold table, empty where nobody counts."""

    title: str
    place_text: str = ""
    owner: str = ""
    due_on: date | None = None
    rule: str = ""


@dataclass(frozen=True)
class Call:
    """Everything a notice says, and whom it asks. ``posted_on`` is the day it was put up; today when none is given.

    ``late_because`` says why a day long past is typed only now. A question-and-answer meeting is public whatever
    ``is_public`` says.
    """

    kind: str
    title: str
    path: str
    room: str
    starts_at: datetime
    agenda: Sequence[ItemPlan] = ()
    about: str = ""
    posted_on: date | None = None
    late_because: str = ""
    entitled: int = 0
    is_public: bool = False
    guests: Guests = NOBODY


@act
def call_meeting(*, call: Call, by: Actor, at: datetime) -> Meeting:
    """Give notice of a meeting. Refuses an unknown kind, an empty title or place, and a notice that is too short.

    A day of posting that is typed late needs its reason and is flagged.
    """
    return call_first(call, series=None, by=by, at=at)


def call_first(call: Call, *, series: MeetingSeries | None, by: Actor, at: datetime) -> Meeting:
    """The meeting with its step, its list, and the flag where its posting was typed late."""
    meeting = called(call, series=series, number=1, by=by, at=at)
    flag_if_backdated(meeting, "notice", posted_on=meeting.posted_on, reason=call.late_because, by=by, at=at)
    put_on_list(meeting, call.guests, at=at)
    write_step(meeting, "meeting.call", by=by, at=at, note=call.title)
    return meeting


def called(call: Call, *, series: MeetingSeries | None, number: int, by: Actor, at: datetime) -> Meeting:
    """The row and its agenda; the caller writes the step."""
    street_id = by.street_id or 0
    check_call(call, street_id=street_id, by=by)
    posted_on = call.posted_on or day_of(at)
    check_notice(call, posted_on, street_id=street_id)
    meeting = Meeting(
        id=uuid7(at),
        street_id=street_id,
        path=call.path,
        kind=call.kind,
        title=call.title.strip(),
        about=call.about,
        series=series,
        number=number,
        room=call.room.strip(),
        starts_at=call.starts_at,
        posted_on=posted_on,
        convener_id=by.account_id or 0,
        entitled=call.entitled,
        is_public=call.is_public or call.kind in rules.PUBLIC_KINDS,
        state=rules.WORKFLOW.initial,
        state_since=at,
    )
    insert(meeting)
    put_on_agenda(meeting, call.agenda, first=1)
    return meeting


def check_call(call: Call, *, street_id: int, by: Actor) -> None:
    require(access.can_hold(by, path=call.path))
    refuse_if(not is_within(call.path, street_path(street_id)), "meeting.place")
    refuse_if(call.kind not in rules.KINDS, "meeting.kind")
    refuse_if(not call.title.strip() or not call.room.strip(), "meeting.blank")


def check_notice(call: Call, posted_on: date, *, street_id: int) -> None:
    """Some kinds must be announced so many days ahead (rulebook)."""
    starts_on = day_of(call.starts_at)
    refuse_if(posted_on > starts_on, "meeting.posted_late")
    days = period_of(street_id, code, on=posted_on).days if (code := rules.NOTICE_RULE.get(call.kind)) else 0
    refuse_if(
        starts_on < earliest_day(call.kind, posted_on, street_id=street_id), "meeting.notice", days=days
    )


def earliest_day(kind: str, posted_on: date, *, street_id: int) -> date:
    """The first day on which this kind of meeting may be held after that posting."""
    code = rules.NOTICE_RULE.get(kind)
    return last_day_of(street_id, code, first=posted_on).day if code else posted_on


def put_on_agenda(meeting: Meeting, agenda: Sequence[ItemPlan], *, first: int) -> list[AgendaItem]:
    """Refuses an item without a title and one with an unknown rule."""
    refuse_if(any(not each.title.strip() for each in agenda), "meeting.item_blank")
    refuse_if(any(each.rule and each.rule not in THRESHOLDS for each in agenda), "meeting.item_rule")
    return AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            street_id=meeting.street_id,
            order=order,
            title=each.title.strip(),
            place_text=each.place_text,
            owner=each.owner,
            due_on=each.due_on,
            rule=each.rule,
            state="open",
        )
        for order, each in enumerate(agenda, start=first)
    )


@dataclass(frozen=True)
class SeriesPlan:
    """How often, at which hour, and until when; the first meeting is the call's own."""

    rhythm: str
    until_on: date


@act
def start_series(*, call: Call, plan: SeriesPlan, by: Actor, at: datetime) -> Meeting:
    """Meetings that come again: the first is called now, each next one when the one before it was held."""
    check_call(call, street_id=by.street_id or 0, by=by)
    refuse_if(plan.rhythm not in rules.RHYTHMS, "meeting.rhythm")
    refuse_if(plan.until_on < day_of(call.starts_at), "meeting.series_days")
    series = MeetingSeries.objects.create(
        street_id=by.street_id or 0,
        path=call.path,
        kind=call.kind,
        title=call.title.strip(),
        about=call.about,
        room=call.room.strip(),
        clock=clock_of(call.starts_at),
        rhythm=plan.rhythm,
        until_on=plan.until_on,
    )
    record(by=by, act="meeting.series", about=f"series:{series.pk}", at=at, street_id=series.street_id)
    return call_first(call, series=series, by=by, at=at)


def clock_of(at: datetime) -> time:
    """The hour on the wall in Shanghai."""
    midnight = moment(day_of(at), time())
    return (datetime.combine(date.min, time()) + (at - midnight)).time()


def call_next(meeting: Meeting, *, by: Actor, at: datetime) -> Meeting | None:
    """The meeting that follows in the series, asking the same people; none when the series is over or this one stood alone.

    Where its day would come too soon for the notice, it is the earliest day that the notice allows.
    """
    series = meeting.series
    if series is None:
        return None
    today = day_of(at)
    on = rules.next_day(day_of(meeting.starts_at), series.rhythm)
    if series.kind in rules.NOTICE_RULE:
        on = max(on, earliest_day(series.kind, today, street_id=series.street_id))
    if on > series.until_on:
        return None
    again = Call(
        kind=series.kind,
        title=series.title,
        path=series.path,
        room=series.room,
        starts_at=moment(on, series.clock),
        about=series.about,
        entitled=meeting.entitled,
        is_public=meeting.is_public,
    )
    posted_on = min(today, on)
    following = called(
        replace(again, posted_on=posted_on), series=series, number=meeting.number + 1, by=by, at=at
    )
    copy_list(meeting, following, at=at)
    write_step(following, "meeting.call", by=by, at=at, note=series.title)
    return following
