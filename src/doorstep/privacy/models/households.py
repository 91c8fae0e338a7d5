"""Who looked at one household's file, and when their words may not go yet."""

from django.db import models

from doorstep.people.models import Account
from doorstep.places.models import Place, Street
from doorstep.records.fields import PathField


class HouseholdRead(models.Model):
    """One look into what is held about one household, with the reason. Append-only; shown to the household."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    path = PathField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = (
            models.Index(fields=["street", "path", "id"], name="household_read_path"),
            models.Index(fields=["street", "id"], name="household_read_street"),
        )


class LegalHold(models.Model):
    """While it stands, the timed erasing leaves these rows alone; an empty ``ref`` holds the whole rule."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    rule = models.CharField(max_length=30, blank=True, default="")
    ref = models.CharField(max_length=40, blank=True, default="")
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    lifted_by = models.CharField(max_length=40, blank=True, default="")
    lifted_at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32)


class RetentionRun(models.Model):
    """One run of one rule in one street: how many rows went, and up to when. Append-only."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    rule = models.CharField(max_length=30)
    before = models.DateTimeField()
    count = models.PositiveIntegerField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
