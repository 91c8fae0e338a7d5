"""One measurement in a corner of the world: rows as the services leave them, one of everything to open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from doorstep.evaluation.contacts import REACHED_BY
from doorstep.evaluation.models import (
    AnswerFlag,
    CallTask,
    Evaluation,
    EvaluationDraw,
    FrameMember,
    Rectification,
    Response,
    ResponseRecall,
)
from doorstep.evaluation.rules import draw
from doorstep.kernel.refs import uuid7
from doorstep.projects.models import Project
from tests.issues.town import AT, Town


@dataclass
class Measured:
    """``task`` waits, ``response`` was taken down by the caller, ``recall`` is of somebody else's answer."""

    evaluation: Evaluation
    member: FrameMember
    task: CallTask
    response: Response
    recall: ResponseRecall
    flag: AnswerFlag
    rectification: Rectification


def make_measured(town: Town, project: Project) -> Measured:
    found = make_evaluation(town, project)
    members = [make_member(found, place) for place in (1, 2, 3)]
    lines = draw.frame_lines((each.code, "") for each in members)
    Evaluation.objects.filter(pk=found.pk).update(frame_size=3, frame_hash=draw.frame_hash(lines))
    EvaluationDraw.objects.create(
        evaluation=found, street=town.street, round=1, is_census=True, wanted=3, drawn_at=AT, frame_hash_at=AT
    )
    tasks = [make_task(town, found, each, order) for order, each in enumerate(members, start=1)]
    response = make_response(town, found, tasks[1], by=town.caller)
    other = make_response(town, found, tasks[2], by=town.reviewer)
    flag = AnswerFlag.objects.create(
        evaluation=found, street=town.street, round=1, kind="pressed", digest="0" * 64, at=AT, salt="00"
    )
    flag.responses.set([response])
    recall = ResponseRecall.objects.create(
        id=uuid7(AT), response=other, street=town.street, drawn_at=AT, reason="drawn", salt="00"
    )
    return Measured(
        found, members[0], tasks[0], response, recall, flag, make_rectification(town, found, project)
    )


def make_evaluation(town: Town, project: Project) -> Evaluation:
    return Evaluation.objects.create(
        id=uuid7(AT),
        street=town.street,
        project=project,
        number=f"CP{project.number}",
        path=project.path,
        state="collecting",
        state_since=AT,
        difficulty=3,
        locked_at=AT,
        closes_on=date(2026, 12, 31),
        planned_by_id=town.clerk.account_id,
        made_at=AT,
    )


def make_member(found: Evaluation, place: int) -> FrameMember:
    key = uuid7(AT)
    return FrameMember.objects.create(
        id=key,
        evaluation=found,
        street_id=found.street_id,
        group="住户",
        code=f"{found.number}-{place:04d}",
        label_sealed=REACHED_BY.seal("label", "卞卡娜", key),
        phone_sealed=REACHED_BY.seal("phone", "13900004321", key),
        registered_at=AT,
    )


def make_task(town: Town, found: Evaluation, member: FrameMember, order: int) -> CallTask:
    return CallTask.objects.create(
        id=uuid7(AT),
        evaluation=found,
        street=town.street,
        round=1,
        member=member,
        order=order,
        caller_id=town.caller.account_id,
        state="waiting" if order == 1 else "answered",
    )


def make_response(town: Town, found: Evaluation, task: CallTask, *, by: Any) -> Response:
    return Response.objects.create(
        id=uuid7(AT),
        evaluation=found,
        street=town.street,
        round=1,
        task=task,
        mode="phone",
        grade=2,
        missing="夜里凉",
        pressed=True,
        said_on=AT.date(),
        entered_by_id=by.account_id,
        at=AT,
        salt="00",
    )


def make_rectification(town: Town, found: Evaluation, project: Project) -> Rectification:
    return Rectification.objects.create(
        id=uuid7(AT),
        evaluation=found,
        street=town.street,
        cause="夜间无人调节",
        action="夜班测温",
        kind="simple",
        owner_id=project.lead_id,
        due_on=date(2026, 3, 20),
        planned_by_id=town.clerk.account_id,
        at=AT,
    )
