"""What a partner has pledged and what has arrived; deliveries are appended, never edited."""

from django.db import models

from doorstep.delivery.models.agreements import Agreement
from doorstep.delivery.rules import agreements as rules
from doorstep.people.models import Account
from doorstep.places.models import Street


class Pledged(models.Model):
    """So much of one kind of resource by a day; money counts in fen."""

    id = models.UUIDField(primary_key=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="pledges")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=list(rules.RESOURCE_KINDS.items()))
    content = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    unit = models.CharField(max_length=10)
    due_on = models.DateField()
    conditions = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="pledged_amount_positive"),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(rules.RESOURCE_KINDS)), name="pledged_kind_known"
            ),
        )


class Delivered(models.Model):
    """So much arrived, as somebody of the street has seen; a mistake is reversed with a reason. Append-only."""

    id = models.UUIDField(primary_key=True)
    pledged = models.ForeignKey(Pledged, on_delete=models.PROTECT, related_name="deliveries")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    amount = models.BigIntegerField()
    delivered_on = models.DateField()
    note = models.CharField(max_length=300)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField()
