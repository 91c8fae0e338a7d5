"""What the choices that stand mean to take from a quota, beside what the ledger says."""

from uuid import UUID

from django.db.models import QuerySet, Sum

from doorstep.funds import rules
from doorstep.funds.models import Choice, ExpensePart, FundQuota
from doorstep.kernel.money import Fen
from doorstep.projects.models import ProjectIssue
from doorstep.projects.rules import ENDED


def standing() -> QuerySet[Choice]:
    """Choices that no later one has corrected."""
    return Choice.objects.filter(corrected_by__isnull=True)


def room_of(quota: FundQuota) -> rules.Room:
    """Available by the ledger, and still planned by what was carried this year; four statements at most."""
    return rules.Room(quota.balance.available, sum(planned_of(quota).values()))


def planned_of(quota: FundQuota) -> dict[int, Fen]:
    """Candidate → what it may still take: its reserve less what was approved for it since."""
    rows = standing().filter(
        outcome="carried", candidate__selection__org=quota.org_id, candidate__selection__year=quota.year
    )
    carried = list(rows.select_related("candidate__project").order_by("candidate_id"))
    spent = spent_by_project(quota)
    behind = projects_behind([each.candidate.issue_id for each in carried if each.candidate.issue_id])
    found = {}
    for each in carried:
        project = each.candidate.project
        names = {project.pk} if project else behind.get(each.candidate.issue_id, set())
        used = sum(spent.get(name, 0) for name in names)
        ended = project is not None and project.state in ENDED
        found[each.candidate_id] = rules.still_planned(each.reserved_fen, used, ended=ended)
    return found


def spent_by_project(quota: FundQuota) -> dict[UUID, Fen]:
    """Project → what this quota has approved or paid for it."""
    rows = ExpensePart.objects.filter(
        quota=quota, expense__project__isnull=False, expense__state__in=(*rules.UNPAID, *rules.PAID)
    )
    sums = rows.values_list("expense__project").annotate(fen=Sum("amount_fen")).order_by()
    return dict(sums)


def projects_behind(issue_ids: list[UUID]) -> dict[UUID | None, set[UUID]]:
    """Matter → the projects it became part of."""
    found: dict[UUID | None, set[UUID]] = {}
    rows = ProjectIssue.objects.filter(issue_id__in=issue_ids).order_by("id")
    for issue_id, project_id in rows.values_list("issue_id", "project_id"):
        found.setdefault(issue_id, set()).add(project_id)
    return found
