"""The evaluation desk: the board, one evaluation, what waits for whom."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, When

from doorstep.evaluation.models import (
    AnswerFlag,
    Evaluation,
    EvaluationDraw,
    EvaluationStep,
    FrameMember,
    Rectification,
    Response,
    ResponseRecall,
)
from doorstep.evaluation.parts import unjudged_parts
from doorstep.evaluation.rules.states import SATISFIED_FROM, WITHOUT_WORK, WORKFLOW
from doorstep.kernel.actor import Actor
from doorstep.projects.models import Project

FINAL = WORKFLOW.final


def evaluations(actor: Actor, *, filters: dict[str, str] | None = None) -> QuerySet[Evaluation]:
    """The board's rows, by place and number; never in the order of a result."""
    asked = {name: value for name, value in (filters or {}).items() if value}
    rows = Evaluation.objects.visible_to(actor).select_related("project", "project__org", "project__place")
    if "state" in asked:
        rows = rows.filter(state=asked["state"])
    if "text" in asked:
        rows = rows.filter(named(asked["text"]))
    if asked.get("year", "").isdecimal():
        rows = rows.filter(number__startswith=f"CP{asked['year']}-")
    return rows.order_by("-id")


def named(text: str) -> Q:
    return Q(project__name__icontains=text) | Q(part_title__icontains=text) | Q(number__icontains=text)


def evaluation_page(actor: Actor, number: str) -> Evaluation:
    """One evaluation with what its page shows; raises Evaluation.DoesNotExist out of sight (R5)."""
    rows = Evaluation.objects.visible_to(actor).select_related(
        "project", "project__org", "project__place", "project__lead", "street"
    )
    return rows.prefetch_related(
        Prefetch(
            "draws", EvaluationDraw.objects.select_related("commit_a_by", "commit_b_by").order_by("round")
        ),
        "results",
        Prefetch(
            "rectifications", Rectification.objects.select_related("owner", "verified_by").order_by("at")
        ),
        "assessments__by",
    ).get(number=number)


def life_of(evaluation: Evaluation) -> QuerySet[EvaluationStep]:
    return EvaluationStep.objects.filter(evaluation=evaluation).order_by("-id")


def members_of(evaluation: Evaluation, *, group: str = "") -> QuerySet[FrameMember]:
    """The registered beneficiaries; their sealed labels and phones stay closed."""
    rows = FrameMember.objects.filter(evaluation=evaluation).select_related("place")
    return (rows.filter(group=group) if group else rows).order_by("id")


def groups_of(evaluation: Evaluation) -> list[tuple[str, int]]:
    """Each group with its size, by name."""
    rows = FrameMember.objects.filter(evaluation=evaluation).values_list("group")
    return [(name, count) for name, count in rows.annotate(n=Count("pk")).order_by("group")]


def progress_of(evaluation: Evaluation) -> dict[str, int]:
    """How many of this round's respondents stand where, by task state."""
    rows = evaluation.tasks.filter(round=evaluation.round).values_list("state")
    return dict(rows.annotate(n=Count("pk")).order_by("state"))


def open_counts(evaluation: Evaluation) -> dict[str, int]:
    """What waits for somebody: flags to look at, dissatisfied residents to answer, second calls to make."""
    return {
        "flags": evaluation.flags.filter(looked_at__isnull=True).count(),
        "unanswered": unanswered_residents(evaluation).count(),
        "recalls": recalls_of(evaluation).filter(outcome="").count(),
    }


