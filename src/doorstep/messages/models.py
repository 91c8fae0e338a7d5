"""The outbox: a message is a row of the act that causes it, and is sent afterwards."""

from django.db import models

from doorstep.places.models import Street
from doorstep.records.fields import BlindField, Personal, SealedField

ANSWER = Personal(
    purpose="tell the reporter what became of their matter",
    basis="PIPL 13(1): given by the reporter for this purpose",
    retention="30 days after sending",
    audience="the sending task and the clerk who prints slips",
)


class Channel(models.TextChoices):
    EMAIL = "email", "电子邮件"
    SLIP = "slip", "纸质回执"
    FILE = "file", "文件"


class MessageState(models.TextChoices):
    QUEUED = "queued", "待发"
    SENT = "sent", "已发"
    FAILED = "failed", "失败,将重试"
    DEAD = "dead", "多次失败,需人工处理"


class Message(models.Model):
    """One message for one household about one event; the key makes a second one impossible."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    event = models.CharField(max_length=30)
    about = models.CharField(max_length=80, db_index=True)
    household = BlindField()
    channel = models.CharField(max_length=6, choices=Channel.choices)
    address_sealed = SealedField(personal=ANSWER)
    subject = models.CharField(max_length=120)
    body = models.TextField()
    state = models.CharField(max_length=6, choices=MessageState.choices, default=MessageState.QUEUED)
    attempt_count = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["event", "about", "household"], name="message_once_per_household"),
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "sent", "failed", "dead"]), name="message_state_known"
            ),
        )
        indexes = (
            models.Index(
                fields=["next_try_at"],
                name="message_to_send",
                condition=models.Q(state__in=["queued", "failed"]),
            ),
            models.Index(fields=["street", "state", "id"], name="message_street_state"),
        )
