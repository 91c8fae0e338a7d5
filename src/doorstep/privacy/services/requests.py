"""A request about one's own data, from asking to the answer in one's hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, start_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.refs import new_tracking_number, uuid7
from doorstep.places.models import Place, Street
from doorstep.privacy import access
from doorstep.privacy.held import phone_of, subject_of
from doorstep.privacy.models import RightsRequest
from doorstep.privacy.rules import requests as rules
from doorstep.privacy.services.households import note_read
from doorstep.privacy.services.steps import needed, note_request, working_days
from doorstep.records.acts import act
from doorstep.records.holders import Held, held_about, holder_of
from doorstep.records.vault import blind, seal


@dataclass(frozen=True)
class Asking:
    """What was asked, by whom: a phone number or a dwelling, so that something can be found at all."""

    kind: str
    text: str = ""
    name: str = ""
    phone: str = ""
    place_id: int | None = None
    source: str = "counter"


@act
def ask_about_self(*, street_id: int, asking: Asking, by: Actor, at: datetime) -> RightsRequest:
    """Take a request in; the answer is due within the rulebook's working days.

    Refuses an unknown kind, and one with neither a phone number nor a dwelling.
    """
    street = Street.objects.get(pk=street_id)
    require(access.can_ask_here(by, path=street.path))
    refuse_if(asking.kind not in rules.KINDS or asking.source not in rules.SOURCES, "rights.kind")
    refuse_if(not asking.phone.strip() and asking.place_id is None, "rights.whom")
    refuse_if(len(asking.text) > rules.WORDS_LIMIT, "text.too_long", limit=rules.WORDS_LIMIT)
    place = dwelling_of(street, asking.place_id)
    due = working_days(street_id, "privacy.answer_days", at=at)
    request = RightsRequest(
        id=uuid7(at),
        street=street,
        tracking=new_tracking_number(),
        kind=asking.kind,
        source=asking.source,
        text=asking.text.strip(),
        phone_blind=blind(asking.phone, purpose="rights.phone"),
        place=place,
        path=place.path if place else street.path,
        state=rules.WORKFLOW.initial,
        state_since=at,
        received_at=at,
        due_at=due.at,
        due_certain=due.certain,
        entered_by_id=by.account_id,
    )
    request.name_sealed = seal(asking.name.strip(), about=f"rights.name:{request.pk}")
    request.phone_sealed = seal(asking.phone.strip(), about=f"rights.phone:{request.pk}")
    request.save(force_insert=True)
    note_request(request, "rights.ask", by=by, at=at, digest_text=request.text)
    return request


def dwelling_of(street: Street, place_id: int | None) -> Place | None:
    if place_id is None:
        return None
    place = Place.objects.filter(pk=place_id, street=street, kind="dwelling").first()
    refuse_if(place is None, "household.not_a_dwelling")
    return place


def request_for(request_id: UUID, *, by: Actor) -> RightsRequest:
    """The row, locked for this act; out of sight it is not found, and without the desk's ability not allowed."""
    request = RightsRequest.objects.visible_to(by).select_for_update(of=("self",)).get(pk=request_id)
    require(access.can_keep(by, path=request.path))
    return request


def move(request: RightsRequest, name: str, *, at: datetime, note: str = "") -> None:
    before = request.state
    request.state = rules.WORKFLOW.move(request.state, name, note=note)
    if request.state != before:
        request.state_since = at
    request.save()


@act
def identify(*, request_id: UUID, how: str, by: Actor, at: datetime) -> RightsRequest:
    """A person has made sure who asks; only how is kept, no number and no copy of a document."""
    request = request_for(request_id, by=by)
    refuse_if(how not in rules.IDENTIFIED_BY, "rights.how")
    refuse_if(how == "called" and not request.phone_sealed, "rights.no_phone")
    request.identified_by = how
    move(request, "identify", at=at)
    note_request(request, "rights.identify", by=by, at=at)
    return request


@act
def read_phone(*, request_id: UUID, by: Actor, at: datetime) -> str:
    """The number that whoever asked left, to call them; each look is a step of the request (G9)."""
    request = request_for(request_id, by=by)
    refuse_if(not request.phone_sealed, "rights.no_phone")
    note_request(request, "rights.read_phone", by=by, at=at)
    return phone_of(request)


