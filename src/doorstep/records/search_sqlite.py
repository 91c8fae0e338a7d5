"""The search index on SQLite: an FTS5 table that holds no text, under the numbers of ``SearchRow``.

This SQLite cannot delete from such a table by number; a row is taken out by handing its old terms back, which
are made again from the text that ``SearchRow`` keeps.
"""

from typing import TYPE_CHECKING

from django.db import connection

from doorstep.records.grams import grams, phrases, scope_term, scope_terms, terms_of
from doorstep.records.models import SearchRow

if TYPE_CHECKING:
    from doorstep.records.search import SearchText

ADD = "INSERT INTO records_searchtext (rowid, scope, grams) VALUES (%s, %s, %s)"
TAKE_OUT = (
    "INSERT INTO records_searchtext (records_searchtext, rowid, scope, grams) VALUES ('delete', %s, %s, %s)"
)
TIDY = "INSERT INTO records_searchtext (records_searchtext) VALUES ('optimize')"
NEW_ROW = (
    "INSERT INTO records_searchrow (kind, ref, street_id, path, text) VALUES (%s, %s, %s, %s, %s)"
    " ON CONFLICT (kind, ref) DO NOTHING RETURNING id"
)
# CROSS JOIN keeps the index on the outside: its order by number is the order of the page
FIND = (
    "SELECT r.id, r.ref FROM records_searchtext t CROSS JOIN records_searchrow r"
    " WHERE t.records_searchtext MATCH %s AND t.rowid < %s AND r.id = t.rowid"
    " AND r.kind = %s AND r.street_id = %s ORDER BY t.rowid DESC LIMIT %s"
)
COUNT = (
    "SELECT count(*) FROM"
    " (SELECT rowid FROM records_searchtext WHERE records_searchtext MATCH %s ORDER BY rowid DESC LIMIT %s)"
)
BEYOND_ALL = 2**62


def write(row: "SearchText") -> None:
    with connection.cursor() as cursor:
        cursor.execute(NEW_ROW, [row.kind, row.ref, row.street_id, row.path, row.text])
        made = cursor.fetchall()
        if made:
            cursor.execute(ADD, [made[0][0], *_columns(row)])
            return
    _rewrite(row)


def _rewrite(row: "SearchText") -> None:
    old = SearchRow.objects.get(kind=row.kind, ref=row.ref)
    if (old.street_id, old.path, old.text) == (row.street_id, row.path, row.text):
        return
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OUT, [old.pk, *_columns(old)])
        cursor.execute(ADD, [old.pk, *_columns(row)])
    SearchRow.objects.filter(pk=old.pk).update(street_id=row.street_id, path=row.path, text=row.text)


def write_new(rows: list["SearchText"]) -> None:
    made = SearchRow.objects.bulk_create(
        [
            SearchRow(kind=row.kind, ref=row.ref, street_id=row.street_id, path=row.path, text=row.text)
            for row in rows
        ],
        batch_size=500,
    )
    with connection.cursor() as cursor:
        cursor.executemany(ADD, [(row.pk, *_columns(row)) for row in made])


def erase(kind: str, ref: str) -> None:
    for old in SearchRow.objects.filter(kind=kind, ref=ref):
        with connection.cursor() as cursor:
            cursor.execute(TAKE_OUT, [old.pk, *_columns(old)])
        old.delete()


def tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TIDY)


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
        cursor.execute(FIND, [match, BEYOND_ALL if before is None else before, kind, street_id, limit])
        found = [(number, ref) for number, ref in cursor.fetchall()]
        if before is None and len(found) < limit:
            return found, len(found)
        cursor.execute(COUNT, [match, most])
        return found, int(cursor.fetchone()[0])


def _match(kind: str, street_id: int, paths: tuple[str, ...], query: str) -> str:
    scopes = " OR ".join(f'"{scope_term(kind, street_id, path)}"' for path in paths)
    words = " AND ".join(f'grams : "{" ".join(terms_of(phrase))}"' for phrase in phrases(query))
    return f"{words} AND scope : ({scopes})"


def _columns(row: "SearchText | SearchRow") -> tuple[str, str]:
    scope = scope_terms(row.kind, row.street_id, row.path)
    return " ".join(scope), " ".join(terms_of(grams(row.text)))
