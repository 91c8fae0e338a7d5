"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

ANSWER: Final = Personal(
    purpose="把办理情况告诉反映人",
    basis=words.AGREED,
    retention="发出三十天后删除地址",
    audience="发送任务，和打印回执的办事员",
)


def declare_fields() -> None:
    declare("outbox.Message", "household", ANSWER)
    declare("outbox.Message", "subject body", ANSWER)
    not_personal("outbox.Message", "event about channel last_error", words.FIGURES)
