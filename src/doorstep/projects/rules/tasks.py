"""Tasks that meetings gave to a project: open, late or done (plain Python)."""

from datetime import date
from typing import Final

TASK_STATES: Final = {"open": "待办", "late": "已超期", "done": "已办"}
TASK_ACTS: Final = {"task.pull": "收进会议交办事项", "task.complete": "办结会议交办事项"}
TASK_NOTE_LIMIT: Final = 300
ABOUT: Final = "project:"


def task_state(*, due_on: date | None, done_on: date | None, today: date) -> str:
    """Done once it is done, however late; late from the day after it was due; open otherwise."""
    if done_on is not None:
        return "done"
    return "late" if due_on is not None and due_on < today else "open"
