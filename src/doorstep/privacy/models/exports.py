"""Personal ledgers that were let out of the building."""

from django.db import models

from doorstep.people.models import Account
from doorstep.places.models import Street
from doorstep.privacy.rules import exports


class ExportGrant(models.Model):
    """Asked by one person, decided by another; ``scope`` is exactly what the file may hold."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    ledger = models.CharField(max_length=10, choices=list(exports.LEDGERS.items()))
    scope = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=list(exports.STATES.items()))
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True, default="")
    expires_at = models.DateTimeField(null=True)
    most_downloads = models.PositiveSmallIntegerField(default=0)
    download_count = models.PositiveSmallIntegerField(default=0)
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(exports.STATES)), name="export_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="export_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(download_count__lte=models.F("most_downloads")),
                name="export_not_too_often",
            ),
        )
        indexes = (models.Index(fields=["street", "state", "id"], name="export_state"),)


class ExportDownload(models.Model):
    """One time that an approved file was taken out. Append-only."""

    id = models.UUIDField(primary_key=True)
    grant = models.ForeignKey(ExportGrant, on_delete=models.PROTECT, related_name="downloads")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
