"""Recomputing the journal from its rows: every leaf, every head, and what lies outside the tree.

The rows are read as the database holds them, not through the models: a value that no program of ours could
have written is a finding, not a crash.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection

from doorstep.journal.models import Seal
from doorstep.journal.rules import FIRST_SEAL, Sealed, Tree, seal_digest

BATCH: Final = 5_000
LATE: Final = timedelta(minutes=10)  # an act's transaction may commit this long after its moment
# SQLite would hand a moment over as parsed; its text is what was sealed
MOMENT: Final = {"sqlite": "CAST(at AS text)", "postgresql": "at"}
NEXT: Final = (
    "SELECT leaf_index, id, street_id, {moment}, by, act, about, digest, leaf_hash"
    " FROM journal_entry WHERE leaf_index > %s ORDER BY leaf_index LIMIT %s"
)
OUTSIDE: Final = (
    "SELECT (SELECT count(*) FROM journal_entry WHERE leaf_index IS NOT NULL),"
    " (SELECT min({text}) FROM journal_entry WHERE leaf_index IS NULL AND (at < %s OR leaf_hash <> ''))"
)
TEXT: Final = {"sqlite": "id", "postgresql": "replace(CAST(id AS text), '-', '')"}
CHANGED: Final = "changed"
MISSING: Final = "missing"
REWRITTEN: Final = "rewritten"
UNSEALED_LATE: Final = "unsealed"
BEYOND: Final = "beyond"
SEAL_BROKEN: Final = "seal"
HEAD_DIFFERS: Final = "head"
NOT_OURS: Final = (ValueError, TypeError, AttributeError)  # what reading a value of nobody's making raises


@dataclass(frozen=True)
class Verdict:
    """Whether the journal is whole; if not, the first entry that is not, its place, and in a word why."""

    ok: bool
    entries: int
    first_broken: str | None = None
    what: str = ""
    index: int | None = None


@dataclass(frozen=True)
class _Row:
    """A sealed row as it stands in the database."""

    index: Any
    id: Any
    words: tuple[Any, ...]
    leaf_hash: Any

    def leaf(self, index: int) -> bytes | None:
        """The hash the row should carry at this place; None when its values are none of ours."""
        street_id, at, by, act, about, digest = self.words
        try:
            sealed = Sealed(index, _id(self.id), street_id, _moment(at), by, act, about, digest)
            return sealed.leaf()
        except NOT_OURS:
            return None


def verify(*, heads: Mapping[int, str] | None = None) -> Verdict:
    """Recompute everything and stop at the first thing that is not as it was sealed.

    ``heads`` are roots by size that were noted elsewhere, such as on a printed public page; with one of them
    even a journal rewritten together with all its seals is found out.
    """
    try:
        seals = list(Seal.objects.order_by("size"))
    except NOT_OURS:
        return Verdict(ok=False, entries=0, what=SEAL_BROKEN)
    return (
        _seals_broken(seals, heads or {})
        or _leaves_broken(seals)
        or _outside_broken(seals)
        or Verdict(ok=True, entries=seals[-1].size if seals else 0)
    )


def _seals_broken(seals: list[Seal], heads: Mapping[int, str]) -> Verdict | None:
    previous = FIRST_SEAL
    for seal in seals:
        if (seal.previous, seal.digest) != (previous, _digest(seal)):
            return Verdict(ok=False, entries=0, first_broken=f"seal:{seal.size}", what=SEAL_BROKEN)
        previous = seal.digest
    roots = {seal.size: seal.root for seal in seals}
    differing = [size for size, root in sorted(heads.items()) if roots.get(size) != root]
    return _broken(HEAD_DIFFERS, differing[0] - 1) if differing else None


def _digest(seal: Seal) -> str:
    return seal_digest(
        previous=seal.previous, size=seal.size, root=seal.root, frontier=seal.frontier, at=seal.at
    )


def _leaves_broken(seals: list[Seal]) -> Verdict | None:
    """Walk the leaves beside the seals; a leaf that is right alone but not under its head was rewritten."""
    tree, waiting = Tree(), iter(seals)
    seal, sealed_before = next(waiting, None), 0
    for row in _rows():
        if seal is None:
            return _broken(BEYOND, tree.size, row)
        if broken := _leaf_broken(row, tree):
            return broken
        if tree.size < seal.size:
            continue
        if (seal.root, seal.frontier) != (tree.root().hex(), [node.hex() for node in tree.frontier]):
            return _broken(REWRITTEN, sealed_before)
        seal, sealed_before = next(waiting, None), tree.size
    return _broken(MISSING, tree.size) if seal is not None else None


def _leaf_broken(row: _Row, tree: Tree) -> Verdict | None:
    if row.index != tree.size:
        return _broken(MISSING, tree.size)
    leaf = row.leaf(tree.size)
    if leaf is None or leaf.hex() != row.leaf_hash:
        return _broken(CHANGED, tree.size, row)
    tree.add(leaf)
    return None


def _outside_broken(seals: list[Seal]) -> Verdict | None:
    """No row claims a place that the walk did not meet, and nothing old was slipped in without a place."""
    size = seals[-1].size if seals else 0
    newest = seals[-1].at - LATE if seals else datetime.min.replace(tzinfo=UTC)
    with connection.cursor() as cursor:
        limit = connection.ops.adapt_datetimefield_value(newest)
        cursor.execute(OUTSIDE.format(text=TEXT[connection.vendor]), [limit])
        placed, slipped_in = cursor.fetchone()
    if placed != size:
        return _broken(BEYOND, size)
    if slipped_in is not None:
        return Verdict(ok=False, entries=size, first_broken=_name(slipped_in), what=UNSEALED_LATE)
    return None


def _broken(what: str, index: int, row: _Row | None = None) -> Verdict:
    """The entry that stands at ``index`` now is named; a missing one has only its place."""
    name = _name(row.id) if row else _name_at(index) if what != MISSING else None
    return Verdict(ok=False, entries=index, first_broken=name, what=what, index=index)


def _name_at(index: int) -> str | None:
    found = next(_rows(after=index - 1), None)
    return _name(found.id) if found and found.index == index else None


def _rows(after: int = -1) -> Iterator[_Row]:
    """The sealed rows by their place, a batch at a time."""
    query = NEXT.format(moment=MOMENT[connection.vendor])
    while True:
        with connection.cursor() as cursor:
            cursor.execute(query, [after, BATCH])
            rows = cursor.fetchall()
        for row in rows:
            yield _Row(index=row[0], id=row[1], words=tuple(row[2:8]), leaf_hash=row[8])
        if len(rows) < BATCH or not isinstance(rows[-1][0], int):
            return
        after = rows[-1][0]


def _name(value: Any) -> str:
    try:
        return str(_id(value))
    except NOT_OURS:
        return repr(value)


def _id(value: Any) -> UUID:
    """SQLite keeps the 32 hex digits; written any other way they are not ours."""
    if isinstance(value, UUID):
        return value
    found = UUID(value)
    if found.hex != value:
        raise ValueError(value)
    return found


def _moment(value: Any) -> datetime:
    """SQLite keeps UTC as text, with microseconds only when there are some."""
    if isinstance(value, datetime):
        return value
    found = datetime.fromisoformat(value)
    if found.tzinfo is not None or str(found) != value:
        raise ValueError(value)
    return found.replace(tzinfo=UTC)
