"""The rules and calendar of one street in memory, for at most five seconds or until they change here."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Final

from django.db import connection, transaction

from doorstep.rulebook.rules import Version

LIFETIME_SECONDS: Final = 5.0


@dataclass(frozen=True)
class Shelf:
    """Everything that judging one street needs; ``newest`` and ``newest_range`` name exactly these rows."""

    versions: dict[str, tuple[Version, ...]]
    days: dict[date, bool]
    covers: tuple[date, date] | None
    newest: int
    newest_range: int


_shelves: dict[int | None, tuple[float, Shelf]] = {}
_lock = threading.Lock()


def shelf_for(street_id: int | None, load: Callable[[int | None], Shelf]) -> Shelf:
    """The street's shelf, loaded when it is missing or old.

    Inside a transaction that has itself changed the rulebook nothing is kept, because what it reads
    may still be rolled back.
    """
    if _changed_here():
        return load(street_id)
    kept = _shelves.get(street_id)
    if kept is not None and monotonic() - kept[0] < LIFETIME_SECONDS:
        return kept[1]
    shelf = load(street_id)
    with _lock:
        _shelves[street_id] = (monotonic(), shelf)
    return shelf


def clear() -> None:
    """Forget everything; the next reader loads afresh."""
    with _lock:
        _shelves.clear()


def note_change() -> None:
    """Called by every write: other readers see it once it commits, this transaction sees it at once."""
    transaction.on_commit(clear)


def _changed_here() -> bool:
    """Whether the open transaction has noted a change; the hook vanishes with a rollback."""
    return any(hook[1] is clear for hook in connection.run_on_commit)
