"""Whom the draw named, and how they were tried."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.evaluation.models.evaluations import Evaluation, FrameMember
from doorstep.evaluation.rules import states as rules
from doorstep.kernel.actor import Actor
from doorstep.people.models import Account
from doorstep.places.models import Street

if TYPE_CHECKING:
    from typing import Self


class CallTaskQuerySet(models.QuerySet["CallTask"]):
    def allotted_to(self, actor: Actor) -> "Self":
        """The actor's own list, of evaluations whose work they did not deliver; nobody else's respondents."""
        if actor.account_id is None:
            return self.none()
        mine = Evaluation.objects.called_by(actor)
        return self.filter(caller_id=actor.account_id, evaluation__in=mine.values("pk"))


class CallTask(models.Model):
    """One respondent to be asked in one round, in the order of the draw.

    ``is_drawn``: by this round's draw; ``is_same``: asked before and asked again. ``substitutes`` is the
    task whose respondent could not be asked.
    """

    id = models.UUIDField(primary_key=True)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="tasks")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    round = models.PositiveSmallIntegerField()
    member = models.ForeignKey(FrameMember, on_delete=models.PROTECT, related_name="tasks")
    order = models.PositiveIntegerField()
    is_drawn = models.BooleanField(default=True)
    is_same = models.BooleanField(default=False)
    substitutes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="substituted_by"
    )
    turn = models.PositiveIntegerField(null=True)  # the how-manieth substitution of the round
    caller = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="call_tasks")
    state = models.CharField(max_length=12, choices=rules.labelled(rules.TASK_STATES), default="waiting")
    attempt_count = models.PositiveSmallIntegerField(default=0)
    call_after = models.CharField(max_length=60, blank=True, default="")  # when it suits them, in their words

    objects = CallTaskQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["evaluation", "round", "member"], name="call_task_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.TASK_STATES)), name="call_task_state_known"
            ),
        )
        indexes = (
            models.Index(fields=["caller", "state", "id"], name="call_task_list"),
            models.Index(fields=["evaluation", "round", "order"], name="call_task_order"),
        )


class CallAttempt(models.Model):
    """One time somebody tried to reach a respondent. Append-only."""

    id = models.UUIDField(primary_key=True)
    task = models.ForeignKey(CallTask, on_delete=models.PROTECT, related_name="attempts")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    outcome = models.CharField(max_length=14)
    mode = models.CharField(max_length=8, choices=rules.labelled(rules.MODES))
    day_part = models.CharField(max_length=10)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["task", "at"], name="call_attempt_task"),)
