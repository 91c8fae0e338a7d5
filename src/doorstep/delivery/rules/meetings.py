"""What a joint meeting may hold, and what becomes of its promises (plain Python)."""

from typing import Final

from doorstep.kernel.errors import refuse_if

ACTS: Final = {
    "joint_meeting.hold": "召开联席会议",
    "promise.make": "会上承诺",
    "promise.settle": "登记承诺兑现",
}
PROMISE_STATES: Final = {"open": "待兑现", "kept": "已兑现", "broken": "未兑现"}


def check_owner(*, partner: object, unit: object) -> None:
    """A promise has exactly one owner: a partner or a unit."""
    refuse_if((partner is None) == (unit is None), "promise.owner")


def check_settling(kept: bool | None, word: str) -> None:
    """A promise is settled once; whether kept or not, a word says why."""
    refuse_if(kept is not None, "promise.settled")
    refuse_if(not word.strip(), "note.needed")


def promise_state(kept: bool | None) -> str:
    return "open" if kept is None else "kept" if kept else "broken"
