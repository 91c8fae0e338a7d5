"""What a named meeting decided about a candidate, and the end of a round."""

from dataclasses import dataclass
from datetime import date, datetime

from doorstep.consultations.models import AgendaItem
from doorstep.consultations.queries import decided_item
from doorstep.funds import access, rules
from doorstep.funds.models import Candidate, Choice, Selection
from doorstep.funds.reserves import planned_of, room_of
from doorstep.funds.services.choosing import candidate_for, far_apart_in, selection_for, write_entry
from doorstep.funds.services.ledger import locked_quota
from doorstep.journal.services import digest_of, new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.money import Fen, yuan
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule


@dataclass(frozen=True)
class Verdict:
    """What the meeting said: carried with so much, or waits with a reason and a day to look again."""

    item_id: int
    outcome: str
    reserved_fen: Fen = 0
    reason: str = ""
    look_on: date | None = None


@act
def choose(*, candidate_id: int, verdict: Verdict, by: Actor, at: datetime) -> Choice:
    """Write down what a named meeting decided by its threshold; a second time only for a later meeting.

    Carrying plans the money beside the ledger, under the quota's lock: what has been planned and not yet
    approved is never planned twice. The money itself moves when an expense is approved.
    """
    candidate = candidate_for(candidate_id, by=by, state="")
    selection = candidate.selection
    require(access.can_choose(by, path=selection.path))
    refuse_if(verdict.outcome not in rules.OUTCOMES, "selection.outcome")
    last = candidate.choices.filter(corrected_by__isnull=True).first()
    refuse_if(last is None and selection.state != "open", "selection.closed")
    item = meeting_of(verdict, selection, last, by=by)
    check_ready(candidate, verdict, at)
    if verdict.outcome == "carried":
        check_room(candidate, verdict.reserved_fen)
    else:
        check_wait(verdict, item, selection.street_id, at)
    choice = choice_of(candidate, verdict, last, by=by, at=at)
    choice.save(force_insert=True)
    digest = digest_of(choice.reason, choice.salt)
    about = f"candidate:{candidate.pk}"
    write_entry(selection, "selection.decide", by=by, at=at, about=about, digest=digest)
    return choice


def meeting_of(verdict: Verdict, selection: Selection, last: Choice | None, *, by: Actor) -> AgendaItem:
    """A decision in sight that a threshold carried, made since the round began, and later than the last one."""
    item = decided_item(by, verdict.item_id)
    refuse_if(item.state == "not_carried", "expense.not_carried")
    refuse_if(not item.rule or item.tally is None, "selection.no_threshold")
    starts_at = item.meeting.starts_at
    refuse_if(day_of(starts_at) < day_of(selection.opened_at), "selection.meeting_before")
    newer = last is None or (item.decided_at or starts_at) > (last.item.decided_at or starts_at)
    refuse_if(not newer, "selection.same_meeting")
    return item


def check_ready(candidate: Candidate, verdict: Verdict, at: datetime) -> None:
    """The gate is answered; where it was passed, two people have graded and talked over what divides them."""
    gate = candidate.gates.order_by("-id").first()
    refuse_if(gate is None, "selection.gate_first")
    if gate is not None and not gate.passes:
        refuse_if(verdict.outcome == "carried", "selection.gate_failed")
        return
    refuse_if(candidate.gradings.count() < rules.GRADERS, "selection.gradings_first")
    apart = far_apart_in(candidate, at) and not candidate.talks.exists()
    refuse_if(bool(apart), "selection.talk_first")


def check_room(candidate: Candidate, fen: Fen) -> None:
    """What is left by the ledger less what is planned, this candidate's own old plan not counted."""
    refuse_if(fen <= 0, "fund.amount")
    quota = locked_quota(org_id=candidate.selection.org_id, year=candidate.selection.year)
    room = room_of(quota)
    own = planned_of(quota).get(candidate.pk, 0)
    room = rules.Room(room.available, room.planned - own)
    refuse_if(room.excess(fen) > 0, "selection.exceeds", over=yuan(room.excess(fen)), left=yuan(room.left))


def check_wait(verdict: Verdict, item: AgendaItem, street_id: int, at: datetime) -> None:
    """A reason that can be told, and a day on which it is looked at again."""
    refuse_if(not verdict.reason.strip(), "reason.needed")
    days: int = rule(street_id, "funds.look_days", on=day_of(at))
    on = day_of(item.meeting.starts_at)
    refuse_if(
        not rules.is_look_day(verdict.look_on, decided_on=on, days=days), "selection.look_on", days=days
    )


def choice_of(
    candidate: Candidate, verdict: Verdict, last: Choice | None, *, by: Actor, at: datetime
) -> Choice:
    carried = verdict.outcome == "carried"
    reason = verdict.reason.strip()
    refuse_if(len(reason) > rules.REASON_LIMIT, "text.too_long", limit=rules.REASON_LIMIT)
    return Choice(
        candidate=candidate,
        street_id=candidate.street_id,
        outcome=verdict.outcome,
        reserved_fen=verdict.reserved_fen if carried else 0,
        reason=reason,
        look_on=None if carried else verdict.look_on,
        item_id=verdict.item_id,
        corrects=last,
        by_id=by.account_id or 0,
        at=at,
        salt=new_salt(),
    )


@act
def close_selection(*, selection_id: int, by: Actor, at: datetime) -> Selection:
    """End the round; refused while a candidate has no decision."""
    selection = selection_for(selection_id, by=by)
    require(access.can_choose(by, path=selection.path))
    open_count = selection.candidates.filter(choices__isnull=True).count()
    refuse_if(open_count > 0, "selection.undecided", count=open_count)
    selection.state = rules.SELECTION.move(selection.state, "close")
    selection.state_since = at
    selection.save(update_fields=["state", "state_since"])
    write_entry(selection, "selection.close", by=by, at=at)
    return selection
