"""Telling households what became of their matter: the row belongs to the act, the sending comes after."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from time import monotonic
from typing import Final
from uuid import UUID

from django.db.models import F

from doorstep.journal.services import digest_of, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.messages import access, rules
from doorstep.messages.models import Message
from doorstep.messages.senders import SENDERS, address_of, address_place
from doorstep.records.acts import act
from doorstep.records.upserts import insert_unless_there
from doorstep.records.vault import seal
from doorstep.rulebook.queries import rule

SLIPS_AT_ONCE: Final = 100
logger = logging.getLogger("doorstep.messages")


@act
def tell(
    *,
    street_id: int,
    event: str,
    about: str,
    household: str,
    channel: str,
    address: str,
    subject: str,
    body: str,
    at: datetime,
) -> Message | None:
    """Put one message into the outbox, inside the transaction of the act that causes it.

    None when this household was already told: one message per ``event``, ``about`` and ``household``.
    What may happen to a matter twice names the occurrence in ``about`` (``issue:<id>:2``). ``household`` is
    a blind key, ``address`` is clear and sealed here. One statement.
    """
    refuse_if(channel not in rules.CHANNELS, "message.channel", channel=channel)
    refuse_if(event not in rules.EVENTS, "message.event", event=event)
    message_id = uuid7(at)
    message = Message(
        id=message_id,
        street_id=street_id,
        event=event,
        about=about,
        household=household,
        channel=channel,
        address_sealed=seal(address.strip(), about=address_place(message_id)),
        subject=subject,
        body=body,
        state=rules.first_state(channel),
        next_try_at=at,
        made_at=at,
    )
    return message if insert_unless_there(message) else None


@dataclass(frozen=True, slots=True)
class Sent:
    """What one turn of the sending task did."""

    sent: int = 0
    failed: int = 0
    dead: int = 0


def send_due(*, at: datetime, limit: int = 200) -> Sent:
    """Send what is due; outside any transaction, so that a slow mail server locks nothing.

    A message is claimed by a conditional update, so two senders never hold the same one. Whoever is killed
    after claiming leaves it to the next turn after the lease: a message is sent at least once, under its id
    as the receiver's key. After ``message.attempts`` tries it is given up and shown to a person.
    """
    rows = Message.objects.filter(
        state__in=rules.TO_SEND, next_try_at__lte=at, channel__in=rules.SENT_BY_MACHINE
    )
    stop_at = monotonic() + rules.TURN.total_seconds()
    due = takewhile(lambda _: monotonic() < stop_at, rows.order_by("next_try_at")[:limit])
    ends = Counter(send_one(message, at=at) for message in due)
    return Sent(sent=ends["sent"], failed=ends["failed"], dead=ends["dead"])


def send_one(message: Message, *, at: datetime) -> str:
    """Claim, send, write down; the state it ended in, empty when another sender was faster."""
    attempts = rule(message.street_id, "message.attempts", on=day_of(at))
    if message.attempt_count >= attempts:  # every try ended in a killed sender
        return note_end(message, "dead", at=at, error=message.last_error or "interrupted")
    if not claim(message, at=at):
        return ""
    try:
        SENDERS[message.channel](message)
    except Exception as error:
        state = rules.after_failure(message.attempt_count, attempts=attempts)
        logger.warning(
            "message not sent", extra={"fields": {"message": str(message.pk), "error": named(error)}}
        )
        return note_end(message, state, at=at, error=named(error))
    return note_end(message, "sent", at=at, error="")


def claim(message: Message, *, at: datetime) -> bool:
    """True for one caller only: the try is counted and the message is out of sight for the lease."""
    mine = Message.objects.filter(
        pk=message.pk, state__in=rules.TO_SEND, attempt_count=message.attempt_count, next_try_at__lte=at
    )
    won = mine.update(attempt_count=F("attempt_count") + 1, next_try_at=at + rules.LEASE)
    message.attempt_count += 1
    return won == 1


def note_end(message: Message, state: str, *, at: datetime, error: str) -> str:
    """Only the holder of the claim writes; a sender that outlived its lease changes nothing but ``sent``."""
    rows = Message.objects.filter(pk=message.pk, state__in=rules.TO_SEND)
    if state == "sent":
        rows.update(state=state, sent_at=at, last_error="")
    else:
        later = rules.next_try(at, message.attempt_count)
        rows.filter(attempt_count=message.attempt_count).update(
            state=state, next_try_at=later, last_error=error
        )
    return state


def named(error: Exception) -> str:
    """The kind of error and the server's code; never its text, which may hold the address."""
    code = getattr(error, "smtp_code", None)
    name = type(error).__name__
    return f"{name} {code}"[:100] if code else name[:100]


