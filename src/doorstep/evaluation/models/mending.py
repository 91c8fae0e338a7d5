"""What follows where people are not satisfied: they are asked again, and the thing is put right."""

from django.db import models

from doorstep.evaluation.models.answers import Response
from doorstep.evaluation.models.evaluations import Evaluation
from doorstep.evaluation.rules import states as rules
from doorstep.people.models import Account
from doorstep.places.models import Street


class Solicitation(models.Model):
    """One opinion asked for again before anything is put right: how, what was said, what is wanted."""

    id = models.UUIDField(primary_key=True)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="solicitations")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    response = models.ForeignKey(Response, null=True, on_delete=models.PROTECT, related_name="solicitations")
    how = models.CharField(max_length=8, choices=rules.labelled(rules.ASKED_HOW))
    said = models.TextField()
    wants = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)


class Rectification(models.Model):
    """What is put right: cause, action, owner, due day; verified by somebody other than its owner."""

    id = models.UUIDField(primary_key=True)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="rectifications")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    cause = models.CharField(max_length=rules.REASON_LIMIT)
    action = models.CharField(max_length=rules.REASON_LIMIT)
    kind = models.CharField(max_length=12, choices=rules.labelled(rules.RECTIFICATION_KINDS))
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="rectifications")
    due_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=rules.labelled(rules.RECTIFICATION_STATES), default="open"
    )
    done_note = models.CharField(max_length=rules.REASON_LIMIT, blank=True, default="")
    done_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True)
    planned_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(verified_by__isnull=True) | ~models.Q(verified_by=models.F("owner")),
                name="rectification_verified_by_another",
            ),
        )
        indexes = (models.Index(fields=["owner", "state", "due_on"], name="rectification_owner"),)
