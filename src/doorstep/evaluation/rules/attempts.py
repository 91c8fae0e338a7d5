"""When a respondent may be tried again (plain Python): another day, and another part of the day (I5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from doorstep.issues.rules import DAY_PARTS, day_part
from doorstep.kernel.calendar import day_of


@dataclass(frozen=True)
class Retry:
    """``left`` attempts; ``now`` when one may be made this moment, else from ``day`` in one of ``parts``."""

    left: int
    now: bool
    day: date
    parts: tuple[str, ...]


def retry_of(earlier: Sequence[datetime], *, at: datetime, most: int) -> Retry:
    """What ``check_attempt`` will accept next; ``parts`` are all three once each was tried."""
    tried = {day_part(each) for each in earlier}
    parts = tuple(part for part in DAY_PARTS if part not in tried) or tuple(DAY_PARTS)
    today = day_of(at)
    day = today + timedelta(days=1) if today in {day_of(each) for each in earlier} else today
    order = list(DAY_PARTS)
    if day == today and all(order.index(part) < order.index(day_part(at)) for part in parts):
        day = today + timedelta(days=1)
    left = max(0, most - len(earlier))
    return Retry(left, left > 0 and day == today and day_part(at) in parts, day, parts)
