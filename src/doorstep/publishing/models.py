"""What the public sees: notices, and reviewed snapshots made from an allow-list."""

from django.db import models

from doorstep.people.models import Account
from doorstep.places.models import Street
from doorstep.projects.models import Project
from doorstep.publishing import rules
from doorstep.records.fields import PathField


class Notice(models.Model):
    """A public notice: drafted by one person, reviewed by another, posted for a number of days.

    ``page`` is the project's public page as the reviewer reads it together with a notice of its approval.
    ``period_certain``: the holiday list reached to its last day (R10).
    """

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=rules.labelled(rules.NOTICE_KINDS))
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=80, db_index=True)
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="notices")
    path = PathField()
    body = models.JSONField()
    page = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=rules.labelled(rules.NOTICE_STATES))
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    place_posted = models.CharField(max_length=120, blank=True, default="")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    period_certain = models.BooleanField(default=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.NOTICE_STATES)), name="notice_state_known"
            ),
            models.UniqueConstraint(fields=["street", "number"], name="notice_number"),
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("drafted_by")),
                name="notice_second_person",
            ),
        )
        indexes = (models.Index(fields=["street", "kind", "starts_on"], name="notice_public"),)


class NoticeSubject(models.Model):
    """One of the things that a notice with several of them is about, such as one of its stars."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="subjects")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    about = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["notice", "about"], name="notice_subject_once"),)


class NoticePosting(models.Model):
    """Where it hangs, since when, and who put it up. Append-only; a photo may be attached, never must."""

    id = models.UUIDField(primary_key=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="postings")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    place = models.CharField(max_length=120)
    posted_on = models.DateField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()


class LeakSignOff(models.Model):
    """A reviewer says why what looks like a person's may stand in this notice. Append-only.

    ``digest`` names the finding by its kind, place and words, so that another text at the place is open again.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="sign_offs")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=120)
    reason_code = models.CharField(max_length=10, choices=rules.labelled(rules.REASON_CODES))
    note = models.CharField(max_length=300, blank=True, default="")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["notice", "digest"], name="leak_sign_off_once"),
            models.CheckConstraint(
                condition=models.Q(reason_code__in=list(rules.REASON_CODES)), name="leak_reason_known"
            ),
        )


class NoticeStep(models.Model):
    """One act on a notice with its note. Append-only."""

    id = models.UUIDField(primary_key=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="steps")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    act = models.CharField(max_length=24)
    to_state = models.CharField(max_length=10)
    note = models.TextField(blank=True, default="")
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["notice", "id"], name="notice_step"),)


class Objection(models.Model):
    """What somebody said against a posted notice, for the desk alone, and the public answer."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="objections")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    text = models.TextField()
    at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    upheld = models.BooleanField(null=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    answered_at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32, default="")


class Snapshot(models.Model):
    """One version of one public page; public pages read the current one alone.

    Never changed once written, but for words that somebody does not let stand in public any more.
    """

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=rules.labelled(rules.SNAPSHOT_KINDS))
    key = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    body = models.JSONField()
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=40, blank=True, default="")
    posted_at = models.DateTimeField(null=True)
    current = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["street", "kind", "key", "version"], name="snapshot_version"),
            models.UniqueConstraint(
                fields=["street", "kind", "key"],
                name="snapshot_one_current",
                condition=models.Q(current=True),
            ),
            models.CheckConstraint(
                condition=models.Q(current=False) | ~models.Q(reviewed_by=models.F("made_by")),
                name="snapshot_second_person",
            ),
        )
        indexes = (models.Index(fields=["street", "kind", "current", "key"], name="snapshot_list"),)


class Feedback(models.Model):
    """意见建议 about the tool itself, from any page's footer."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    page = models.CharField(max_length=200)
    text = models.TextField()
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, default="")
    salt = models.CharField(max_length=32, default="")
