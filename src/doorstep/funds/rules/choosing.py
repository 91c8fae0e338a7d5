"""Which projects a quota carries: the gate, the rubric, and what one more would mean (plain Python).

Nothing here adds grades up, orders candidates or says yes: a named meeting decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from doorstep.kernel.money import Fen
from doorstep.kernel.workflow import Move, Workflow

SELECTION_STATES: Final = {"open": "遴选中", "closed": "已定"}
SELECTION: Final = Workflow(
    "selection",
    initial="open",
    moves=(Move("close", "open", "closed"),),
    final=frozenset({"closed"}),
    limits={"open": "funds.selection_days"},
)
OUTCOMES: Final = {"carried": "列入", "waits": "暂未列入"}
# Projects before any money of theirs is spent, and matters that only time and money will settle.
PROJECTS_ASKING: Final = ("applied", "reviewed", "notice", "approved")
ROUTES_ASKING: Final = ("long_term", "in_project")
GRADERS: Final = 2
REASON_LIMIT: Final = 300
# every question is put so that yes lets the candidate through
GATE: Final = {
    "use": "用途不在不得列支的清单里",
    "area": "在本党组织服务的范围里",
    "funded": "没有别的经费或预算已经安排",
    "duty": "不是物业、水电气暖等单位该做的",
    "people": "受益的人说得清、数得出",
    "price": "金额有报价或同类价格可对照",
    "consent": "要居民同意的，已经问过并留有记录",
}


@dataclass(frozen=True)
class GateAnswer:
    """Yes or no to one question; a no has its reason."""

    code: str
    holds: bool
    reason: str = ""


def unanswered(answers: Sequence[GateAnswer]) -> list[str]:
    """Questions without an answer, in the order of the form."""
    known = {each.code for each in answers}
    return [code for code in GATE if code not in known]


def unexplained(answers: Sequence[GateAnswer]) -> list[str]:
    """Questions answered with no and without the reason."""
    return [each.code for each in answers if not each.holds and not each.reason.strip()]


def far_apart(first: Mapping[str, int], second: Mapping[str, int], gap: int) -> list[str]:
    """Criteria on which two people differ by ``gap`` grades or more."""
    return [code for code, grade in first.items() if abs(grade - second[code]) >= gap]


@dataclass(frozen=True)
class Room:
    """What the ledger still has and what earlier choices mean to take from it; whole fen."""

    available: Fen
    planned: Fen

    @property
    def left(self) -> Fen:
        """Below nought when what was planned is no longer there."""
        return self.available - self.planned

    def excess(self, fen: Fen) -> Fen:
        """By how much one more of this size would go beyond what is left; nought when it fits."""
        return max(fen - max(self.left, 0), 0)


def still_planned(reserved: Fen, spent: Fen, *, ended: bool) -> Fen:
    """What a carried candidate may still take: its reserve less what was approved for it; nothing once ended."""
    return 0 if ended else max(reserved - spent, 0)


def is_look_day(look_on: date | None, *, decided_on: date, days: int) -> bool:
    """A day after the meeting, and not further off than the rule allows."""
    return look_on is not None and decided_on < look_on <= decided_on + timedelta(days=days)
