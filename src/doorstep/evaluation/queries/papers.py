"""What leaves the desk: the public file of each draw."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from doorstep.evaluation.models import EvaluationDraw
from doorstep.evaluation.rules.publicfile import Side, draw_file


def public_draws() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every draw that was made, as number and round with its public file."""
    rows = EvaluationDraw.objects.filter(drawn_at__isnull=False).select_related("evaluation")
    for found in rows.order_by("evaluation__street_id", "evaluation__number", "round"):
        yield f"{found.evaluation.number}-{found.round}", document_of(found)


def sealed_lists(street_id: int) -> QuerySet[EvaluationDraw]:
    """Every list that was locked, the newest first, drawn from or not: what was sealed before the draw stands here
    before the draw, so that nobody can say afterwards that it was another."""
    rows = EvaluationDraw.objects.filter(street_id=street_id, frame_hash_at__isnull=False)
    return rows.select_related("evaluation__project").order_by("-frame_hash_at", "-id")


def sealed_document(street_id: int) -> list[dict[str, Any]]:
    """The same for machines: number, round, the list's hash, both sealed numbers and the moments."""
    return [
        {
            "number": each.evaluation.number,
            "round": each.round,
            "frame_sha256": each.evaluation.frame_hash,
            "frame_published_at": moment(each.frame_hash_at),
            "commitment_a": each.commit_a,
            "committed_a_at": moment(each.commit_a_at),
            "commitment_b": each.commit_b,
            "committed_b_at": moment(each.commit_b_at),
        }
        for each in sealed_lists(street_id)
    ]


def draw_document(street_id: int, number: str, round: int) -> dict[str, Any]:
    """The public file of one draw; raises EvaluationDraw.DoesNotExist before it was drawn."""
    rows = EvaluationDraw.objects.select_related("evaluation")
    return document_of(
        rows.get(
            evaluation__street_id=street_id, evaluation__number=number, round=round, drawn_at__isnull=False
        )
    )


def document_of(found: EvaluationDraw) -> dict[str, Any]:
    """Three statements; the numbers that stand for people, never who they are."""
    evaluation = found.evaluation
    drawn = evaluation.tasks.filter(round=found.round, is_drawn=True)
    asked = list(drawn.select_related("member").order_by("turn", "order"))
    strata: dict[str, list[str]] = {}
    for task in asked:
        if task.substitutes_id is None:
            strata.setdefault(task.member.stratum, []).append(task.member.code)
    codes = {task.pk: task.member.code for task in asked}
    return draw_file(
        number=evaluation.number,
        round=found.round,
        sides=(side_of(found, "a"), side_of(found, "b")),
        frame=evaluation.members.values_list("code", "stratum"),
        frame_published_at=moment(found.frame_hash_at),
        seed=found.seed,
        half_width=float(found.half_width),
        selected=strata,
        substitutes=[
            (codes[task.substitutes_id], task.member.code)
            for task in asked
            if task.substitutes_id is not None
        ],
    )


def side_of(found: EvaluationDraw, side: str) -> Side:
    """What one side sealed, when, and the number once the draw was made."""
    return Side(
        getattr(found, f"commit_{side}"),
        moment(getattr(found, f"commit_{side}_at")),
        getattr(found, f"secret_{side}"),
    )


def moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""
