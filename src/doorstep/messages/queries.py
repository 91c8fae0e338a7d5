"""The outbox as pages read it."""

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from doorstep.kernel.actor import Actor
from doorstep.messages import rules
from doorstep.messages.models import Message


def outbox(
    actor: Actor, *, state: str = "", channel: str = "", event: str = "", attention: bool = False
) -> QuerySet[Message]:
    """Messages of the actor's street, newest first, for keyset pages.

    ``attention`` shows only what waits for a person. The sealed address is not read.
    """
    rows = Message.objects.visible_to(actor).defer("address_sealed", "body")
    for name, value in (("state", state), ("channel", channel), ("event", event)):
        if value:
            rows = rows.filter(**{name: value})
    if attention:
        rows = rows.filter(state__in=rules.NEEDS_A_PERSON)
    return rows.order_by("-pk")


def waiting_slips(actor: Actor, *, limit: int = 100) -> QuerySet[Message]:
    """Slips that nobody has printed yet, oldest first."""
    rows = Message.objects.visible_to(actor).filter(state="to_print")
    return rows.defer("address_sealed").order_by("pk")[:limit]


def attention_counts(actor: Actor) -> dict[str, int]:
    """How many messages wait for a person, by state; sent and queued ones are not counted."""
    rows = Message.objects.visible_to(actor).filter(state__in=rules.NEEDS_A_PERSON)
    counts = dict(rows.values_list("state").annotate(count=Count("pk")).order_by("state"))
    return {state: counts.get(state, 0) for state in rules.NEEDS_A_PERSON}


def dead_count(street_id: int | None = None) -> int:
    """Messages given up, in one street or in all."""
    rows = Message.objects.filter(state="dead")
    return rows.count() if street_id is None else rows.filter(street_id=street_id).count()


def messages_about(actor: Actor, about: str) -> list[Message]:
    """What was told about one matter, oldest first; ``about`` without the occurrence."""
    occurrences = Q(about=about) | Q(about__startswith=f"{about}:")
    rows = Message.objects.visible_to(actor).filter(occurrences)
    return list(rows.defer("address_sealed").order_by("pk"))


def open_channels() -> list[tuple[str, str]]:
    """The ways of telling that work here, as choices of a form; e-mail only with a mail server."""
    by_smtp = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
    closed = {"file"} | ({"email"} if by_smtp and not settings.EMAIL_HOST else set())
    return [(code, label) for code, label in rules.CHANNELS.items() if code not in closed]
