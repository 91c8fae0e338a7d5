"""What pages, figures and printouts read about visits."""

from doorstep.visits.queries.coverage import GridCoverage, coverage_by_grid
from doorstep.visits.queries.due import DueDoor, due_count, due_list
from doorstep.visits.queries.plans import plan_page, plans, target_class_of
from doorstep.visits.queries.visits import (
    diary,
    like_visits,
    met_households,
    planned_for,
    receipt_code,
    repeated_texts,
    visit_counts,
    visit_page,
    visits,
    visits_in,
    visits_of_place,
)

__all__ = [
    "DueDoor",
    "GridCoverage",
    "coverage_by_grid",
    "diary",
    "due_count",
    "due_list",
    "like_visits",
    "met_households",
    "plan_page",
    "planned_for",
    "plans",
    "receipt_code",
    "repeated_texts",
    "target_class_of",
    "visit_counts",
    "visit_page",
    "visits",
    "visits_in",
    "visits_of_place",
]
