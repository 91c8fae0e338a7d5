"""The privacy desk's own rows: where sealed values stand, how long they are kept, whom a request is about."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db import models
from django.db.models import Q

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.privacy.models import Consent, HouseholdRead, RightsRequest, RightsStep
from doorstep.privacy.rules import consents
from doorstep.privacy.rules import requests as rules
from doorstep.records.holders import Held, Holder, Subject, register_holder
from doorstep.records.retention import ERASED_TEXT, RetentionRule, register_retention
from doorstep.records.vault import UNREADABLE, blind, read_sealed


def phone_of(request: RightsRequest) -> str:
    return read_sealed(request.phone_sealed, about=f"rights.phone:{request.pk}")


def name_of(request: RightsRequest) -> str:
    return read_sealed(request.name_sealed, about=f"rights.name:{request.pk}")


def subject_of(request: RightsRequest, *, reader: Actor | None = None) -> Subject:
    """Whoever asked: by the number they gave, and by their dwelling when they named one; for themself or a reader."""
    phone = phone_of(request)
    known = "" if phone == UNREADABLE else phone
    return Subject(request.street_id, known, request.path if request.place_id else "", reader)


def requests_held(subject: Subject) -> list[Held]:
    """What they asked before and how it was answered; one that is still open is in hand."""
    wanted = Q(pk__in=())
    if subject.phone:
        wanted |= Q(phone_blind=blind(subject.phone, purpose="rights.phone"))
    if subject.path:
        wanted |= Q(path=subject.path, place__isnull=False)
    rows = RightsRequest.objects.filter(wanted, street_id=subject.street_id, state__in=rules.WORKFLOW.final)
    return [request_as_held(each, subject) for each in rows.exclude(text=ERASED_TEXT).order_by("id")]


def request_as_held(found: RightsRequest, subject: Subject) -> Held:
    words = (
        ("编号", found.tracking),
        ("种类", rules.KINDS[found.kind]),
        ("称呼", name_of(found)),
        ("内容", found.text),
        ("答复", found.answer),
    )
    own = bool(subject.phone) and found.phone_blind == blind(subject.phone, purpose="rights.phone")
    return Held("request", str(found.pk), "个人信息请求", found.received_at, words, by_phone=own)


def erase_request(*, ref: str, by: Actor, at: datetime) -> None:
    erase_requests([UUID(ref)])


def consents_held(subject: Subject) -> list[Held]:
    """Consents of the household at this door, standing or taken back."""
    if not subject.path:
        return []
    rows = Consent.objects.filter(street_id=subject.street_id, path=subject.path).exclude(salt="")
    return [consent_as_held(each) for each in rows.order_by("id")]


def consent_as_held(found: Consent) -> Held:
    words = (
        ("同意什么", consents.SCOPES[found.scope]),
        ("称呼", read_sealed(found.name_sealed, about=f"consent.name:{found.pk}")),
        ("内容", found.words),
        ("撤回", f"{day_of(found.withdrawn_at):%Y-%m-%d}" if found.withdrawn_at else ""),
    )
    return Held("consent", str(found.pk), "单独同意", found.given_at, words)


def erase_consent(*, ref: str, by: Actor, at: datetime) -> None:
    """Refuses while it stands: what rests on it would rest on nothing."""
    found = Consent.objects.select_for_update().get(pk=UUID(ref))
    refuse_if(found.withdrawn_at is None, "rights.consent_stands")
    erase_consents([found.pk])


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

OWN_HOLDERS: Final = (
    Holder(
        "request",
        "个人信息请求",
        held=requests_held,
        erase=erase_request,
        stays="种类、日期和结果留下来，证明答复过。",
    ),
    Holder(
        "consent",
        "单独同意",
        held=consents_held,
        erase=erase_consent,
        stays="哪天同意、哪天撤回留下来，不再有姓名。",
    ),
)


def sealed_place(what: str, row: Any) -> str:
    """What a sealed value is bound to."""
    return f"{what}:{row.pk}"


def register_held(register_sealed: Callable[..., None]) -> None:
    for rule in OWN_RULES:
        register_retention(rule)
    for holder in OWN_HOLDERS:
        register_holder(holder)
    register_sealed(RightsRequest, "name_sealed", partial(sealed_place, "rights.name"))
    register_sealed(RightsRequest, "phone_sealed", partial(sealed_place, "rights.phone"))
    register_sealed(Consent, "name_sealed", partial(sealed_place, "consent.name"))
