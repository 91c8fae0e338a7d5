"""Totals and rates, from the counters that the acts keep; each with the rows behind it."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from doorstep.issues.filters import received_in
from doorstep.issues.models import Issue, IssueCategory, RateExclusion
from doorstep.issues.rules import STATES, Rates, Reconciliation, rates_from, reconcile, unfit_pairs
from doorstep.records.tallies import sum_books, sum_cells
from doorstep.rulebook.queries import rule
from doorstep.visits.printouts import VisitIssues


def reconciliation(street_id: int, year: int, *, path: str | None = None) -> Reconciliation:
    """I6: every issue received in the year by its present route; one statement however many issues."""
    sums = sum_books(street_id, ("issues", "category"), year=year, path=path)
    return reconcile(sums["issues"], sums["category"])


def rates(street_id: int, year: int, *, path: str | None = None) -> Rates:
    """The three rates and their score, weighted by the rule as it holds at the end of the year."""
    cells = sum_cells(street_id, "rates", year=year, path=path)
    return rates_from(cells, weights=tuple(rule(street_id, "rate.weights", on=date(year, 12, 31))))


def by_category(street_id: int, counts: Mapping[str, int]) -> list[tuple[IssueCategory, int]]:
    """The categories in the order of the tree, each with its count from a reconciliation."""
    rows = IssueCategory.objects.filter(street_id=street_id).order_by("order", "pk")
    return [(each, counts.get(each.code, 0)) for each in rows]


def issues_in(street_id: int, year: int) -> QuerySet[Issue]:
    """The rows of the year's total, newest first."""
    return Issue.objects.filter(received_in(year), street_id=street_id).order_by("-pk")


def issues_on_route(street_id: int, year: int, route: str) -> QuerySet[Issue]:
    return issues_in(street_id, year).filter(route=route)


def unbalanced_in(street_id: int, year: int) -> QuerySet[Issue]:
    """Issues whose route does not fit their state: there must be none."""
    misfit = Q(pk__in=[])
    for route, state in unfit_pairs(STATES):
        misfit |= Q(route=route, state=state)
    return issues_in(street_id, year).filter(misfit)


def exclusions(street_id: int, year: int, *, undecided: bool = False) -> QuerySet[RateExclusion]:
    """What was proposed to be left out of the rates, with both people, newest first."""
    rows = RateExclusion.objects.filter(street_id=street_id, issue__in=issues_in(street_id, year).order_by())
    rows = rows.select_related("issue__category", "proposed_by", "decided_by")
    return (rows.filter(approved__isnull=True) if undecided else rows).order_by("-pk")


def counts_by_visit(visit_ids: Sequence[UUID]) -> dict[UUID, VisitIssues]:
    """What became of the issues of these visits, for the ledger of visits; one statement."""
    rows = Issue.objects.filter(visit_id__in=list(visit_ids)).values("visit_id").order_by()
    counted = rows.annotate(
        total=Count("pk"),
        on_spot=Count("pk", filter=Q(route="on_spot")),
        not_done=Count("pk", filter=Q(is_open=True)),
    )
    return {
        row["visit_id"]: VisitIssues(total=row["total"], on_spot=row["on_spot"], not_done=row["not_done"])
        for row in counted
    }
