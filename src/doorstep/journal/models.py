"""The append-only record of who did what to which row, and the heads of its Merkle tree."""

from django.db import models


class Entry(models.Model):
    """One act. Only sealing ever touches the row again, to give it its place in the tree."""

    id = models.UUIDField(primary_key=True)
    street_id = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    act = models.CharField(max_length=40)
    about = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, blank=True, default="")
    leaf_index = models.PositiveBigIntegerField(null=True, unique=True)
    leaf_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=["about", "at"], name="journal_about"),
            models.Index(fields=["street_id", "id"], name="journal_street"),
            models.Index(fields=["id"], name="journal_unsealed", condition=models.Q(leaf_index__isnull=True)),
        )


class Seal(models.Model):
    """The tree's head after ``size`` leaves; ``frontier`` are the roots of its perfect subtrees.

    ``digest`` also covers the seal before it (``previous``), so the seals are a chain.
    """

    size = models.PositiveBigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    frontier = models.JSONField()
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