@act
def look_up(*, request_id: UUID, by: Actor, at: datetime) -> list[Held]:
    """What is held about whoever asked; the look is written into the household's file as well.

    Refuses before the identity was checked.
    """
    request = request_for(request_id, by=by)
    refuse_if(request.state == "received", "rights.not_identified")
    refuse_if(request.state in rules.WORKFLOW.final, "rights.over")
    if request.place is not None:
        note_read(request.place, f"个人信息请求 {request.tracking}", by=by, at=at)
    note_request(request, "rights.look", by=by, at=at)
    return held_about(subject_of(request, reader=by))


@act
def extend_request(*, request_id: UUID, note: str, by: Actor, at: datetime) -> RightsRequest:
    """Once, with a reason that whoever asked can read."""
    request = request_for(request_id, by=by)
    refuse_if(request.extended, "rights.extended")
    due = working_days(request.street_id, "privacy.extend_days", at=max(at, start_of(day_of(request.due_at))))
    request.due_at, request.due_certain, request.extended = due.at, due.certain, True
    move(request, "extend", at=at, note=note)
    note_request(request, "rights.extend", by=by, at=at, note=needed(note))
    return request


@act
def correct_held(*, request_id: UUID, item: str, text: str, by: Actor, at: datetime) -> RightsRequest:
    """Put the right words in place of the wrong ones, through the stage that holds them."""
    request, holder, ref = item_to_change(request_id, item, "correct", by=by)
    correct = holder_of(holder).correct
    if correct is None:
        raise NotPossible("rights.no_correction")
    correct(ref=ref, text=needed(text), by=by, at=at)
    changed(request, "rights.correct", item, by=by, at=at)
    return request


@act
def erase_held(*, request_id: UUID, item: str, by: Actor, at: datetime) -> RightsRequest:
    """Remove one thing that is held, through the stage that holds it; an open matter is refused there."""
    request, holder, ref = item_to_change(request_id, item, "erase", by=by)
    holder_of(holder).erase(ref=ref, by=by, at=at)
    changed(request, "rights.erase", item, by=by, at=at)
    return request


def item_to_change(request_id: UUID, item: str, way: str, *, by: Actor) -> tuple[RightsRequest, str, str]:
    """The request and the item's holder and reference; only what is really held about whoever asked."""
    request = request_for(request_id, by=by)
    refuse_if(way not in rules.CHANGES.get(request.kind, ()), "rights.other_kind")
    known = {f"{each.holder}:{each.ref}" for each in held_about(subject_of(request, reader=by))}
    refuse_if(item not in known, "rights.not_held")
    holder, _, ref = item.partition(":")
    return request, holder, ref


def changed(request: RightsRequest, act_name: str, item: str, *, by: Actor, at: datetime) -> None:
    move(request, "change", at=at)
    note_request(request, act_name, by=by, at=at, note=item)


@act
def answer_request(
    *, request_id: UUID, answer: str, chosen: Sequence[str], by: Actor, at: datetime
) -> RightsRequest:
    """The answer, and which of the things found belong to whoever asked; the rest is somebody else's."""
    request = request_for(request_id, by=by)
    known = {f"{each.holder}:{each.ref}" for each in held_about(subject_of(request, reader=by))}
    refuse_if(not known.issuperset(chosen), "rights.not_held")
    request.answer, request.chosen = needed(answer), sorted(chosen)
    move(request, "answer", at=at, note=answer)
    note_request(request, "rights.answer", by=by, at=at, digest_text=request.answer)
    return request


@act
def refuse_request(*, request_id: UUID, ground: str, note: str, by: Actor, at: datetime) -> RightsRequest:
    """With a ground that the law names and a reason in words; the paper says where to complain."""
    request = request_for(request_id, by=by)
    refuse_if(ground not in rules.GROUNDS, "rights.ground")
    request.ground, request.answer = ground, needed(note)
    move(request, "refuse", at=at, note=note)
    note_request(request, "rights.refuse", by=by, at=at, digest_text=request.answer)
    return request


@act
def deliver_answer(*, request_id: UUID, how: str, by: Actor, at: datetime) -> RightsRequest:
    """The answer has reached whoever asked."""
    request = request_for(request_id, by=by)
    refuse_if(how not in rules.DELIVERED_BY, "rights.how")
    request.delivered_by = how
    move(request, "deliver", at=at)
    note_request(request, "rights.deliver", by=by, at=at)
    return request


@act
def drop_request(*, request_id: UUID, by: Actor, at: datetime) -> RightsRequest:
    """Whoever asked does not want it any more."""
    request = request_for(request_id, by=by)
    move(request, "drop", at=at)
    note_request(request, "rights.drop", by=by, at=at)
    return request
