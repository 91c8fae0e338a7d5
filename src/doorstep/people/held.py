"""The work phones of those who left, and how they go."""

from datetime import datetime
from typing import Any, Final

from django.db import models

from doorstep.people.models import Account
from doorstep.records.retention import RetentionRule, register_retention


def phones_over(street_id: int, before: datetime) -> models.QuerySet[Any]:
    return Account.objects.filter(street_id=street_id, left_at__lt=before).exclude(phone_sealed="")


def forget_phones(ids: Any) -> int:
    """``ids`` is a list of keys or a query of them; returns how many were forgotten."""
    return Account.objects.filter(pk__in=ids).update(phone_sealed="", phone_blind="")


def erase_phones(ids: Any) -> None:
    forget_phones(ids)


WORK_PHONE: Final = RetentionRule(
    code="account.phone",
    label="离岗人员的工作电话",
    what="删去电话，账号的经历不变",
    kept_by="people.contact_keep_days",
    due=phones_over,
    erase=erase_phones,
)


def register_held() -> None:
    register_retention(WORK_PHONE)
