"""What somebody asked about their own data, and the consents they gave and took back."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.kernel.actor import Actor
from doorstep.people.models import Account
from doorstep.people.sight import by_place
from doorstep.places.models import Place, Street
from doorstep.privacy.personal import ASKED, CONSENTED
from doorstep.privacy.rules import consents, requests
from doorstep.records.fields import BlindField, PathField, SealedField

if TYPE_CHECKING:
    from typing import Self


class RightsQuerySet(models.QuerySet["RightsRequest"]):
    def visible_to(self, actor: Actor) -> "Self":
        """The privacy desk of the street and its second person."""
        return self.filter(by_place(actor, "privacy.keep") | by_place(actor, "privacy.approve"))


class RightsRequest(models.Model):
    """One request; ``chosen`` are the things a person decided belong to whoever asks, as ``holder:ref``."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    tracking = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=8, choices=list(requests.KINDS.items()))
    source = models.CharField(max_length=8, choices=list(requests.SOURCES.items()))
    text = models.TextField(blank=True, default="")
    name_sealed = SealedField(personal=ASKED)
    phone_sealed = SealedField(personal=ASKED)
    phone_blind = BlindField()
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    path = PathField()
    state = models.CharField(max_length=12, choices=list(requests.STATES.items()))
    state_since = models.DateTimeField()
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    due_certain = models.BooleanField(default=True)
    extended = models.BooleanField(default=False)
    identified_by = models.CharField(max_length=8, blank=True, default="")
    chosen = models.JSONField(default=list)
    answer = models.TextField(blank=True, default="")
    ground = models.CharField(max_length=16, blank=True, default="")
    delivered_by = models.CharField(max_length=8, blank=True, default="")
    entered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RightsQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(requests.STATES)), name="rights_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused", ground=""), name="rights_refused_with_ground"
            ),
        )
        indexes = (models.Index(fields=["street", "state", "due_at"], name="rights_due"),)


class RightsStep(models.Model):
    """One act on a request with its note. Append-only."""

    id = models.UUIDField(primary_key=True)
    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="steps")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    act = models.CharField(max_length=24)
    to_state = models.CharField(max_length=12)
    note = models.TextField(blank=True, default="")
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["request", "id"], name="rights_step"),)


class Consent(models.Model):
    """One separate consent of one household or person, in the words they were shown."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    scope = models.CharField(max_length=10, choices=list(consents.SCOPES.items()))
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    path = PathField()
    name_sealed = SealedField(personal=CONSENTED)
    words = models.TextField()
    given_by = models.CharField(max_length=8, choices=list(consents.GIVEN_BY.items()))
    given_at = models.DateTimeField()
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_entered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["street", "path", "id"], name="consent_path"),)
