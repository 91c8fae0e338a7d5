"""The privacy desk's own rows: where sealed values stand, how long they are kept, whom a request is about."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import models

from doorstep.privacy.models import Consent, HouseholdRead, RightsRequest, RightsStep
from doorstep.privacy.rules import requests as rules
from doorstep.records.holders import Subject
from doorstep.records.retention import ERASED_TEXT, RetentionRule, register_retention
from doorstep.records.vault import UNREADABLE, read_sealed


def phone_of(request: RightsRequest) -> str:
    return read_sealed(request.phone_sealed, about=f"rights.phone:{request.pk}")


def name_of(request: RightsRequest) -> str:
    return read_sealed(request.name_sealed, about=f"rights.name:{request.pk}")


def subject_of(request: RightsRequest) -> Subject:
    """Whoever asked: by the number they gave, and by their dwelling when they named one."""
    phone = phone_of(request)
    known = "" if phone == UNREADABLE else phone
    return Subject(request.street_id, known, request.path if request.place_id else "")


def requests_over(street_id: int, before: datetime) -> models.QuerySet[Any]:
    rows = RightsRequest.objects.filter(street_id=street_id, state__in=rules.WORKFLOW.final)
    return rows.filter(state_since__lt=before).exclude(text=ERASED_TEXT)


def erase_requests(ids: Sequence[Any]) -> None:
    """Words, name and phone go; kind, days and result stay as the record of having answered."""
    steps = RightsStep.objects.filter(request_id__in=ids)
    steps.exclude(note="").update(note=ERASED_TEXT)
    steps.update(salt="")
    RightsRequest.objects.filter(pk__in=ids).update(
        text=ERASED_TEXT, answer="", name_sealed="", phone_sealed="", phone_blind="", chosen=[]
    )


def consents_over(street_id: int, before: datetime) -> models.QuerySet[Any]:
    rows = Consent.objects.filter(street_id=street_id, withdrawn_at__lt=before)
    return rows.exclude(salt="")


def erase_consents(ids: Sequence[Any]) -> None:
    """The name goes; that a consent stood and was taken back stays."""
    Consent.objects.filter(pk__in=ids).update(name_sealed="", salt="")


def reads_over(street_id: int, before: datetime) -> models.QuerySet[Any]:
    return HouseholdRead.objects.filter(street_id=street_id, at__lt=before).exclude(salt="")


def erase_reads(ids: Sequence[Any]) -> None:
    HouseholdRead.objects.filter(pk__in=ids).update(reason=ERASED_TEXT, salt="")


OWN_RULES: Final = (
    RetentionRule(
        code="privacy.request",
        label="个人信息请求",
        what="删去文字、姓名和电话，只留种类、日期和结果",
        kept_by="privacy.request_days",
        due=requests_over,
        erase=erase_requests,
    ),
    RetentionRule(
        code="privacy.consent",
        label="已撤回的单独同意",
        what="删去姓名，只留同意和撤回的日期",
        kept_by="privacy.request_days",
        due=consents_over,
        erase=erase_consents,
    ),
    RetentionRule(
        code="privacy.read",
        label="查看一户的理由",
        what="删去理由，只留哪天谁看过",
        kept_by="privacy.search_days",
        due=reads_over,
        erase=erase_reads,
    ),
)


def sealed_place(what: str, row: Any) -> str:
    """What a sealed value is bound to."""
    return f"{what}:{row.pk}"


def register_held(register_sealed: Callable[..., None]) -> None:
    for rule in OWN_RULES:
        register_retention(rule)
    register_sealed(RightsRequest, "name_sealed", partial(sealed_place, "rights.name"))
    register_sealed(RightsRequest, "phone_sealed", partial(sealed_place, "rights.phone"))
    register_sealed(Consent, "name_sealed", partial(sealed_place, "consent.name"))
