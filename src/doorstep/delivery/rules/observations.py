"""Which projects are observed in a quarter, in what order, and how an observation moves (plain Python)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from doorstep.kernel.errors import refuse_if
from doorstep.kernel.workflow import Move, Workflow

STATES: Final = {
    "planned": "待观摩",
    "visited": "待点评",
    "commented": "已点评",
    "followed_up": "整改待复核",
    "closed": "观摩办结",
    "dropped": "不再观摩",
}
GRADES: Final = {"good": "好", "fair": "较好", "plain": "一般", "poor": "差"}
WORKFLOW: Final = Workflow(
    "observation",
    initial="planned",
    moves=(
        Move("visit", "planned", "visited"),
        Move("drop", "planned", "dropped", note_needed=True),
        Move("comment", "visited", "commented", note_needed=True),
        Move("follow_up", "commented", "followed_up"),
        Move("send_back", "followed_up", "commented", note_needed=True),
        Move("close", "commented", "closed"),
        Move("close", "followed_up", "closed"),
    ),
    final=frozenset({"closed", "dropped"}),
    limits={
        "planned": "observation.visit_days",
        "visited": "observation.comment_days",
        "commented": "observation.todo_days",
        "followed_up": "observation.verify_days",
    },
)
ACTS: Final = {
    "observation.plan": "安排季度观摩",
    "observation.schedule": "排定观摩日程",
    "observation.visit": "登记观摩",
    "observation.photo": "添加观摩照片",
    "observation.comment": "点评",
    "observation.todo": "提出整改事项",
    "observation.done": "报告整改完成",
    "observation.verify": "复核整改",
    "observation.send_back": "退回整改",
    "observation.close": "观摩办结",
    "observation.drop": "不再观摩",
}
RUNNING: Final = "in_progress"


@dataclass(frozen=True)
class Quarter:
    """Three months of a year."""

    year: int
    number: int

    def __post_init__(self) -> None:
        refuse_if(self.number not in range(1, 5), "observation.quarter", number=self.number)

    @property
    def first_on(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_on(self) -> date:
        after = date(self.year + self.number // 4, 3 * self.number % 12 + 1, 1)
        return after - timedelta(days=1)


def runs_in(quarter: Quarter, steps: Sequence[tuple[date, str]]) -> bool:
    """Whether the project was in progress on any day of the quarter; steps are (day, state after) in order."""
    ends = [*(day for day, _ in steps), date.max][1:]
    return any(
        state == RUNNING and began <= quarter.last_on and ended >= quarter.first_on
        for (began, state), ended in zip(steps, ends, strict=True)
    )


def draw(numbers: Iterable[str], *, seed: str, above: int, size: int) -> list[str]:
    """Every project, or a sample when more than ``above`` run.

    The sample follows from the seed and the project numbers alone: the ``size`` numbers whose
    SHA-256 of ``seed:number`` come first. Anybody can draw it again.
    """
    known = sorted(set(numbers))
    if len(known) <= above:
        return known
    refuse_if(not seed.strip(), "observation.seed_needed")
    return sorted(sorted(known, key=lambda number: _lot(seed, number))[:size])


def _lot(seed: str, number: str) -> str:
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def steps_between(first: str, second: str) -> int:
    """How many steps lead from one place to another up and down the tree of places."""
    one, other = first.strip("/").split("/"), second.strip("/").split("/")
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return len(one) + len(other) - 2 * shared


def route(stops: Mapping[str, str]) -> list[str]:
    """The keys of the stops in walking order: from the first place always on to the nearest one."""
    waiting = sorted(stops, key=lambda key: (stops[key], key))
    walked = waiting[:1]
    del waiting[:1]
    while waiting:
        here = stops[walked[-1]]
        nearest = min(waiting, key=lambda key: (steps_between(here, stops[key]), stops[key], key))
        waiting.remove(nearest)
        walked.append(nearest)
    return walked


def check_comment(*, strengths: str, shortcomings: str, suggestion: str, grade: str) -> None:
    """A comment names what is good, what is not, and what to do; the grade is one of the paper's four."""
    for text in (strengths, shortcomings, suggestion):
        refuse_if(not text.strip(), "observation.comment_incomplete")
    refuse_if(grade not in GRADES, "observation.grade")
