"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.people.personal import STAFF_NAME
from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

OBJECTION: Final = Personal(
    purpose="听取对公示的异议并公开答复",
    basis=words.PUBLIC_DUTY,
    retention="公示档案的期限；本人可要求删除",
    audience="公示的起草人和审核人；公开的只有答复",
)
FEEDBACK: Final = Personal(
    purpose="听取对本系统的意见",
    basis=words.AGREED,
    retention="答复一年后；本人可要求删除",
    audience="公示的起草人和审核人",
)
NOTICE_NOTE: Final = Personal(
    purpose="写明公示是怎么办的",
    basis=words.PUBLIC_DUTY,
    retention="公示档案的期限",
    audience="公示的起草人和审核人",
)
RELEASED: Final = "按白名单生成并经第二人审核的公开内容"


def declare_fields() -> None:
    declare("publishing.Objection", "text answer", OBJECTION)
    declare("publishing.Feedback", "text answer", FEEDBACK)
    declare("publishing.NoticeStep", "by_name", STAFF_NAME)
    declare("publishing.NoticeStep", "note", NOTICE_NOTE)
    not_personal("publishing.Notice", "kind title about place_posted", words.NAME_OF_MATTER)
    not_personal("publishing.Notice", "body page withdrawn_reason", RELEASED)
    not_personal("publishing.Notice", "number", words.NAME_OF_MATTER)
    declare("publishing.NoticePosting", "by_name", STAFF_NAME)
    not_personal("publishing.NoticePosting", "place", words.NAME_OF_PLACE)
    not_personal("publishing.NoticeSubject", "about", words.NAME_OF_MATTER)
    declare("publishing.LeakSignOff", "note", NOTICE_NOTE)
    not_personal("publishing.LeakSignOff", "digest place", words.MACHINE)
    not_personal("publishing.LeakSignOff", "kind reason_code", words.CODE)
    not_personal("publishing.Snapshot", "kind key made_by reviewed_by", words.FIGURES)
    not_personal("publishing.Snapshot", "body", RELEASED)
    not_personal("publishing.Feedback", "page", words.MACHINE)
