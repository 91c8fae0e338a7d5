"""What happened to personal data that should not have."""

from django.db import models

from doorstep.places.models import Street
from doorstep.privacy.rules import breaches


class Breach(models.Model):
    """One incident, from the moment it was noticed to what was learnt."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=list(breaches.KINDS.items()))
    detected_at = models.DateTimeField()
    happened = models.TextField()
    categories = models.CharField(max_length=200)
    people_count = models.PositiveIntegerField(null=True)
    cause = models.TextField(blank=True, default="")
    harm = models.TextField(blank=True, default="")
    measures = models.TextField(blank=True, default="")
    advice = models.TextField(blank=True, default="")
    risk = models.CharField(max_length=8, choices=list(breaches.RISKS.items()), blank=True, default="")
    lessons = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=list(breaches.STATES.items()))
    state_since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["street", "number"], name="breach_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(breaches.STATES)), name="breach_state_known"
            ),
        )


class BreachStep(models.Model):
    """One act on an incident with its note. Append-only."""

    id = models.UUIDField(primary_key=True)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="steps")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    act = models.CharField(max_length=24)
    to_state = models.CharField(max_length=10)
    note = models.TextField(blank=True, default="")
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["breach", "id"], name="breach_step"),)
