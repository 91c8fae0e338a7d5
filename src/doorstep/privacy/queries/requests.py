"""Requests as the desk lists them, and as whoever asked reads them by number."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible
from doorstep.kernel.refs import read_tracking_number
from doorstep.privacy.held import name_of, phone_of, subject_of
from doorstep.privacy.models import RightsRequest
from doorstep.privacy.rules import requests as rules
from doorstep.records.holders import Held, held_about, holders
from doorstep.records.vault import pin_for, pin_matches

__all__ = [
    "OpenedRequest",
    "chosen_of",
    "due_requests",
    "erased_of",
    "held_for",
    "name_of",
    "phone_of",
    "pin_for",
    "requests",
]


def requests(actor: Actor, *, state: str = "") -> QuerySet[RightsRequest]:
    """The desk's requests; ``open`` are those that still have a deadline."""
    rows = RightsRequest.objects.visible_to(actor).select_related("place")
    if state == "open":
        return rows.filter(state__in=rules.OPEN)
    return rows.filter(state=state) if state else rows


def due_requests(actor: Actor, *, limit: int = 8) -> list[RightsRequest]:
    """What waits for the desk, the nearest deadline first."""
    return list(requests(actor, state="open").order_by("due_at", "pk")[:limit])


def request_page(actor: Actor, request_id: UUID) -> RightsRequest:
    """One request with its steps; raises RightsRequest.DoesNotExist."""
    rows = RightsRequest.objects.visible_to(actor).select_related("place", "street", "entered_by")
    return rows.prefetch_related("steps").get(pk=request_id)


@dataclass(frozen=True)
class Erased:
    """A kind of thing that was removed, and what of it is left, in one sentence."""

    label: str
    stays: str


@dataclass(frozen=True)
class OpenedRequest:
    """How far it is, for whoever has the number; with the query password also the answer and what was found."""

    tracking: str
    kind: str
    state: str
    received_at: datetime
    due_at: datetime
    due_certain: bool
    is_open: bool
    extended_because: str = ""
    opened: bool = False
    answer: str = ""
    ground: str = ""
    held: tuple[Held, ...] = ()
    erased: tuple[Erased, ...] = ()


def request_by_number(tracking: str, pin: str | None = None, *, street_id: int) -> OpenedRequest:
    """A number that does not exist and a wrong password are the same refusal ("tracking.pin")."""
    number = read_tracking_number(tracking)
    found = RightsRequest.objects.filter(tracking=number, street_id=street_id).first()
    knows = pin_matches(number, pin or "")
    if found is None or (pin is not None and not knows):
        raise NotPossible("tracking.pin")
    values: dict[str, Any] = {
        "tracking": found.tracking,
        "kind": found.kind,
        "state": found.state,
        "received_at": found.received_at,
        "due_at": found.due_at,
        "due_certain": found.due_certain,
        "is_open": found.state in ("received", "identified"),
    }
    if pin is None:
        return OpenedRequest(**values)
    extended = found.steps.filter(act="rights.extend").first()
    return OpenedRequest(
        **values,
        extended_because=extended.note if extended else "",
        opened=True,
        answer=found.answer,
        ground=found.ground,
        held=tuple(chosen_of(found)),
        erased=tuple(erased_of(found)),
    )


def held_for(request: RightsRequest, reader: Actor) -> list[Held]:
    """What is held about whoever asked, as the desk may know it."""
    return held_about(subject_of(request, reader=reader))


def chosen_of(request: RightsRequest, *, reader: Actor | None = None) -> list[Held]:
    """What the answer names, as it stands now; what was erased since is not there any more."""
    chosen = set(request.chosen)
    if not chosen:
        return []
    found = held_about(subject_of(request, reader=reader))
    return [each for each in found if f"{each.holder}:{each.ref}" in chosen]


def erased_of(request: RightsRequest) -> list[Erased]:
    """What this request had removed, each kind once, in the order in which it went."""
    notes = sorted((each.pk, each.note) for each in request.steps.all() if each.act == "rights.erase")
    codes = dict.fromkeys(note.partition(":")[0] for _pk, note in notes)
    known = {each.code: each for each in holders()}
    return [Erased(known[code].label, known[code].stays) for code in codes if code in known]
