"""The acts of the outbox: a message is written with the act that causes it, and sent afterwards."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.messages.models import Channel, Message, MessageState
from doorstep.messages.rules import wait_after
from doorstep.messages.senders import SENDERS
from doorstep.people.access import has_ability
from doorstep.records.acts import act
from doorstep.records.upserts import insert_unless_there
from doorstep.records.vault import seal
from doorstep.rulebook.queries import rule

logger = logging.getLogger("doorstep.messages")
HOLD = timedelta(minutes=5)


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
    """Queue one message; None when this household was told of this event already, or has no channel.

    ``household`` is a keyed hash, never a name; the address is sealed under the message's own id.
    """
    if channel not in Channel.values:
        return None
    key = uuid7(at)
    message = Message(
        id=key,
        street_id=street_id,
        event=event,
        about=about,
        household=household,
        channel=channel,
        address_sealed=seal(address, about=f"outbox:{key}") if address else "",
        subject=subject,
        body=body,
        next_try_at=at,
        made_at=at,
    )
    return message if insert_unless_there(message) else None


def send_due(*, at: datetime, limit: int = 200) -> dict[str, int]:
    """Timed: send what is due. Claimed by a conditional update before sending, so two workers never both send.

    At least once: a worker that dies while sending leaves the message claimed, and after five minutes
    it is tried again under the same key. Slips wait for a clerk to print them.
    """
    due = Message.objects.filter(
        Q(state=MessageState.QUEUED) | Q(state=MessageState.FAILED), channel__in=list(SENDERS), next_try_at__lte=at
    ).order_by("next_try_at")
    counts = {"sent": 0, "failed": 0, "dead": 0}
    for message in due[:limit]:
        if claim(message, at):
            counts[send_one(message, at=at)] += 1
    return counts


def claim(message: Message, at: datetime) -> bool:
    held = Message.objects.filter(pk=message.pk, state=message.state, next_try_at=message.next_try_at)
    return held.update(next_try_at=at + HOLD) == 1


def send_one(message: Message, *, at: datetime) -> str:
    """Try once; the outcome is written down whatever it is."""
    try:
        SENDERS[message.channel](message)
    except Exception as error:
        return note_failure(message, error, at=at)
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.SENT, sent_at=at, attempt_count=message.attempt_count + 1, last_error=""
    )
    return "sent"


def note_failure(message: Message, error: Exception, *, at: datetime) -> str:
    attempts = message.attempt_count + 1
    most = int(rule(message.street_id, "message.attempts", on=day_of(at)))
    state = MessageState.DEAD if attempts >= most else MessageState.FAILED
    Message.objects.filter(pk=message.pk).update(
        state=state,
        attempt_count=attempts,
        next_try_at=at + wait_after(attempts),
        last_error=f"{type(error).__name__}: {error}"[:300] if error.args == ("no_mail_server",) else type(error).__name__,
    )
    logger.warning("message not sent", extra={"fields": {"message": str(message.pk), "error": type(error).__name__}})
    return "dead" if state == MessageState.DEAD else "failed"


@act
def retry_message(*, message_id: UUID, by: Actor, at: datetime) -> Message:
    """Try a failed or given-up message again now."""
    require(has_ability(by, "issue.dispatch"))
    message = Message.objects.select_for_update().get(pk=message_id, street_id=by.street_id)
    refuse_if(message.state not in {MessageState.FAILED, MessageState.DEAD}, "message.not_failed")
    message.state, message.attempt_count, message.next_try_at = MessageState.QUEUED, 0, at
    message.save(update_fields=["state", "attempt_count", "next_try_at"])
    record(by=by, act="message.retry", about=f"message:{message.pk}", at=at, street_id=message.street_id)
    return message


@act
def mark_printed(*, message_ids: Sequence[UUID], by: Actor, at: datetime) -> int:
    """These slips are on paper now; one that was printed before is left as it is."""
    require(has_ability(by, "issue.dispatch"))
    waiting = Message.objects.filter(
        pk__in=message_ids, street_id=by.street_id, channel=Channel.SLIP, state=MessageState.QUEUED
    )
    printed = waiting.update(state=MessageState.SENT, sent_at=at, attempt_count=1)
    if printed:
        record(by=by, act="message.print", about=f"street:{by.street_id}", at=at, street_id=by.street_id)
    return printed
