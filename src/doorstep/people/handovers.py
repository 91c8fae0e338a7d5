"""What counts as somebody's open work; later stages register theirs, so that it can be handed over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from doorstep.kernel.actor import Actor


class MoveWork(Protocol):
    """Gives every open piece of the giver's work to the taker, writes its own history, returns how many."""

    def __call__(self, *, giver_id: int, taker_id: int, by: Actor, at: datetime) -> int: ...


@dataclass(frozen=True)
class OpenWork:
    """One kind of open work; ``count`` takes an account's id."""

    code: str
    label: str
    count: Callable[[int], int]
    move: MoveWork


HANDOVERS: Final[dict[str, OpenWork]] = {}


def register_open_work(work: OpenWork) -> None:
    """Called from ``AppConfig.ready``; one code with two meanings is a defect and stops the start."""
    if HANDOVERS.setdefault(work.code, work) != work:
        raise ValueError(f"open work {work.code} is registered twice")


def open_work_of(account_id: int) -> dict[str, int]:
    """How much of each kind is still open; kinds without any are left out."""
    counts = {work.code: work.count(account_id) for work in HANDOVERS.values()}
    return {code: count for code, count in counts.items() if count}
