"""A need from its draft to its end, as the street and the communities keep it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from doorstep.delivery.access import agreements as access
from doorstep.delivery.models import Match, NeedItem
from doorstep.delivery.rules import agreements as kinds
from doorstep.delivery.rules import needs as rules
from doorstep.delivery.services.steps import match_for, write_match_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.places.models import Place
from doorstep.projects.models import Project
from doorstep.records.acts import act

KEPT_BY_STREET: Final = ("publish", "confirm", "decline", "start", "give_back", "close", "withdraw")


@dataclass(frozen=True)
class Need:
    """What is needed, how much of it, where and in which time."""

    place_id: int
    kind: str
    title: str
    content: str
    amount: int
    needed_from: date
    needed_until: date
    conditions: str = ""
    project_id: UUID | None = None


@act
def write_need(*, need: Need, by: Actor, at: datetime) -> Match:
    """A draft that nobody outside sees; refuses a phone or a door in its words, and a place below an estate."""
    place = Place.objects.visible_to(by).get(pk=need.place_id)
    require(access.can_keep_needs(by, path=place.path))
    refuse_if(place.kind not in {"community", "estate"}, "need.place")
    kinds.check_pledge(need.kind, need.amount)
    refuse_if(not need.title.strip() or not need.content.strip(), "note.needed")
    rules.check_words(need.title, need.content, need.conditions)
    rules.check_span(need.needed_from, need.needed_until)
    project = Project.objects.visible_to(by).get(pk=need.project_id) if need.project_id else None
    item = NeedItem.objects.create(
        id=uuid7(at),
        street_id=place.street_id,
        place=place,
        project=project,
        kind=need.kind,
        title=need.title.strip(),
        content=need.content.strip(),
        amount=need.amount,
        unit=kinds.RESOURCE_UNITS[need.kind],
        needed_from=need.needed_from,
        needed_until=need.needed_until,
        conditions=need.conditions.strip(),
        at=at,
    )
    match = Match.objects.create(
        id=uuid7(at),
        street_id=place.street_id,
        path=place.path,
        need=item,
        state=rules.WORKFLOW.initial,
        state_since=at,
    )
    write_match_step(match, "need.write", by=by, at=at)
    return match


@act
def move_need(*, need_id: UUID, name: str, note: str = "", by: Actor, at: datetime) -> Match:
    """One move that the keeper of the need makes; what a partner or both sides do has acts of its own.

    Raises NotPossible where the table has no such move, a word is owed, or a need that one side has graded is
    to be given back: a grade is one partner's and never counts for the next.
    """
    match = match_for(need_id, by=by)
    require(access.can_keep_needs(by, path=match.path))
    refuse_if(name not in KEPT_BY_STREET, "move.unknown", state=match.state, move=name)
    refuse_if(name == "give_back" and match.ratings.exists(), "match.graded")
    match.state = rules.WORKFLOW.move(match.state, name, note=note)
    match.state_since = at
    if name == "publish":
        match.published_at = at
    if name in {"decline", "give_back"}:
        match.partner, match.resource, match.delivered_at = None, None, None
    match.save()
    write_match_step(match, f"need.{name}", by=by, at=at, note=note)
    return match
