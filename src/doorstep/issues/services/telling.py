"""Telling the reporters: one message per household and event, written with the act."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings

from doorstep.issues.contacts import contact_of, sealed_about
from doorstep.issues.models import Issue, IssueContact
from doorstep.messages.services import tell
from doorstep.messages.texts import Matter, Text, letter
from doorstep.records.vault import CannotOpen, blind, open_sealed

Say = Callable[[Matter], Text]


def voices_of(issue: Issue) -> Iterator[Issue]:
    """Every voice that was merged into this one, also through another; no statement when there is none."""
    waiting = [issue.pk] if issue.voice_count else []
    while waiting:
        found = Issue.objects.filter(merged_into__in=waiting).select_related("contact", "category", "street")
        level = list(found.order_by("id"))
        yield from level
        waiting = [voice.pk for voice in level if voice.voice_count]


def tell_reporters(issue: Issue, event: str, say: Say, *, at: datetime, turn: int = 1) -> None:
    """Tell whoever said it and every voice merged into it; ``turn`` counts an event that can happen again."""
    for voice in (issue, *voices_of(issue)):
        tell_one(voice, event, say, matter=issue, at=at, turn=turn)


def tell_one(voice: Issue, event: str, say: Say, *, matter: Issue, at: datetime, turn: int = 1) -> None:
    """One voice under its own number; a household with two voices in one matter is told once."""
    contact = contact_of(voice)
    if contact is None or not contact.told_by:
        return
    address = address_of(voice, contact)
    if contact.told_by == "email" and not address:
        return
    street = voice.street
    track_url = f"{settings.PUBLIC_URL}/track/"
    text = say(Matter(voice.tracking, street=street.name, phone=street.phone, track_url=track_url))
    tell(
        street_id=voice.street_id,
        event=event,
        about=f"issue:{matter.pk}" if turn == 1 else f"issue:{matter.pk}:{turn}",
        household=household_of(voice, contact),
        channel=contact.told_by,
        address=address,
        subject=text.subject,
        body=text.body,
        at=at,
    )


def answered(matter: Matter) -> Text:
    """What was explained or belongs elsewhere is answered, not done; the words are read by number."""
    return letter(
        matter, "您的事项有了答复", "您的事项已有答复，凭编号可以查看。", "我们会再与您联系，听听您的意见。"
    )


def household_of(voice: Issue, contact: IssueContact) -> str:
    """The same for every voice of one household: by phone, else by door, else only this voice."""
    if contact.phone_blind:
        return str(contact.phone_blind)
    return blind(voice.path if voice.place_id else str(voice.pk), purpose="household")


def address_of(voice: Issue, contact: IssueContact) -> str:
    """Where the message goes: the e-mail address, or for a slip the place as it was told."""
    if contact.told_by == "email":
        return address_in(contact.email_sealed, about=sealed_about("email", voice))
    return voice.place_text


def address_in(token: str, *, about: str) -> str:
    """No address where the key is lost: the act itself goes on, and the voice is read by its number."""
    try:
        return open_sealed(token, about=about)
    except CannotOpen:
        return ""
