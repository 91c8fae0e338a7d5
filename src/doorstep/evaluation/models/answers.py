"""What respondents said, what was seen on site, and what asks for a second look."""

from django.db import models

from doorstep.evaluation.models.asking import CallTask
from doorstep.evaluation.models.evaluations import Evaluation
from doorstep.evaluation.rules import states as rules
from doorstep.people.models import Account
from doorstep.places.models import Street


class Response(models.Model):
    """One valid answer: words first, then the grade, then the last question. Never edited.

    A slip of the pen is mended by a new row that ``corrects`` the old one; only ``is_current`` rows count.
    """

    id = models.UUIDField(primary_key=True)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="responses")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    round = models.PositiveSmallIntegerField()
    task = models.ForeignKey(CallTask, on_delete=models.PROTECT, related_name="responses")
    stratum = models.CharField(max_length=rules.GROUP_LIMIT)
    mode = models.CharField(max_length=8, choices=rules.labelled(rules.MODES))
    good = models.TextField(blank=True, default="")
    missing = models.TextField(blank=True, default="")
    wants = models.TextField(blank=True, default="")
    grade = models.PositiveSmallIntegerField()
    pressed = models.BooleanField(default=False)
    safety = models.BooleanField(default=False)
    may_show = models.BooleanField(default=False)
    said_on = models.DateField()
    device = models.CharField(max_length=32, blank=True, default="")  # keyed hash of where it was keyed in
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    is_current = models.BooleanField(default=True)
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(is_current=True), name="response_once_a_task"
            ),
            models.CheckConstraint(condition=models.Q(grade__range=(1, 5)), name="response_grade_range"),
        )
        indexes = (
            models.Index(
                fields=["evaluation", "round", "stratum", "grade"],
                condition=models.Q(is_current=True),
                name="response_count",
            ),
        )


class ResponseReply(models.Model):
    """How one dissatisfied resident was answered, whatever the project's result. Append-only."""

    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="reply")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    text = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)


class ResponseRecall(models.Model):
    """An answer drawn for a second call by somebody outside the branch: did it come across as it was said?"""

    id = models.UUIDField(primary_key=True)
    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="recall")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    drawn_at = models.DateTimeField()
    reason = models.CharField(max_length=20)
    outcome = models.CharField(
        max_length=12, choices=rules.labelled(rules.RECALL_OUTCOMES), blank=True, default=""
    )
    note = models.CharField(max_length=rules.REASON_LIMIT, blank=True, default="")
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32)


class AnswerFlag(models.Model):
    """Something about answers that a person should look at; it decides nothing (R12)."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="flags")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=rules.labelled(rules.FLAG_KINDS))
    responses = models.ManyToManyField(Response, related_name="flags")
    digest = models.CharField(max_length=64)  # of its rows, so that a second look does not raise it twice
    at = models.DateTimeField()
    looked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=rules.REASON_LIMIT, blank=True, default="")
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["evaluation", "kind", "digest"], name="answer_flag_once"),
        )


class SiteAssessment(models.Model):
    """The thing itself, looked at by somebody who did not deliver it; beside the answers, never among them."""

    id = models.UUIDField(primary_key=True)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="assessments")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    answers = models.JSONField()
    remarks = models.JSONField(default=dict)
    remark = models.TextField(blank=True, default="")
    seen_on = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)
