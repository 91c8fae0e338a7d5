"""Counting the issues of a street again from their rows, for ``verify-tallies``."""

from collections import Counter
from collections.abc import Iterator, Mapping

from doorstep.issues.models import Issue
from doorstep.issues.rules import Cell, cells_of, month_of
from doorstep.records.tallies import Place, register_truth

BOOKS = ("issues", "category", "rates")
COLUMNS = (
    "route",
    "state",
    "category__code",
    "response_due_at",
    "contacted_at",
    "response_missed",
    "answer",
    "grade",
    "excluded",
)


def cells_for(issue: Issue) -> tuple[Cell, ...]:
    """The counters this row stands in now."""
    return cells_of(
        route=issue.route,
        state=issue.state,
        category=issue.category.code,
        response_due_at=issue.response_due_at,
        contacted_at=issue.contacted_at,
        response_missed=issue.response_missed,
        answer=issue.answer,
        grade=issue.grade,
        excluded=issue.excluded,
    )


def counted(street_id: int) -> Iterator[tuple[str, Place]]:
    """Each counter of each row, read in one pass."""
    rows = Issue.objects.filter(street_id=street_id).values_list("received_at", "community_path", *COLUMNS)
    for received_at, path, *values in rows.iterator(chunk_size=5000):
        named = dict(zip(COLUMNS, values, strict=True))
        named["category"] = named.pop("category__code")
        for book, cell in cells_of(**named):
            yield book, (month_of(received_at), path, cell)


def truth(book: str, street_id: int) -> Mapping[Place, int]:
    return Counter(place for name, place in counted(street_id) if name == book)


def register_counters() -> None:
    """Called once the apps are loaded."""
    for book in BOOKS:
        register_truth(book, lambda street_id, book=book: truth(book, street_id))  # type: ignore[misc]
