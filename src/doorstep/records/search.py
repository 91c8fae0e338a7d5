"""Finding rows by their words, newest first, on both databases: the cost does not grow with the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from django.db import connection

from doorstep.kernel.errors import refuse_if
from doorstep.records import search_postgres, search_sqlite
from doorstep.records.grams import grams, is_too_short

__all__ = ["MOST_COUNTED", "SearchText", "find", "grams", "index_row", "index_rows", "tidy_index", "unindex"]

MOST_COUNTED: Final = 1001  # shown as "1,000+"


@dataclass(frozen=True)
class SearchText:
    """One row to be found: what it is, where it belongs, and its words."""

    kind: str
    ref: str
    street_id: int
    path: str
    text: str


class _Engine(Protocol):
    def write(self, row: SearchText) -> None: ...
    def write_new(self, rows: list[SearchText]) -> None: ...
    def erase(self, kind: str, ref: str) -> None: ...
    def tidy(self) -> None: ...
    def find(
        self,
        *,
        kind: str,
        street_id: int,
        paths: tuple[str, ...],
        query: str,
        before: int | None,
        limit: int,
        most: int,
    ) -> tuple[list[tuple[int, str]], int]: ...


def index_row(*, kind: str, ref: str, street_id: int, path: str, text: str) -> None:
    """Make a row findable, or put new words in place of its old ones; call it in the act's transaction."""
    _engine().write(SearchText(kind, ref, street_id, path, text))


def index_rows(rows: Iterable[SearchText]) -> None:
    """Make many rows findable that were not before; for loading in bulk."""
    _engine().write_new(list(rows))


def unindex(*, kind: str, ref: str) -> None:
    """Take a row's words out of the index for good; harmless when there are none."""
    _engine().erase(kind, ref)


def find(
    *,
    kind: str,
    street_id: int,
    paths: tuple[str, ...],
    query: str,
    before: int | None = None,
    limit: int = 25,
) -> tuple[list[tuple[int, str]], int]:
    """Rows within ``paths`` that contain every word of ``query``, newest first, and how many there are.

    Each row comes with its number, to be handed back as ``before`` for the next page. The total stops at
    MOST_COUNTED. Raises NotPossible("search.too_short") for words of one character.
    """
    refuse_if(is_too_short(query), "search.too_short")
    if not paths:
        return [], 0
    return _engine().find(
        kind=kind,
        street_id=street_id,
        paths=paths,
        query=query,
        before=before,
        limit=limit,
        most=MOST_COUNTED,
    )


def tidy_index() -> None:
    """Merge what many small writes have left behind; after loading in bulk, and at night."""
    _engine().tidy()


def _engine() -> _Engine:
    return search_postgres if connection.vendor == "postgresql" else search_sqlite
