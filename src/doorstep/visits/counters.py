"""Which counters a visit stands in, and how they are recounted from the rows."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Final

from django.db.models import Count

from doorstep.records.tallies import Cell, register_truth
from doorstep.visits.models import MetHousehold, Visit

VISITS: Final = "visits"
HOUSEHOLDS: Final = "households"
MET_CELL: Final = "met"


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def visit_cell(visit: Visit) -> Cell:
    return VISITS, f"{visit.outcome}|{visit.source}"


def household_cell() -> Cell:
    return HOUSEHOLDS, MET_CELL


def count_visits(street_id: int) -> Mapping[tuple[str, str, str], int]:
    """Visits that happened, by month, community, outcome and source."""
    rows = Visit.objects.happened().filter(street_id=street_id).exclude(outcome="")
    counts: Counter[tuple[str, str, str]] = Counter()
    grouped = rows.values_list("visited_on", "community_path", "outcome", "source").annotate(n=Count("pk"))
    for day, path, outcome, source, count in grouped.order_by():
        counts[month_of(day), path, f"{outcome}|{source}"] += count
    return counts


def count_households(street_id: int) -> Mapping[tuple[str, str, str], int]:
    """Households met, in the month of the visit that met them first."""
    rows = MetHousehold.objects.filter(street_id=street_id)
    counts: Counter[tuple[str, str, str]] = Counter()
    grouped = rows.values_list("visit__visited_on", "community_path").annotate(n=Count("pk"))
    for day, path, count in grouped.order_by():
        counts[month_of(day), path, MET_CELL] += count
    return counts


def register_counters() -> None:
    register_truth(VISITS, count_visits)
    register_truth(HOUSEHOLDS, count_households)
