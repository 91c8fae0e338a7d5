"""Expenses: lists, one with its whole trail, and what is published."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, Sum

from doorstep.funds import rules
from doorstep.funds.models import (
    Expense,
    ExpensePart,
    ExpenseQuote,
    ExpenseSign,
    ExpenseStep,
    FundDecision,
    FundMove,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.money import Fen
from doorstep.projects.models import Project

EQUAL_FILTERS = {
    "project": "project__number",
    "state": "state",
    "category": "category",
    "org": "org_id",
    "quota": "parts__quota_id",
}
YEARS = range(1, 9999)
PAID_FROM_QUOTA = Q(state__in=rules.PAID, parts__quota__isnull=False)


def expenses(actor: Actor, *, filters: dict[str, str] | None = None) -> QuerySet[Expense]:
    """The list's rows, newest first.

    Filters by state, category, organisation, quota, project number, part of purpose or supplier, year, case-by-case, paid.
    """
    asked = {name: value for name, value in (filters or {}).items() if value}
    rows: QuerySet[Expense] = Expense.objects.visible_to(actor).select_related("org", "project")
    for name, column in EQUAL_FILTERS.items():
        if name in asked:
            numeric = column.endswith("_id")
            value = asked[name]
            rows = rows.filter(**{column: value}) if not numeric or value.isdecimal() else rows.none()
    if text := asked.get("text"):
        rows = rows.filter(purpose__icontains=text) | rows.filter(supplier__icontains=text)
    year = asked.get("year", "")
    if year.isdecimal() and int(year) in YEARS:
        rows = rows.filter(year=int(year))
    if "case_by_case" in asked:
        rows = rows.filter(case_by_case=True, approved_at__isnull=False)
    if "paid" in asked:
        rows = rows.filter(PAID_FROM_QUOTA).distinct()
    return rows.order_by("-id")


def paid_in(street_id: int, year: int) -> QuerySet[Expense]:
    """Expenses of the year of which a quota has paid a part, not reversed."""
    rows = Expense.objects.filter(PAID_FROM_QUOTA, street_id=street_id, year=year)
    return rows.distinct().order_by("id")


def used_total(street_id: int, year: int) -> Fen:
    """What those expenses took from the quotas: the sum of the parts behind ``paid_in``, no other money."""
    parts = ExpensePart.objects.filter(quota__isnull=False, expense__in=paid_in(street_id, year))
    total: Fen | None = parts.aggregate(total=Sum("amount_fen"))["total"]
    return total or 0


def approved_cases(street_id: int, year: int) -> QuerySet[Expense]:
    """Case-by-case works that the street decided for, whatever became of them since."""
    return Expense.objects.filter(
        street_id=street_id, year=year, case_by_case=True, approved_at__isnull=False
    ).order_by("id")


def expense_page(actor: Actor, number: str) -> Expense:
    """One expense with its whole trail; raises Expense.DoesNotExist out of sight."""
    rows = Expense.objects.visible_to(actor).select_related(
        "org", "project", "asked_by", "buyer", "street", "dossier"
    )
    found: Expense = rows.prefetch_related(
        Prefetch("parts", ExpensePart.objects.select_related("quota__org", "source").order_by("id")),
        Prefetch("quotes", ExpenseQuote.objects.order_by("id")),
        Prefetch(
            "decisions", FundDecision.objects.select_related("item", "typed_by", "seen_by").order_by("id")
        ),
        Prefetch("signs", ExpenseSign.objects.order_by("id")),
    ).get(number=number)
    return found


def expense_ahead(expense_id: UUID) -> Expense:
    """One expense for whoever carries it on by program."""
    return Expense.objects.get(pk=expense_id)


def life_of(expense: Expense) -> QuerySet[ExpenseStep]:
    return expense.steps.order_by("id")


def moves_of_expense(expense: Expense) -> QuerySet[FundMove]:
    """What moved in which purse because of this expense, in order."""
    return expense.moves.select_related("quota__org", "source").order_by("at", "id")


def spendable_projects(actor: Actor) -> list[tuple[UUID, str]]:
    """Projects that money can be asked for, as choices of a form."""
    rows = Project.objects.visible_to(actor).filter(approved_at__isnull=False).exclude(state="cancelled")
    return [(each.pk, f"{each.number} {each.name}") for each in rows.order_by("number")]


def published_spending(street_id: int, year: int) -> Iterator[dict[str, Any]]:
    """What F7 lets everybody read: each published purchase, and help only as one line of counts and totals."""
    rows = Expense.objects.filter(street_id=street_id, year=year, state__in=("published", "reconciled"))
    purchases = rows.exclude(category="help").select_related("project", "org").prefetch_related("decisions")
    for each in purchases.order_by("id"):
        decided = max((one.decided_on for one in each.decisions.all()), default=None)
        yield {
            "number": each.number,
            "org": each.org.name,
            "project": each.project.name if each.project else "",
            "purpose": each.purpose,
            "amount_fen": each.price_fen or each.amount_fen,
            "supplier": each.supplier,
            "decided_on": decided.isoformat() if decided else "",
            "accepted_on": each.accepted_on.isoformat() if each.accepted_on else "",
        }
    helped = rows.filter(category="help").aggregate(people=Sum("helped_count"), fen=Sum("price_fen"))
    if helped["people"]:
        yield {"help": True, "people": helped["people"], "amount_fen": helped["fen"] or 0}
