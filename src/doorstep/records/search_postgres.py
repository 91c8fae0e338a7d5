"""The search index on PostgreSQL: a ``tsvector`` built by us beside each ``SearchRow``, with a GIN index."""

from typing import TYPE_CHECKING, Any

from django.db import connection

from doorstep.records.grams import grams, phrases, scope_term, scope_terms, terms_of
from doorstep.records.models import SearchRow

if TYPE_CHECKING:
    from doorstep.records.search import SearchText

INSERT = (
    "INSERT INTO records_searchrow (kind, ref, street_id, path, text, grams)"
    " VALUES (%s, %s, %s, %s, %s, %s::tsvector)"
)
WRITE = (
    f"{INSERT} ON CONFLICT (kind, ref) DO UPDATE SET street_id = excluded.street_id, path = excluded.path,"
    " text = excluded.text, grams = excluded.grams"
)
FIND = (
    "SELECT id, ref FROM records_searchrow WHERE grams @@ %s::tsquery AND id < %s ORDER BY id DESC LIMIT %s"
)
COUNT = (
    "SELECT count(*) FROM"
    " (SELECT 1 FROM records_searchrow WHERE grams @@ %s::tsquery LIMIT %s) AS some_of_them"
)
BEYOND_ALL = 2**62


def write(row: "SearchText") -> None:
    with connection.cursor() as cursor:
        cursor.execute(WRITE, _values(row))


def write_new(rows: list["SearchText"]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [_values(row) for row in rows])


def erase(kind: str, ref: str) -> None:
    SearchRow.objects.filter(kind=kind, ref=ref).delete()


def tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE records_searchrow")


def find(
    *, kind: str, street_id: int, paths: tuple[str, ...], query: str, before: int | None, limit: int
) -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        match = _match(kind, street_id, paths, query)
        cursor.execute(FIND, [match, BEYOND_ALL if before is None else before, limit])
        return [(number, ref) for number, ref in cursor.fetchall()]


def count(*, kind: str, street_id: int, paths: tuple[str, ...], query: str, most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [_match(kind, street_id, paths, query), most])
        return int(cursor.fetchone()[0])


def _match(kind: str, street_id: int, paths: tuple[str, ...], query: str) -> str:
    scopes = " | ".join(f"'{scope_term(kind, street_id, path)}'" for path in paths)
    words = [" <-> ".join(f"'{term}'" for term in terms_of(phrase)) for phrase in phrases(query)]
    return " & ".join([f"({scopes})", *(f"({word})" for word in words)])


def _values(row: "SearchText") -> list[Any]:
    return [row.kind, row.ref, row.street_id, row.path, row.text, _vector(row)]


def _vector(row: "SearchText") -> str:
    places: dict[str, list[str]] = {}
    for place, term in enumerate(terms_of(grams(row.text)), start=1):
        places.setdefault(term, []).append(str(place))
    scopes = [f"'{term}'" for term in scope_terms(row.kind, row.street_id, row.path)]
    return " ".join(scopes + [f"'{term}':{','.join(at)}" for term, at in places.items()])
