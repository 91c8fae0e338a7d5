"""The words of visits as they are held about a household, and how they go."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, Final
from uuid import UUID

from django.db import models

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from doorstep.records.holders import Held, Holder, Subject, register_holder
from doorstep.records.retention import ERASED_TEXT, RetentionRule, register_retention
from doorstep.visits.models import TargetClass, Visit, VisitCorrection
from doorstep.visits.rules import OUTCOMES

NOON: Final = time(12)


def visits_over(street_id: int, before: datetime) -> models.QuerySet[Any]:
    """A row whose salt is gone has been erased."""
    return Visit.objects.filter(street_id=street_id, visited_on__lt=day_of(before)).exclude(salt="")


def erase_visits(ids: Sequence[Any]) -> None:
    """The words and the salts go, also those of corrections; that a door was visited that day stays."""
    VisitCorrection.objects.filter(visit_id__in=ids).update(before={}, reason=ERASED_TEXT, salt="")
    rows = Visit.objects.filter(pk__in=ids)
    rows.exclude(topics="").update(topics=ERASED_TEXT)
    rows.exclude(late_reason="").update(late_reason=ERASED_TEXT)
    rows.update(talked_with="", salt="")


def visits_held(subject: Subject) -> list[Held]:
    """Visits at the household's own door; nothing without one."""
    if not subject.path:
        return []
    rows = Visit.objects.happened().filter(street_id=subject.street_id, path=subject.path)
    return [as_held(each) for each in rows.order_by("id")]


def as_held(visit: Visit) -> Held:
    words = (("结果", OUTCOMES.get(visit.outcome, "")), ("内容", visit.topics))
    return Held("visit", str(visit.pk), "走访", moment(visit.visited_on, NOON), words)


def erase_visit(*, ref: str, by: Actor, at: datetime) -> None:
    erase_visits([UUID(ref)])


def forget_class(*, place_id: int) -> None:
    """Without consent to it nothing special is known of the household: it is visited as an ordinary one."""
    TargetClass.objects.filter(place_id=place_id).delete()


VISIT_TEXT: Final = RetentionRule(
    code="visit.text",
    label="走访文字",
    what="删去走访和更正前的文字，只留哪天走访过",
    kept_by="privacy.visit_text_days",
    due=visits_over,
    erase=erase_visits,
)
VISITS: Final = Holder(
    "visit", "走访", held=visits_held, erase=erase_visit, stays="哪天走访过这一户，留下来计数。"
)


def register_held() -> None:
    register_retention(VISIT_TEXT)
    register_holder(VISITS)
