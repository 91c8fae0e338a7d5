"""An evaluation of the office's running project, taken by services as far as a browser test needs it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from doorstep.evaluation import services
from doorstep.evaluation.models import CallTask
from doorstep.evaluation.rules.states import Said
from doorstep.evaluation.services import Registered
from doorstep.kernel.actor import Actor
from doorstep.people.queries import actor_for
from tests.browser.office import Office, accounts_by_name, running_project

GOOD = Said(grade=4, good="楼道里暖和了")
BAD = Said(grade=2, missing="夜里还是凉", wants="夜里再调一调")


@dataclass(frozen=True)
class Measuring:
    """The evaluation's number and id, its project, and when its acts were done."""

    number: str
    pk: Any
    project: Any
    at: datetime


def actors() -> dict[str, Actor]:
    today = timezone.localdate()
    return {name: actor_for(account, today) for name, account in accounts_by_name().items()}


def registered(office: Office, count: int = 6) -> Measuring:
    """Planned with so many residents who can be called; up to thirty are asked without a draw."""
    project, at = running_project(office), timezone.now() - timedelta(days=6)
    clerk = actors()["jingban"]
    found = services.plan_evaluation(project_id=project.pk, by=clerk, at=at)
    members = [Registered("东河苑住户", label=f"住户{n}", phone=f"1390000{n:04d}") for n in range(count)]
    services.register_members(evaluation_id=found.pk, members=members, by=clerk, at=at)
    return Measuring(found.number, found.pk, project, at)


def collecting(office: Office, count: int = 6) -> Measuring:
    found = registered(office, count)
    people = actors()
    services.lock_frame(evaluation_id=found.pk, by=people["jingban"], at=found.at)
    services.draw_sample(
        evaluation_id=found.pk,
        caller_ids=[people["huifang"].account_id or 0],
        by=people["jingban"],
        at=found.at,
    )
    return found


def answered(found: Measuring, *, bad: int = 0, at: datetime | None = None) -> None:
    """Everybody who waits answers, the first ``bad`` of them dissatisfied."""
    caller = actors()["huifang"]
    waiting = CallTask.objects.filter(evaluation_id=found.pk, state="waiting").order_by("order")
    for place, task in enumerate(waiting.values_list("pk", flat=True)):
        said = BAD if place < bad else GOOD
        services.record_response(task_id=task, said=said, by=caller, at=at or found.at + timedelta(hours=1))


def published(office: Office, *, bad: int) -> Measuring:
    found, people = collecting(office), actors()
    at = found.at + timedelta(days=1)
    answered(found, bad=bad)
    services.close_collection(evaluation_id=found.pk, themes=["夜里不够热"], by=people["jingban"], at=at)
    services.review_result(evaluation_id=found.pk, by=people["shenhe"], at=at)
    with transaction.atomic():  # as the act does that posts the notice
        services.mark_published(evaluation_id=found.pk, by=people["shenhe"], at=at)
    return found
