"""The outbox: a message is a row of the act that causes it, and is sent afterwards."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.kernel.actor import Actor
from doorstep.messages import rules
from doorstep.messages.personal import ANSWER
from doorstep.people.rules import ADMINISTRATOR, CLERK
from doorstep.places.models import Street
from doorstep.records.fields import BlindField, SealedField

if TYPE_CHECKING:
    from typing import Self


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> "Self":
        """Those who look after the outbox see their street's; a message has no narrower place."""
        scope = models.Q()
        for path in actor.paths(CLERK, ADMINISTRATOR):
            scope |= models.Q(street__path__startswith=path)
        return self.filter(scope, street_id=actor.street_id) if scope else self.none()


class Message(models.Model):
    """One message for one household about one occurrence; the key makes a second one impossible."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT, db_index=False)
    event = models.CharField(max_length=30)
    about = models.CharField(max_length=80, db_index=True)
    household = BlindField()
    channel = models.CharField(max_length=6, choices=list(rules.CHANNELS.items()))
    address_sealed = SealedField(personal=ANSWER)
    subject = models.CharField(max_length=120)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=list(rules.STATES.items()), default="queued")
    attempt_count = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=100, blank=True, default="")

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["event", "about", "household"], name="message_once_per_household"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.STATES)), name="message_state_known"
            ),
        )
        indexes = (
            # whole, not partial: SQLite cannot see that a bound parameter fits a partial index
            models.Index(fields=["state", "next_try_at"], name="message_to_send"),
            models.Index(fields=["street", "state", "id"], name="message_street_state"),
            models.Index(fields=["street", "id"], name="message_street"),
        )