@act
def retry_message(*, message_id: UUID, by: Actor, at: datetime) -> Message:
    """Try a failed or given-up message again at once, with all its tries anew.

    Raises NotAllowed, NotPossible for what was sent or waits for a printer.
    """
    message = message_for(message_id, by=by)
    require(access.can_retry(by, path=message.street.path))
    message.state = rules.WORKFLOW.move(message.state, "retry")
    message.attempt_count, message.next_try_at, message.last_error = 0, at, ""
    message.save(update_fields=["state", "attempt_count", "next_try_at", "last_error"])
    record(by=by, act="message.retry", about=f"message:{message.pk}", at=at, street_id=message.street_id)
    return message


def message_for(message_id: UUID, *, by: Actor) -> Message:
    """The message, locked for this act; DoesNotExist out of sight."""
    rows = Message.objects.visible_to(by).select_for_update(of=("self",)).select_related("street")
    return rows.get(pk=message_id)


@dataclass(frozen=True, slots=True)
class Slip:
    """One printed answer: for whom, and what it says."""

    message_id: UUID
    address: str
    subject: str
    body: str


@act
def open_slips(*, message_ids: Sequence[UUID], by: Actor, at: datetime) -> list[Slip]:
    """The waiting slips in clear for printing, oldest first; the reading itself is journalled."""
    slips = waiting_slips(message_ids, by=by)
    note_slips("message.open_slips", slips, by=by, at=at)
    return [Slip(each.pk, address_of(each), each.subject, each.body) for each in slips]


@act
def mark_printed(*, message_ids: Sequence[UUID], by: Actor, at: datetime) -> int:
    """These slips are on paper; returns how many were waiting. Doing it twice changes nothing."""
    slips = waiting_slips(message_ids, by=by)
    Message.objects.filter(pk__in=[each.pk for each in slips]).update(state="sent", sent_at=at)
    note_slips("message.print", slips, by=by, at=at)
    return len(slips)


def waiting_slips(message_ids: Sequence[UUID], *, by: Actor) -> list[Message]:
    refuse_if(len(message_ids) > SLIPS_AT_ONCE, "message.too_many", limit=SLIPS_AT_ONCE)
    rows = Message.objects.visible_to(by).select_for_update(of=("self",)).select_related("street")
    slips = list(rows.filter(pk__in=message_ids, state="to_print").order_by("pk"))
    require(all(access.can_print(by, path=each.street.path) for each in slips))
    return slips


def note_slips(act_code: str, slips: Sequence[Message], *, by: Actor, at: datetime) -> None:
    """One entry for the batch; the digest says which slips it was."""
    if slips:
        which = digest_of("\n".join(str(each.pk) for each in slips), act_code)
        about = f"street:{slips[0].street_id}"
        record(by=by, act=act_code, about=about, at=at, street_id=slips[0].street_id, digest=which)


def forget_addresses(*, at: datetime) -> int:
    """Timed: erase the addresses of what was sent longer ago than the purpose lasts; returns how many."""
    old = Message.objects.filter(state="sent", sent_at__lt=at - rules.KEEP_ADDRESS).exclude(address_sealed="")
    return old.update(address_sealed="")
