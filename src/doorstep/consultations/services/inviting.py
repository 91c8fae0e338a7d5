"""Asking people to a meeting: the list, their replies, and who came."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from doorstep.consultations import access, rules
from doorstep.consultations.contacts import GUEST, PHONE_PURPOSE
from doorstep.consultations.models import Invitation, Meeting
from doorstep.consultations.services.steps import meeting_for, write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.models import Account, Partner, PartyOrg, Unit
from doorstep.records.acts import act
from doorstep.records.vault import CannotOpen, blind


@dataclass(frozen=True)
class Outsider:
    """Somebody without an account; name and phone are sealed."""

    name: str
    phone: str = ""


@dataclass(frozen=True)
class Guests:
    """Whom to ask: numbers of accounts, units, party organisations and partners of the street, and outsiders."""

    accounts: Collection[int] = ()
    units: Collection[int] = ()
    orgs: Collection[int] = ()
    partners: Collection[UUID] = ()
    outsiders: Sequence[Outsider] = ()


@act
def invite(*, meeting_id: UUID, guests: Guests, by: Actor, at: datetime) -> Meeting:
    """Put people and organisations on the list; who is on it already stays as they are.

    Refuses once the meeting was held, somebody of elsewhere, an outsider without a name, and nobody new.
    """
    meeting = meeting_for(meeting_id, by=by)
    refuse_if(meeting.state != "called", "invitation.over")
    count = put_on_list(meeting, guests, at=at)
    refuse_if(not count, "invitation.nobody")
    write_step(meeting, "meeting.invite", by=by, at=at, note=str(count))
    return meeting


def put_on_list(meeting: Meeting, guests: Guests, *, at: datetime) -> int:
    """How many were put on it; the caller writes the step."""
    refuse_if(any(not each.name.strip() for each in guests.outsiders), "invitation.name")
    found = [
        *named(meeting, "account", Account.objects.filter(is_active=True), guests.accounts, at),
        *named(meeting, "unit", Unit.objects.filter(active=True), guests.units, at),
        *named(meeting, "org", PartyOrg.objects.filter(active=True), guests.orgs, at),
        *named(meeting, "partner", Partner.objects.filter(active=True), guests.partners, at),
        *(outsider(meeting, each, at) for each in guests.outsiders),
    ]
    Invitation.objects.bulk_create(found)
    return len(found)


def named(meeting: Meeting, kind: str, rows: Any, ids: Collection[Any], at: datetime) -> list[Invitation]:
    """A row for each that is not on the list; all must be of the meeting's street and at work."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    known = set(rows.filter(pk__in=wanted, street_id=meeting.street_id).values_list("pk", flat=True))
    refuse_if(not known.issuperset(wanted), "invitation.stranger")
    there = set(meeting.invitations.filter(kind=kind).values_list(f"{kind}_id", flat=True))
    return [blank(meeting, kind, at, **{f"{kind}_id": each}) for each in wanted if each not in there]


def outsider(meeting: Meeting, guest: Outsider, at: datetime) -> Invitation:
    row = blank(meeting, "outsider", at)
    row.name_sealed = GUEST.seal("name", guest.name, row.pk)
    row.phone_sealed = GUEST.seal("phone", guest.phone, row.pk)
    row.phone_blind = blind(guest.phone, purpose=PHONE_PURPOSE) if guest.phone.strip() else ""
    return row


def blank(meeting: Meeting, kind: str, at: datetime, **who: Any) -> Invitation:
    return Invitation(
        id=uuid7(at),
        meeting_id=meeting.pk,
        street_id=meeting.street_id,
        kind=kind,
        state="invited",
        at=at,
        **who,
    )


def copy_list(earlier: Meeting, following: Meeting, *, at: datetime) -> None:
    """The next meeting of a series asks the same ones again; nobody has replied yet."""
    rows = []
    for each in earlier.invitations.order_by("pk"):
        if each.kind == "outsider":
            rows += [outsider(following, guest, at) for guest in readable(each)]
        else:
            who = {f"{each.kind}_id": getattr(each, f"{each.kind}_id")}
            rows.append(blank(following, each.kind, at, **who))
    Invitation.objects.bulk_create(rows)


def readable(invitation: Invitation) -> list[Outsider]:
    """The guest; none whose name was erased or whose key is lost, since nobody could ask them again."""
    try:
        guest = Outsider(GUEST.open("name", invitation), GUEST.open("phone", invitation))
    except CannotOpen:
        return []
    return [guest] if guest.name else []


@act
def reply_to_invitation(*, invitation_id: UUID, reply: str, by: Actor, at: datetime) -> Invitation:
    """They will come, or cannot; said by themselves, or by those who run the meeting after a call.

    It may be changed until the meeting is held. Whoever is neither does not find it.
    """
    is_own = Invitation.objects.of(by).filter(pk=invitation_id).exists()
    invitation = own_or_run(invitation_id, is_own=is_own, by=by)
    refuse_if(invitation.meeting.state != "called", "invitation.over")
    refuse_if(reply not in rules.REPLIES, "invitation.reply")
    invitation.state = reply
    invitation.save(update_fields=["state"])
    write_step(invitation.meeting, "meeting.reply", by=by, at=at, note=rules.REPLIES[reply])
    return invitation


def own_or_run(invitation_id: UUID, *, is_own: bool, by: Actor) -> Invitation:
    """The row, locked with its meeting in sight of those who run it."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("meeting")
    if is_own:
        own: Invitation = rows.get(pk=invitation_id)
        return own
    found: Invitation = rows.get(pk=invitation_id, meeting__in=Meeting.objects.visible_to(by))
    require(access.can_hold(by, path=found.meeting.path))
    return found


@act
def withdraw_invitation(*, invitation_id: UUID, by: Actor, at: datetime) -> Meeting:
    """Asked by mistake: the row goes, with the name in it. Refuses once the meeting was held."""
    invitation = own_or_run(invitation_id, is_own=False, by=by)
    meeting = invitation.meeting
    refuse_if(meeting.state != "called", "invitation.over")
    invitation.delete()
    write_step(meeting, "meeting.uninvite", by=by, at=at)
    return meeting


@act
def take_attendance(*, meeting_id: UUID, came: Collection[UUID], by: Actor, at: datetime) -> Meeting:
    """Go through the list: these came, the others did not; it may be put right until the meeting is filed.

    Refuses before the meeting, without a list, and somebody who is not on it.
    """
    meeting = meeting_for(meeting_id, by=by)
    refuse_if(meeting.state not in {"held", "minuted"}, "meeting.not_held")
    listed = set(meeting.invitations.values_list("pk", flat=True))
    refuse_if(not listed, "invitation.no_list")
    refuse_if(not listed.issuperset(came), "invitation.stranger")
    meeting.invitations.update(came=False)
    meeting.invitations.filter(pk__in=list(came)).update(came=True)
    write_step(meeting, "meeting.attendance", by=by, at=at, note=f"{len(set(came))}/{len(listed)}")
    return meeting


def leave_unanswered(meeting: Meeting) -> None:
    """The hour has come: who has said nothing has not answered."""
    meeting.invitations.filter(state="invited").update(state="no_answer")


@act
def read_phone(*, invitation_id: UUID, by: Actor, at: datetime) -> str:
    """An outsider's phone for those who run the meeting; that it was read is written down."""
    invitation = own_or_run(invitation_id, is_own=False, by=by)
    write_step(invitation.meeting, "meeting.phone", by=by, at=at)
    return GUEST.show("phone", invitation)
