"""What a reporter said and what was written about it, as it is held about them, and how it goes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import models
from django.db.models import Q

from doorstep.issues.models import (
    CallBack,
    Dispatch,
    Extension,
    Issue,
    IssueContact,
    IssueStep,
    PersonSearch,
    RateExclusion,
)
from doorstep.issues.services.attaching import OWNER_KIND
from doorstep.issues.services.capture import make_findable
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if
from doorstep.records.attachments import drop_files
from doorstep.records.holders import Held, Holder, Subject, register_holder
from doorstep.records.retention import ERASED_TEXT, RetentionRule, register_retention
from doorstep.records.search import unindex
from doorstep.records.vault import blind


def issues_over(street_id: int, before: datetime) -> models.QuerySet[Any]:
    """Closed and merged voices that were not touched since; never one that is open."""
    rows = Issue.objects.filter(street_id=street_id, is_open=False, state_since__lt=before)
    return rows.exclude(text=ERASED_TEXT)


def erase_issues(ids: Sequence[Any]) -> None:
    """Words, contact, files, search terms and salts go; kind, place, dates and the result stay for counting."""
    IssueContact.objects.filter(issue_id__in=ids).delete()
    steps = IssueStep.objects.filter(issue_id__in=ids)
    steps.exclude(note="").update(note=ERASED_TEXT)
    steps.exclude(public_note="").update(public_note=ERASED_TEXT)
    steps.update(salt="")
    CallBack.objects.filter(issue_id__in=ids).exclude(remark="").update(remark=ERASED_TEXT)
    Dispatch.objects.filter(issue_id__in=ids).exclude(note="").update(note=ERASED_TEXT)
    Extension.objects.filter(issue_id__in=ids).update(reason=ERASED_TEXT)
    RateExclusion.objects.filter(issue_id__in=ids).update(reason=ERASED_TEXT)
    drop_files(owner_kind=OWNER_KIND, owner_refs=[str(pk) for pk in ids])
    for pk in ids:
        unindex(kind="issue", ref=str(pk))
    Issue.objects.filter(pk__in=ids).update(text=ERASED_TEXT, place_text="", outside_ref="", anonymous=True)


def issues_held(subject: Subject) -> list[Held]:
    """By the reporter's own number; and what was reported from the same door."""
    wanted = Q(pk__in=())
    if subject.phone:
        wanted |= Q(contact__phone_blind=blind(subject.phone, purpose="issue.phone"))
    if subject.path:
        wanted |= Q(path=subject.path, place__isnull=False)
    rows = Issue.objects.filter(wanted, street_id=subject.street_id).select_related("contact", "category")
    rows = rows.prefetch_related("steps", "callbacks").order_by("id")
    phone = blind(subject.phone, purpose="issue.phone")
    return [as_held(each, phone=phone) for each in rows]


def as_held(issue: Issue, *, phone: str) -> Held:
    contact = getattr(issue, "contact", None)
    told = [each.public_note for each in sorted(issue.steps.all(), key=lambda each: each.number)]
    said = [each.remark for each in issue.callbacks.all()]
    words = (
        ("编号", issue.tracking),
        ("内容", issue.text),
        ("地点", issue.place_text),
        ("类别", issue.category.name),
        ("告知", "\n".join(filter(None, told))),
        ("回访", "\n".join(filter(None, said))),
    )
    own = bool(phone) and contact is not None and contact.phone_blind == phone
    return Held("issue", str(issue.pk), "反映的问题", issue.received_at, words, by_phone=own)


def correct_issue(*, ref: str, text: str, by: Actor, at: datetime) -> None:
    """The reporter's own words as they want them; the index finds them by the new ones."""
    issue = Issue.objects.select_for_update().get(pk=UUID(ref))
    issue.text = text
    issue.save(update_fields=["text"])
    make_findable(issue)


def erase_issue(*, ref: str, by: Actor, at: datetime) -> None:
    """Refuses while the matter is open: it could not be done any more."""
    issue = Issue.objects.select_for_update().get(pk=UUID(ref))
    refuse_if(issue.is_open, "rights.still_open")
    erase_issues([issue.pk])


def searches_over(street_id: int, before: datetime) -> models.QuerySet[Any]:
    return PersonSearch.objects.filter(street_id=street_id, at__lt=before).exclude(salt="")


def erase_searches(ids: Sequence[Any]) -> None:
    """Why somebody was looked up goes; that a look-up took place stays."""
    PersonSearch.objects.filter(pk__in=ids).update(reason=ERASED_TEXT, salt="")


ISSUE_TEXT: Final = RetentionRule(
    code="issue.text",
    label="反映的问题",
    what="删去文字、姓名、电话、照片，只留类别、地点、日期和结果",
    kept_by="privacy.issue_days",
    due=issues_over,
    erase=erase_issues,
)
SEARCHES: Final = RetentionRule(
    code="issue.search",
    label="查找人的理由",
    what="删去查找的理由，只留哪天谁查过",
    kept_by="privacy.search_days",
    due=searches_over,
    erase=erase_searches,
)
ISSUES: Final = Holder(
    "issue",
    "反映的问题",
    held=issues_held,
    erase=erase_issue,
    stays="类别、地点、日期和办理结果留下来计数。",
    correct=correct_issue,
)


def register_held() -> None:
    register_retention(ISSUE_TEXT)
    register_retention(SEARCHES)
    register_holder(ISSUES)
