"""When a message is tried again, and the words of the outbox (plain Python)."""

from datetime import timedelta
from typing import Final

ACTS: Final = {
    "message.retry": "重发消息",
    "message.print": "打印回执",
}
EVENTS: Final = {
    "received": "已收到",
    "extended": "已延期",
    "delivered": "已办结",
    "linked": "已转为项目",
    "merged": "已并件",
    "reopened": "已重新办理",
    "closed": "已销号",
}
FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=6)


def wait_after(attempts: int) -> timedelta:
    """How long until the next try after so many failed ones: one minute, doubling, at most six hours."""
    return min(FIRST_WAIT * (1 << min(attempts - 1, 12)), LONGEST_WAIT)
