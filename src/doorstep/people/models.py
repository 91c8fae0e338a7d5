"""Accounts, dated assignments of role and place, and the organisations that work."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from doorstep.kernel.actor import Actor
from doorstep.people.access import paths_with
from doorstep.people.personal import PARTNER_CONTACT, WORK_CONTACT
from doorstep.people.rules import ROLE_LABELS, OrgKind, PartnerKind, UnitKind
from doorstep.places.models import Street
from doorstep.records.fields import BlindField, PathField, SealedField

if TYPE_CHECKING:
    from typing import Self


class Unit(models.Model):
    """Who can be given an issue: a functional section, a department, a company, a community."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in UnitKind])
    path = PathField()
    phone = models.CharField(max_length=30, blank=True, default="")
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["street", "code"], name="unit_code"),)


class PartyOrg(models.Model):
    """A party organisation that proposes and determines projects."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in OrgKind])
    path = PathField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["street", "code"], name="party_org_code"),)


class AccountManager(BaseUserManager["Account"]):
    def visible_to(self, actor: Actor) -> models.QuerySet["Account"]:
        """Those who manage accounts see the accounts of their street; setting up sees all."""
        if actor.kind == "system":
            return self.all()
        return (
            self.filter(street_id=actor.street_id or 0)
            if paths_with(actor, "account.manage")
            else self.none()
        )


class Account(AbstractBaseUser):
    """Somebody who signs in. What they may do comes only from their assignments."""

    username = models.CharField(max_length=40, unique=True)
    display_name = models.CharField(max_length=40)
    street = models.ForeignKey(Street, null=True, on_delete=models.PROTECT)
    phone_sealed = SealedField(personal=WORK_CONTACT)
    phone_blind = BlindField()
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    failed_count = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    objects = AccountManager()


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def on_day(self, day: date) -> "Self":
        """What was or will be held on that day, both ends included."""
        return self.filter(models.Q(to_on__isnull=True) | models.Q(to_on__gte=day), from_on__lte=day)

    def held(self, day: date) -> "Self":
        """What carries weight now: held today and not taken away during the day."""
        return self.on_day(day).filter(ended_at__isnull=True)


class Assignment(models.Model):
    """From this day to that day, this account holds that role at that place."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="assignments")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    role = models.CharField(max_length=16, choices=list(ROLE_LABELS.items()))
    path = PathField()
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT)
    org = models.ForeignKey(PartyOrg, null=True, on_delete=models.PROTECT)
    from_on = models.DateField()
    to_on = models.DateField(null=True)  # the last day, inclusive
    ended_at = models.DateTimeField(null=True)  # when it was taken away before its day was over
    given_by = models.CharField(max_length=40)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
                name="assignment_ends_after_start",
            ),
        )
        indexes = (models.Index(fields=["street", "role", "path"], name="assignment_role_path"),)


class Handover(models.Model):
    """Open work that went from somebody who left to a named successor."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    giver = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="given_handovers")
    taker = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="taken_handovers")
    counts = models.JSONField()
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, actor: Actor) -> "Self":
        """Everybody who reads agreements sees the partners of the street; a liaison sees their own."""
        scope = models.Q(liaisons__account_id=actor.account_id or 0)
        if paths_with(actor, "agreement.read"):
            scope = models.Q()
        return self.filter(scope, street_id=actor.street_id or 0)


class Partner(models.Model):
    """An organisation that builds together with the street: a school, a clinic, a bank, a company."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in PartnerKind])
    contact_sealed = SealedField(personal=PARTNER_CONTACT)
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects = PartnerQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["street", "name"], name="partner_name"),)


class PartnerLiaison(models.Model):
    """This account speaks for that partner; one partner an account."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="liaisons")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="liaison")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
