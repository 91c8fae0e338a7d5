"""The search index on PostgreSQL: a ``tsvector`` built by us beside each ``SearchRow``, with a GIN index.

A GIN index knows no order, and a planner's guess at how often words meet is poor. So each row also carries
terms for the windows of numbers it falls in, and a search walks the windows from the newest, narrow ones
first and wide ones for what is old, until it has enough: it reads what it shows, not all there is.
"""

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from django.db import connection

from doorstep.records.grams import grams, phrases, scope_term, scope_terms, terms_of
from doorstep.records.models import SearchRow

if TYPE_CHECKING:
    from doorstep.records.search import SearchText

WIDTHS: Final = tuple(range(10, 28, 2))  # windows of 2**10, 2**12 … 2**26 numbers
WINDOWS: Final = " || ".join(f"' w{width}n' || (n >> {width})" for width in WIDTHS)
NEW_ROW: Final = (
    "INSERT INTO records_searchrow (id, kind, ref, street_id, path, text, grams)"  # noqa: S608 - own words
    f" SELECT n, %s, %s, %s, %s, %s, (%s || {WINDOWS})::tsvector"
    " FROM (SELECT nextval(pg_get_serial_sequence('records_searchrow', 'id')) AS n) AS given"
    " ON CONFLICT (kind, ref) DO NOTHING"
)
REWRITE: Final = (
    "UPDATE records_searchrow SET street_id = %s, path = %s, text = %s,"  # noqa: S608 - own words
    f" grams = (%s || {WINDOWS.replace('n >>', 'id >>')})::tsvector WHERE kind = %s AND ref = %s"
)
NEWEST: Final = "SELECT max(id) FROM records_searchrow"
# the sum keeps the planner from walking all numbers downwards in the hope of meeting the words soon
WINDOW: Final = (
    "SELECT id, ref FROM records_searchrow WHERE grams @@ %s::tsquery AND id < %s"
    " ORDER BY id + 0 DESC LIMIT %s"
)


def write(row: "SearchText") -> None:
    vector = _vector(row)
    with connection.cursor() as cursor:
        cursor.execute(NEW_ROW, [row.kind, row.ref, row.street_id, row.path, row.text, vector])
        if cursor.rowcount == 0:
            cursor.execute(REWRITE, [row.street_id, row.path, row.text, vector, row.kind, row.ref])


def write_new(rows: list["SearchText"]) -> None:
    values = [(row.kind, row.ref, row.street_id, row.path, row.text, _vector(row)) for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(NEW_ROW, values)


def erase(kind: str, ref: str) -> None:
    SearchRow.objects.filter(kind=kind, ref=ref).delete()


def tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('records_searchtext')")
        cursor.execute("ANALYZE records_searchrow")


def find(
    *,
    kind: str,
    street_id: int,
    paths: tuple[str, ...],
    query: str,
    before: int | None,
    limit: int,
    most: int,
) -> tuple[list[tuple[int, str]], int]:
    match = _match(kind, street_id, paths, query)
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        newest = cursor.fetchone()[0] or 0
        found = _newest_first(cursor, match, below=newest + 1, limit=most)
        if before is None:
            return found[:limit], len(found)
        return _newest_first(cursor, match, below=before, limit=limit), len(found)


def _newest_first(cursor: Any, match: str, *, below: int, limit: int) -> list[tuple[int, str]]:
    """One statement: the windows stand in it one after the other, and later ones run only when needed."""
    windows = windows_below(below)
    names = [f"window_{number}" for number in range(len(windows))]
    parts = ", ".join(f"{name} AS MATERIALIZED ({WINDOW})" for name in names)
    chain = " UNION ALL ".join(f"SELECT id, ref FROM {name}" for name in names)  # noqa: S608 - own names
    values = [value for window in windows for value in (f"({window}) & {match}", below, limit)]
    cursor.execute(f"WITH {parts} {chain} LIMIT %s", [*values, limit])
    return [(number, ref) for number, ref in cursor.fetchall()]


def windows_below(below: int) -> list[str]:
    """Window terms that together cover every number under ``below``, the newest first, each group wider."""
    top = max(below - 1, 0) >> WIDTHS[0]
    groups = [_alternatives(WIDTHS[0], top, top)]
    top -= 1
    for width, wider in pairwise(WIDTHS):
        if top < 0:
            return groups
        step = wider - width
        bottom = (top >> step) << step
        groups.append(_alternatives(width, bottom, top))
        top = (bottom >> step) - 1
    return [*groups, _alternatives(WIDTHS[-1], 0, top)] if top >= 0 else groups


def _alternatives(width: int, bottom: int, top: int) -> str:
    return " | ".join(f"w{width}n{number}" for number in range(top, bottom - 1, -1))


def _match(kind: str, street_id: int, paths: tuple[str, ...], query: str) -> str:
    scopes = " | ".join(f"'{scope_term(kind, street_id, path)}'" for path in paths)
    words = [" <-> ".join(f"'{term}'" for term in terms_of(phrase)) for phrase in phrases(query)]
    return " & ".join([f"({scopes})", *(f"({word})" for word in words)])


def _vector(row: "SearchText") -> str:
    places: dict[str, list[str]] = {}
    for place, term in enumerate(terms_of(grams(row.text)), start=1):
        places.setdefault(term, []).append(str(place))
    scopes = [f"'{term}'" for term in scope_terms(row.kind, row.street_id, row.path)]
    return " ".join(scopes + [f"'{term}':{','.join(at)}" for term, at in places.items()])
