"""What pages, figures and printouts read about issues."""

from doorstep.issues.filters import InboxFilter
from doorstep.issues.queries.desk import BoardColumn, DayPart, board, my_day
from doorstep.issues.queries.keyset import IssuePage, inbox
from doorstep.issues.queries.life import LifeEntry, life_of
from doorstep.issues.queries.pages import (
    categories,
    category_choices,
    issue_by_tracking,
    issue_ids_by_tracking,
    issue_page,
    issue_page_by_tracking,
    issues_at,
    issues_of_visit,
    merges_of,
    public_categories,
)
from doorstep.issues.queries.similar import Alike, similar_issues
from doorstep.issues.queries.tracking import TrackingView, pin_of, tracking_view
from doorstep.issues.totals import (
    by_category,
    counts_by_visit,
    exclusions,
    issues_in,
    issues_on_route,
    rates,
    reconciliation,
    unbalanced_in,
)

__all__ = [
    "Alike",
    "BoardColumn",
    "DayPart",
    "InboxFilter",
    "IssuePage",
    "LifeEntry",
    "TrackingView",
    "board",
    "by_category",
    "categories",
    "category_choices",
    "counts_by_visit",
    "exclusions",
    "inbox",
    "issue_by_tracking",
    "issue_ids_by_tracking",
    "issue_page",
    "issue_page_by_tracking",
    "issues_at",
    "issues_in",
    "issues_of_visit",
    "issues_on_route",
    "life_of",
    "merges_of",
    "my_day",
    "pin_of",
    "public_categories",
    "rates",
    "reconciliation",
    "similar_issues",
    "tracking_view",
    "unbalanced_in",
]
