"""One act of a person is one transaction."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

LONGEST_WAIT_SECONDS: Final = 20.0
_turn = threading.Lock()

# Joins a transaction that is already open, so a door can put a receipt and several acts into one;
# a refusal anywhere then undoes all of it.
act = transaction.atomic(savepoint=False)


@contextmanager
def one_writer() -> Iterator[None]:
    """The threads of this process write one after the other, in the order in which they came.

    SQLite lets one write and makes the others sleep and look again, which is unfair and wastes the time
    between; whoever waits too long goes on and waits there. PostgreSQL needs none of this.
    """
    mine = connection.vendor == "sqlite" and _turn.acquire(timeout=LONGEST_WAIT_SECONDS)
    try:
        yield
    finally:
        if mine:
            _turn.release()