def callers_of(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Who still has how many to call in this round, by name: to share out again, not to compare."""
    rows = evaluation.tasks.filter(round=evaluation.round, caller__isnull=False)
    found = rows.values("caller_id", "caller__display_name").annotate(
        waiting=Count("pk", filter=Q(state="waiting"))
    )
    return [dict(each) for each in found.order_by("caller__display_name")]


def answers_without_names(evaluation: Evaluation) -> QuerySet[Response]:
    """What was said, with the group and the opaque order alone; dissatisfied first, then by time."""
    rows = Response.objects.filter(evaluation=evaluation, is_current=True)
    return rows.select_related("reply", "recall").order_by("grade", "id")


def unanswered_residents(evaluation: Evaluation) -> QuerySet[Response]:
    """Dissatisfied residents whom nobody has answered yet."""
    rows = Response.objects.filter(evaluation=evaluation, is_current=True, grade__lt=SATISFIED_FROM)
    return rows.filter(reply__isnull=True).order_by("id")


def dissatisfied_of(evaluation: Evaluation) -> QuerySet[Response]:
    """Every dissatisfied answer of both rounds with its reply; who said it is not read."""
    rows = Response.objects.filter(evaluation=evaluation, is_current=True, grade__lt=SATISFIED_FROM)
    return rows.select_related("reply").order_by("id")


def flags_of(evaluation: Evaluation) -> QuerySet[AnswerFlag]:
    rows = AnswerFlag.objects.filter(evaluation=evaluation).select_related("looked_by")
    return rows.prefetch_related("responses").order_by("looked_at", "id")


def recalls_of(evaluation: Evaluation) -> QuerySet[ResponseRecall]:
    rows = ResponseRecall.objects.filter(response__evaluation=evaluation)
    return rows.select_related("by", "response").order_by("drawn_at", "id")


def projects_with_work(actor: Actor) -> QuerySet[Project]:
    rows = Project.objects.visible_to(actor).exclude(state__in=WITHOUT_WORK)
    return rows.exclude(lead_id=actor.account_id or 0)


def projects_to_evaluate(actor: Actor) -> QuerySet[Project]:
    """Projects under way or done without an evaluation, those near their end first; not what the actor leads."""
    own = Evaluation.objects.of_projects().filter(project_id=OuterRef("pk"))
    rows = projects_with_work(actor).exclude(Exists(own))
    return rows.select_related("org", "place").order_by("ends_on", "path", "number")


def project_to_evaluate(actor: Actor, number: str) -> Project:
    """One with work in it; raises Project.DoesNotExist out of sight or without work."""
    return projects_with_work(actor).select_related("org", "place").get(number=number)


def things_to_evaluate(project: Project) -> list[tuple[str, str]]:
    """What of a project can be measured and is not yet, as (key, words): the whole first, then its parts by time.

    The key is empty for the whole, ``kind:ref`` for a part.
    """
    has_own = Evaluation.objects.of_projects().filter(project=project).exists()
    whole = [] if has_own else [("", project.name)]
    parts = [(f"{kind.code}:{part.ref}", part.title) for kind, part in unjudged_parts(project.pk)]
    return whole + parts


def frames_due(actor: Actor, *, on: date) -> QuerySet[Evaluation]:
    """Lists that must be locked soon: the last day of the project or of the part is near and nothing is locked.

    Each with that day as ``due_on``.
    """
    due_on = Case(When(part_kind="", then="project__ends_on"), default="part_over_on")
    rows = Evaluation.objects.visible_to(actor).filter(state="planned").annotate(due_on=due_on)
    return rows.filter(due_on__lte=on).select_related("project").order_by("due_on", "id")


def measured_beside(actor: Actor, evaluation: Evaluation) -> QuerySet[Evaluation]:
    """The other measurements of the same project: of the whole, and of its parts."""
    rows = Evaluation.objects.visible_to(actor).filter(project_id=evaluation.project_id)
    return rows.exclude(pk=evaluation.pk).select_related("project").order_by("id")


def rectifications_of_owner(actor: Actor) -> QuerySet[Rectification]:
    """What the actor has to put right; its project and cause, nothing of who said it."""
    rows = Rectification.objects.filter(owner_id=actor.account_id or 0, street_id=actor.street_id or 0)
    return rows.exclude(state="verified").select_related("evaluation__project").order_by("due_on", "id")


def rectification_page(actor: Actor, rectification_id: UUID) -> Rectification:
    """One rectification for its owner or whoever sees the evaluation; else it does not exist."""
    rows = Rectification.objects.select_related("evaluation__project", "owner", "verified_by")
    found = rows.get(pk=rectification_id, street_id=actor.street_id or 0)
    if found.owner_id != actor.account_id:
        Evaluation.objects.visible_to(actor).get(pk=found.evaluation_id)
    return found


def flags_waiting(actor: Actor) -> QuerySet[Evaluation]:
    """Evaluations in sight with something that nobody has looked at."""
    rows = Evaluation.objects.visible_to(actor).select_related("project")
    waiting = Count("flags", filter=Q(flags__looked_at__isnull=True))
    return rows.annotate(waiting=waiting).filter(waiting__gt=0).order_by("id")


def residents_waiting(actor: Actor) -> QuerySet[Evaluation]:
    """Evaluations in sight whose dissatisfied residents wait for an answer, once the asking is over."""
    low = Q(responses__is_current=True, responses__grade__lt=SATISFIED_FROM, responses__reply__isnull=True)
    rows = Evaluation.objects.visible_to(actor).select_related("project").exclude(state__in=FINAL)
    return rows.annotate(waiting=Count("responses", filter=low)).filter(waiting__gt=0).order_by("id")


def reviews_waiting(actor: Actor) -> QuerySet[Evaluation]:
    """Results that wait for their second person."""
    rows = Evaluation.objects.visible_to(actor).select_related("project").filter(state="closed")
    return rows.exclude(planned_by_id=actor.account_id or 0).order_by("id")
