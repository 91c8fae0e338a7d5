"""Counters kept in the transaction of the act that changes them, so that no page ever counts rows."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.models import Sum

from doorstep.kernel.refs import path_range
from doorstep.records.acts import act
from doorstep.records.models import Tally
from doorstep.records.upserts import add_up

Cell = tuple[str, str]  # (book, cell)
Place = tuple[str, str, str]  # (month, path, cell)
Truth = Callable[[int], Mapping[Place, int]]

KEYS = ("street_id", "book", "month", "path", "cell")
ROWS_PER_STATEMENT = 500
FIRST: Final = (
    "SELECT CAST(%s AS TEXT), (SELECT MIN(month) FROM records_tally WHERE street_id = %s AND book = %s)"
)
YEARS: Final = """
    WITH RECURSIVE found(book, month) AS (
        {firsts}
        UNION ALL
        SELECT book, (
            SELECT MIN(later.month) FROM records_tally AS later
            WHERE later.street_id = %s AND later.book = found.book
            AND later.month > substr(found.month, 1, 4) || '-99'
        )
        FROM found WHERE month IS NOT NULL
    )
    SELECT month FROM found WHERE month IS NOT NULL
"""
_truths: dict[str, Truth] = {}


@dataclass(frozen=True, order=True)
class Difference:
    """A counter that says something else than its rows."""

    book: str
    month: str
    path: str
    cell: str
    kept: int
    counted: int


def shift(*, street_id: int, month: str, path: str, before: Iterable[Cell], after: Iterable[Cell]) -> None:
    """Take a row out of the cells it was counted in and put it into those it belongs to now.

    One statement for the cells that differ, none when nothing changed. ``month`` is ``2026-03``.
    """
    changes = Counter(after)
    changes.subtract(Counter(before))
    # sorted, so that two acts that meet lock the same counters in the same order
    rows = [(street_id, book, month, path, cell, n) for (book, cell), n in sorted(changes.items()) if n]
    if rows:
        add_up(Tally, keys=KEYS, column="value", rows=rows)


def sum_cells(
    street_id: int,
    book: str,
    *,
    year: int | None = None,
    months: Iterable[str] | None = None,
    path: str | None = None,
) -> dict[str, int]:
    """Totals by cell, for a year, for some months or for all time; below ``path`` when one is given."""
    return sum_books(street_id, [book], year=year, months=months, path=path)[book]


def sum_books(
    street_id: int,
    books: Collection[str],
    *,
    year: int | None = None,
    months: Iterable[str] | None = None,
    path: str | None = None,
) -> dict[str, dict[str, int]]:
    """``sum_cells`` of several books in one statement, by book."""
    tallies = Tally.objects.filter(street_id=street_id, book__in=sorted(books))
    if year is not None:
        tallies = tallies.filter(month__range=(f"{year:04d}-01", f"{year:04d}-12"))
    if months is not None:
        tallies = tallies.filter(month__in=list(months))
    if path:
        low, high = path_range(path)
        tallies = tallies.filter(path__gte=low, path__lt=high)
    found: dict[str, dict[str, int]] = {book: {} for book in books}
    sums = tallies.values_list("book", "cell").annotate(total=Sum("value")).order_by("book", "cell")
    for book, cell, total in sums:
        if total:
            found[book][cell] = total
    return found


def register_truth(book: str, truth: Truth) -> None:
    """``truth(street_id)`` counts the book's cells from their rows; the app that owns the rows knows how."""
    _truths[book] = truth


def verify(street_id: int) -> list[Difference]:
    """Every counter that differs from its rows; a book that nobody can recount differs by definition."""
    rows = Tally.objects.filter(street_id=street_id).values_list(*KEYS[1:], "value")
    kept = {(book, month, path, cell): value for book, month, path, cell, value in rows}
    counted = _counted(street_id)
    pairs = {key: (kept.get(key, 0), counted.get(key, 0)) for key in kept.keys() | counted.keys()}
    return sorted(
        Difference(book, month, path, cell, was, is_now)
        for (book, month, path, cell), (was, is_now) in pairs.items()
        if was != is_now
    )


@act
def recount(*, street_id: int) -> list[Difference]:
    """Set every counter to what its rows say, and tell what was wrong; used after loading rows in bulk."""
    wrong = verify(street_id)
    rows = [(street_id, d.book, d.month, d.path, d.cell, d.counted - d.kept) for d in wrong]
    for start in range(0, len(rows), ROWS_PER_STATEMENT):
        add_up(Tally, keys=KEYS, column="value", rows=rows[start : start + ROWS_PER_STATEMENT])
    return wrong


def _counted(street_id: int) -> dict[tuple[str, str, str, str], int]:
    return {
        (book, month, path, cell): count
        for book, truth in sorted(_truths.items())
        for (month, path, cell), count in truth(street_id).items()
    }


def streets_with_tallies() -> list[int]:
    """The streets that keep counters."""
    return list(Tally.objects.order_by("street_id").values_list("street_id", flat=True).distinct())


def years_with_tallies(street_id: int, book: str = "") -> list[int]:
    """The years in which anything (or anything of this book) was counted, newest first; one statement.

    It steps through the index from year to year, so it costs what there are years, not what there are rows.
    """
    books = [book] if book else sorted(_truths)
    with connection.cursor() as cursor:
        cursor.execute(
            YEARS.format(firsts=" UNION ALL ".join([FIRST] * len(books))), years_of(street_id, books)
        )
        return sorted({int(month[:4]) for (month,) in cursor.fetchall()}, reverse=True)


def years_of(street_id: int, books: Iterable[str]) -> list[Any]:
    """The values of ``YEARS`` in their order."""
    return [*(each for book in books for each in (book, street_id, book)), street_id]
