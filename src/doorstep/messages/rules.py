"""How a message moves and when it is tried again (plain Python)."""

from datetime import datetime, timedelta
from typing import Final

from doorstep.kernel.workflow import Move, Workflow

CHANNELS: Final = {"email": "电子邮件", "slip": "纸质回执", "file": "文件"}
SENT_BY_MACHINE: Final = ("email", "file")
STATES: Final = {
    "queued": "待发",
    "to_print": "待打印",
    "failed": "失败,将重试",
    "dead": "多次失败,需人工处理",
    "sent": "已发",
}
EVENTS: Final = {
    "received": "已收到",
    "extended": "已延期",
    "delivered": "已办结",
    "linked_to_project": "已列入项目",
    "project_news": "项目进展",
    "reopened": "重新办理",
    "closed": "已销号",
    "merged": "已并件",
    "agreement_ending": "协议快到期",
}
ACTS: Final = {
    "message.retry": "重发消息",
    "message.open_slips": "查看待打印回执",
    "message.print": "打印回执",
}
WORKFLOW: Final = Workflow(
    "message",
    initial="queued",
    moves=(
        Move("send", "queued", "sent"),
        Move("fail", "queued", "failed"),
        Move("give_up", "queued", "dead"),
        Move("await_printing", "queued", "to_print"),
        Move("print", "to_print", "sent"),
        Move("send", "failed", "sent"),
        Move("give_up", "failed", "dead"),
        Move("retry", "failed", "queued"),
        Move("retry", "dead", "queued"),
    ),
    final=frozenset({"sent"}),
    limits={
        "queued": "message.attempts",
        "failed": "message.attempts",
        "dead": "message.attempts",
        "to_print": "message.attempts",
    },
)
TO_SEND: Final = ("queued", "failed")
NEEDS_A_PERSON: Final = ("to_print", "failed", "dead")

# A claimed message whose sender was killed is tried again after this; longer than any sender may take.
LEASE: Final = timedelta(minutes=10)
# A turn ends well before: its claims count from its beginning.
TURN: Final = timedelta(minutes=5)
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=24)
KEEP_ADDRESS: Final = timedelta(days=30)


def first_state(channel: str) -> str:
    """A slip waits for a printer, everything else for the background task."""
    return "to_print" if channel == "slip" else "queued"


def next_try(at: datetime, attempt_count: int) -> datetime:
    """After 1, 5, 25, 125 … minutes, never later than a day; ``attempt_count`` counts the failed ones."""
    failed = min(max(attempt_count, 1), 9)
    pause: timedelta = FIRST_PAUSE * int(5 ** (failed - 1))
    return at + min(pause, LONGEST_PAUSE)


def after_failure(attempt_count: int, *, attempts: int) -> str:
    """``failed`` while tries are left, then ``dead``."""
    return "dead" if attempt_count >= attempts else "failed"
