"""The acts of visiting."""

from doorstep.visits.rules import Knock
from doorstep.visits.services.correct import correct_visit
from doorstep.visits.services.planned import drop_planned, keep_planned, plan_visit
from doorstep.visits.services.plans import close_plan, create_plan, end_plans, set_target_class
from doorstep.visits.services.record import knock_of, record_visit
from doorstep.visits.services.texts import confirm_text

__all__ = [
    "Knock",
    "close_plan",
    "confirm_text",
    "correct_visit",
    "create_plan",
    "drop_planned",
    "end_plans",
    "keep_planned",
    "knock_of",
    "plan_visit",
    "record_visit",
    "set_target_class",
]
