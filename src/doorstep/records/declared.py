"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

PICTURE: Final = Personal(
    purpose="让办理的人看清现场",
    basis=words.AGREED,
    retention="与所附的问题一起",
    audience="看得到所附问题的工作人员",
)
FOUND_BY_WORDS: Final = Personal(
    purpose="按字词找到问题",
    basis=words.PUBLIC_DUTY,
    retention="与所指的问题一起",
    audience="看得到所指问题的工作人员",
)
ANSWERED: Final = Personal(
    purpose="同一张表交两次只记一次",
    basis=words.PUBLIC_DUTY,
    retention="与所交的事一起",
    audience="只供系统核对，没有页面显示",
)


def declare_fields() -> None:
    declare("records.Attachment", "name sha256", PICTURE)
    declare("records.SearchRow", "text", FOUND_BY_WORDS)
    declare("records.Receipt", "answer", ANSWERED)
    not_personal("records.Receipt", "door body_sha256", words.MACHINE)
    not_personal("records.Attachment", "owner_kind owner_ref media_type added_by", words.FIGURES)
    not_personal("records.SearchRow", "kind ref", words.FIGURES)
    not_personal("records.Tally", "book month cell", words.FIGURES)
    not_personal("records.Recurring", "name last_error", words.MACHINE)
    not_personal("records.RateHit", "key", "加密钥的摘要，两天内删除，读不出来源地址")
