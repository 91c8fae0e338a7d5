"""What every stage stores alike. These tables know no stage: they point at rows by kind and reference."""

from django.db import models

from doorstep.records.fields import PathField


class Receipt(models.Model):
    """The promise "we have it": one client UUID, one body, one stored answer."""

    key = models.UUIDField(primary_key=True)
    door = models.CharField(max_length=60)
    body_sha256 = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField()


class Attachment(models.Model):
    """A file that was typed by content, cleaned and stored by its hash before this row was written."""

    id = models.UUIDField(primary_key=True)
    street_id = models.PositiveIntegerField()
    owner_kind = models.CharField(max_length=30)
    owner_ref = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=60)
    byte_count = models.PositiveBigIntegerField()
    name = models.CharField(max_length=120)
    added_by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["owner_kind", "owner_ref"], name="attachment_owner"),)


class SearchRow(models.Model):
    """One searchable row; its terms live in the database's own full-text index under the same number.

    The text is kept because an index without text can only give up terms that are handed back to it.
    """

    id = models.BigAutoField(primary_key=True)
    street_id = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=40)
    path = PathField()
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "ref"], name="search_row_once"),)


class Tally(models.Model):
    """A counter kept in the transaction of the act that changes it, so that pages never count rows.

    ``book`` names what is counted, ``cell`` the combination of properties (``route=on_spot|state=closed``);
    ``verify-tallies`` recomputes every book from its rows.
    """

    street_id = models.PositiveIntegerField()
    book = models.CharField(max_length=20)
    month = models.CharField(max_length=7)
    path = PathField()
    cell = models.CharField(max_length=120)
    value = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["street_id", "book", "month", "path", "cell"], name="tally_cell"),
        )


class Recurring(models.Model):
    """When a timed job runs next, and how its last run ended."""

    name = models.CharField(max_length=40, primary_key=True)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True, default="")


class RateHit(models.Model):
    """How often a key knocked within one window; kept in the short-lived database."""

    key = models.CharField(max_length=64)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "window"], name="rate_hit_window"),)
