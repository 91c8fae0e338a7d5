"""What changes seldom and is read by every request, in memory: for five seconds, or until it changes here."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import Any, Final, TypeVar

from django.db import connection, transaction

LIFETIME_SECONDS: Final = 5.0
T = TypeVar("T")
_kept: dict[tuple[Any, int | None], tuple[float, Any]] = {}
_lock = threading.Lock()


def shelved(load: Callable[[int | None], T], street_id: int | None) -> T:
    """What ``load`` answers for the street, kept until it is old; whoever reads it does not change it.

    Inside a transaction that has itself noted a change nothing is kept, because what it reads may still be
    rolled back.
    """
    if _changed_here():
        return load(street_id)
    found = _kept.get((load, street_id))
    if found is not None and monotonic() - found[0] < LIFETIME_SECONDS:
        value: T = found[1]
        return value
    value = load(street_id)
    with _lock:
        _kept[(load, street_id)] = (monotonic(), value)
    return value


def clear() -> None:
    """Forget everything; the next reader loads afresh."""
    with _lock:
        _kept.clear()


def note_change() -> None:
    """Called by every write: other readers see it once it commits, this transaction sees it at once."""
    transaction.on_commit(clear)


def _changed_here() -> bool:
    """Whether the open transaction has noted a change; the hook vanishes with a rollback."""
    return any(hook[1] is clear for hook in connection.run_on_commit)
