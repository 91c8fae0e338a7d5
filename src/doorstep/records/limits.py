"""How often one may knock: counters in the short-lived database, keyed by a hash, never by an address."""

from datetime import datetime

from doorstep.records.models import RateHit
from doorstep.records.upserts import add_up
from doorstep.records.vault import keyed_hash


def knock(*, key: str, limit: int, seconds: int, now: datetime) -> bool:
    """Count one knock; False from the one after ``limit`` on, until the window of ``seconds`` ends.

    Call it outside the act's transaction, or a refused act takes its knock back.
    """
    ends = (int(now.timestamp()) // seconds + 1) * seconds
    name = keyed_hash(f"{seconds}|{key}".encode(), purpose="knock")
    return add_up(RateHit, keys=("key", "window"), column="count", rows=[(name, ends, 1)]) <= limit


def forget_knocks(*, now: datetime) -> int:
    """Remove the windows that have ended; returns how many."""
    return RateHit.objects.filter(window__lte=int(now.timestamp())).delete()[0]
