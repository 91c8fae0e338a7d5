"""Who the respondents were is forgotten once their evaluation is over; what was said stays (G5)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import models

from doorstep.evaluation.models import FrameMember
from doorstep.evaluation.rules.states import WORKFLOW
from doorstep.records.retention import RetentionRule, register_retention


def respondents_over(street_id: int, before: datetime) -> models.QuerySet[Any]:
    """Registered people of evaluations that ended before; those without label, phone and door are forgotten."""
    ended = models.Q(evaluation__state__in=WORKFLOW.final, evaluation__state_since__lt=before)
    return FrameMember.objects.filter(ended, street_id=street_id).exclude(
        label_sealed="", phone_sealed="", place__isnull=True
    )


def forget_respondents(ids: Sequence[Any]) -> None:
    """Label, telephone and door go; the opaque number, the group and the answer stay."""
    FrameMember.objects.filter(pk__in=ids).update(label_sealed="", phone_sealed="", place=None)


RESPONDENTS: Final = RetentionRule(
    code="evaluation.respondent",
    label="测评对象身份",
    what="删去受益居民的称呼、电话和住处，只留编号和说过的话",
    kept_by="evaluation.identity_keep_days",
    due=respondents_over,
    erase=forget_respondents,
)


def register_held() -> None:
    register_retention(RESPONDENTS)
