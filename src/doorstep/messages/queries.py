"""What the outbox page and the health page read."""

from django.db.models import QuerySet

from doorstep.kernel.actor import Actor
from doorstep.messages.models import Channel, Message, MessageState


def outbox(actor: Actor, *, state: str = "", channel: str = "") -> QuerySet[Message]:
    """The street's messages, newest first."""
    rows = Message.objects.filter(street_id=actor.street_id)
    if state:
        rows = rows.filter(state=state)
    if channel:
        rows = rows.filter(channel=channel)
    return rows.order_by("-id")


def waiting_slips(actor: Actor) -> QuerySet[Message]:
    """Slips that nobody has printed yet, oldest first."""
    return Message.objects.filter(
        street_id=actor.street_id, channel=Channel.SLIP, state=MessageState.QUEUED
    ).order_by("id")


def dead_count() -> int:
    """Messages that were given up, counted up to a hundred."""
    return len(Message.objects.filter(state=MessageState.DEAD).values_list("pk")[:100])


def messages_about(about: str) -> QuerySet[Message]:
    return Message.objects.filter(about=about).order_by("id")
