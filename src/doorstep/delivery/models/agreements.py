"""What a party organisation of the street and a partner have agreed, for how long and for which projects."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.delivery.models.sight import own_of
from doorstep.delivery.rules import agreements as rules
from doorstep.kernel.actor import Actor
from doorstep.people.models import Account, Partner, PartyOrg
from doorstep.people.sight import by_place
from doorstep.places.models import Street
from doorstep.projects.models import Project
from doorstep.records.fields import PathField

if TYPE_CHECKING:
    from typing import Self


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, actor: Actor) -> "Self":
        """By place for staff; its own agreements to a partner."""
        return self.filter(by_place(actor, "agreement.read") | own_of(actor))


class Agreement(models.Model):
    """A term in which a partner helps the projects of a party organisation; its number stands on the paper."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    number = models.CharField(max_length=20)
    org = models.ForeignKey(PartyOrg, on_delete=models.PROTECT, related_name="agreements")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    path = PathField()
    lead = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="kept_agreements")
    leaders = models.CharField(max_length=120, blank=True, default="")  # posts of both sides, never names
    starts_on = models.DateField()
    ends_on = models.DateField()
    meeting_months = models.PositiveSmallIntegerField(default=rules.MEETING_MONTHS)
    purpose = models.TextField(blank=True, default="")
    state = models.CharField(max_length=12, choices=list(rules.AGREEMENT_STATES.items()))
    state_since = models.DateTimeField()
    signed_on = models.DateField(null=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="next_ones")
    end_reason = models.TextField(blank=True, default="")
    made_at = models.DateTimeField()

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["street", "number"], name="agreement_number"),
            models.UniqueConstraint(fields=["follows"], name="agreement_follows_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.AGREEMENT_STATES)), name="agreement_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="agreement_ends_after_start"
            ),
        )
        indexes = (
            models.Index(fields=["street", "id"], name="agreement_street"),
            models.Index(fields=["state", "ends_on"], name="agreement_ending"),
        )


class AgreementProject(models.Model):
    """This agreement serves that project."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="served")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="agreements")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agreement", "project"], name="agreement_project_once"),
        )


class AgreementStep(models.Model):
    """One act on an agreement with its note. Append-only."""

    id = models.UUIDField(primary_key=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="steps")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    act = models.CharField(max_length=24)
    to_state = models.CharField(max_length=12)
    note = models.TextField(blank=True, default="")
    salt = models.CharField(max_length=32)


class AgreementReminder(models.Model):
    """So many days before its end the agreement was put before its keepers; once for each step."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reminders")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agreement", "days"], name="agreement_reminder_once"),)
