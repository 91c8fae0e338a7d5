"""Holding a meeting: who came, what was decided and by how much, and what is carried over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from doorstep.consultations import rules
from doorstep.consultations.models import AgendaItem, Meeting
from doorstep.consultations.rules.thresholds import Votes, tally, tally_as_json
from doorstep.consultations.services.calling import ItemPlan, call_next, put_on_agenda
from doorstep.consultations.services.inviting import leave_unanswered
from doorstep.consultations.services.steps import meeting_for, move, write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule as setting


@act
def add_agenda_item(*, meeting_id: UUID, item: ItemPlan, by: Actor, at: datetime) -> AgendaItem:
    """One more thing to talk about, before or during the meeting.

    Raises NotPossible once the meeting is over, and for something to be decided by vote where the notice that
    must name it is posted already: nothing is decided that was not posted (DOMAIN §6).
    """
    meeting = meeting_for(meeting_id, by=by)
    refuse_if(meeting.state not in {"called", "held"}, "meeting.over")
    is_posted = meeting.kind in rules.NOTICE_RULE and day_of(at) >= meeting.posted_on
    refuse_if(is_posted and bool(item.rule), "meeting.not_posted")
    (added,) = put_on_agenda(meeting, [item], first=meeting.items.count() + 1)
    write_step(meeting, "meeting.agenda", by=by, at=at, note=item.title)
    return added


@act
def hold_meeting(
    *, meeting_id: UUID, chair: str, entitled: int, attended: int, by: Actor, at: datetime
) -> Meeting:
    """The meeting has begun: who may vote, who came. What earlier ones left open is before it again.

    An item open at its third such meeting (rulebook) goes to the leading group by itself; a series gets its
    next meeting. Refuses before the hour of the notice, and more people than are entitled.
    """
    meeting = meeting_for(meeting_id, by=by)
    refuse_if(at < meeting.starts_at, "meeting.too_early")
    refuse_if(not chair.strip(), "meeting.chair")
    refuse_if(not 0 <= attended <= entitled, "tally.attended", entitled=entitled)
    move(meeting, "hold", at=at)
    meeting.chair, meeting.entitled, meeting.attended = chair.strip(), entitled, attended
    meeting.save(update_fields=["state", "state_since", "chair", "entitled", "attended"])
    write_step(meeting, "meeting.hold", by=by, at=at, note=f"{attended}/{entitled}")
    leave_unanswered(meeting)
    carry_over(meeting, at=at)
    call_next(meeting, by=by, at=at)
    return meeting


def carry_over(meeting: Meeting, *, at: datetime) -> None:
    """Count this meeting for every item that is open before it, and send up what has waited too long."""
    waiting = AgendaItem.objects.filter(before(meeting), state__in=rules.OPEN_ITEMS)
    waiting.update(meeting_count=F("meeting_count") + 1)
    limit = int(setting(meeting.street_id, "consult.escalate_meetings", on=day_of(at)))
    due = [
        each.pk
        for each in waiting
        if rules.escalates(each.meeting_count, limit=limit, escalated=each.escalated_at is not None)
    ]
    if due:
        AgendaItem.objects.filter(pk__in=due).update(escalated_at=at)


def before(meeting: Meeting) -> Q:
    """The meeting's own items and those of the meetings before it in its series."""
    own = Q(meeting=meeting)
    if meeting.series_id is None:
        return own
    return own | Q(meeting__series=meeting.series_id, meeting__number__lt=meeting.number)


@dataclass(frozen=True)
class Ruling:
    """What the meeting said to one item; ``votes`` by measure where it counted."""

    decision: str
    owner: str = ""
    due_on: date | None = None
    votes: Mapping[str, Votes] | None = None
    electorate: str = ""
    deferred: bool = False


@act
def decide_item(*, item_id: int, ruling: Ruling, by: Actor, at: datetime) -> AgendaItem:
    """Write down what was decided; where the item has a rule, the votes say whether it carried.

    Refuses before the meeting, after its minutes are filed, a second decision, no words, votes of more
    people than came, and a decision without votes where this kind of meeting decides by vote.
    """
    item = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item_id)
    meeting = meeting_for(sitting(item.meeting), by=by)
    refuse_if(meeting.state not in {"held", "minuted"}, "meeting.not_held")
    refuse_if(item.state not in rules.OPEN_ITEMS, "meeting.decided")
    refuse_if(not ruling.decision.strip(), "note.needed")
    uncounted = item.meeting.kind in rules.RULE_OF and not item.rule
    refuse_if(uncounted and not ruling.deferred, "meeting.only_talk")
    item.decision = ruling.decision.strip()
    item.owner, item.due_on = ruling.owner or item.owner, ruling.due_on or item.due_on
    item.state = "deferred" if ruling.deferred else judged(item, meeting, ruling)
    item.decided_at = None if ruling.deferred else at
    item.save()
    write_step(meeting, "meeting.decide", by=by, at=at, note=f"{item.title}：{item.decision}")
    return item


def sitting(meeting: Meeting) -> UUID:
    """The meeting that decides: the item's own, or the latest of its series that has been held since."""
    if meeting.series_id is None:
        return meeting.pk
    later = Meeting.objects.filter(
        series=meeting.series_id, number__gt=meeting.number, state__in=rules.TOOK_PLACE
    )
    found = later.order_by("-number").values_list("pk", flat=True).first()
    return found or meeting.pk


def judged(item: AgendaItem, meeting: Meeting, ruling: Ruling) -> str:
    """Decided or not carried; an item without a rule is decided by what was written down."""
    if not item.rule:
        return "decided"
    votes = dict(ruling.votes or {})
    refuse_if("heads" not in votes, "meeting.votes_needed")
    heads = votes["heads"]
    refuse_if(heads.attended > meeting.attended, "tally.attended", entitled=meeting.attended)
    found = tally(item.rule, votes, electorate=ruling.electorate)
    item.yes, item.no, item.abstain = heads.yes, heads.no, heads.abstain
    item.tally = tally_as_json(found)
    return "decided" if found.is_passed else "not_carried"


@act
def finish_item(*, item_id: int, note: str, by: Actor, at: datetime) -> AgendaItem:
    """What was decided is done; said with a word how. Refuses what nobody decided."""
    item = AgendaItem.objects.select_for_update().get(pk=item_id)
    meeting = meeting_for(item.meeting_id, by=by)
    refuse_if(item.state not in {"decided", *rules.OPEN_ITEMS}, "meeting.item_over")
    refuse_if(not note.strip(), "note.needed")
    item.state, item.done_at = "done", at
    item.save(update_fields=["state", "done_at"])
    write_step(meeting, "meeting.item_done", by=by, at=at, note=f"{item.title}：{note}")
    return item


@act
def write_minutes(*, meeting_id: UUID, minutes: str, by: Actor, at: datetime) -> Meeting:
    """The minutes, once the meeting was held; they may be improved until they are filed."""
    meeting = meeting_for(meeting_id, by=by)
    move(meeting, "write_minutes", at=at, note=minutes)
    meeting.minutes = minutes.strip()
    meeting.save(update_fields=["state", "state_since", "minutes"])
    write_step(meeting, "meeting.minutes", by=by, at=at, note=minutes)
    return meeting


@act
def close_meeting(*, meeting_id: UUID, by: Actor, at: datetime) -> Meeting:
    """File it. Refuses while a question of it has no answer, and while a result that must hang out does not."""
    meeting = meeting_for(meeting_id, by=by)
    is_owed = meeting.kind in rules.RESULT_RULE and meeting.results_posted_on is None
    refuse_if(is_owed, "meeting.results_first")
    refuse_if(meeting.questions.filter(answered_at__isnull=True).exists(), "meeting.unanswered")
    move(meeting, "close", at=at)
    meeting.save(update_fields=["state", "state_since"])
    write_step(meeting, "meeting.close", by=by, at=at)
    return meeting


@act
def cancel_meeting(
    *, meeting_id: UUID, reason: str, ends_series: bool = False, by: Actor, at: datetime
) -> Meeting:
    """It does not take place, for a reason that is written down; its series goes on unless it is ended here.

    Raises NotPossible without a reason, and once the meeting was held.
    """
    meeting = meeting_for(meeting_id, by=by)
    move(meeting, "cancel", at=at, note=reason)
    meeting.save(update_fields=["state", "state_since"])
    write_step(meeting, "meeting.cancel", by=by, at=at, note=reason)
    if meeting.series is not None and ends_series:
        meeting.series.until_on = day_of(meeting.starts_at)
        meeting.series.save(update_fields=["until_on"])
    call_next(meeting, by=by, at=at)
    return meeting
