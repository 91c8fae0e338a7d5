"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.people.personal import STAFF_NAME
from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

LIAISON: Final = Personal(
    purpose="写明协议由双方谁牵头",
    basis=words.CONTRACT,
    retention="协议档案的期限",
    audience="查看协议的工作人员",
)
TOGETHER: Final = Personal(
    purpose="写明双方答应了什么、做到了没有",
    basis=words.CONTRACT,
    retention="协议档案的期限",
    audience="查看协议的工作人员和该联建单位；电话和门牌登记时就被拒绝",
)
OBSERVED: Final = Personal(
    purpose="写明现场看到什么、还要改什么",
    basis=words.PUBLIC_DUTY,
    retention="项目档案的期限",
    audience="看得到项目的工作人员",
)


def declare_fields() -> None:
    declare("delivery.Agreement", "leaders", LIAISON)
    declare("delivery.AgreementStep", "by_name", STAFF_NAME)
    declare("delivery.AgreementStep", "note", TOGETHER)
    declare("delivery.JointMeeting", "by_name", STAFF_NAME)
    declare("delivery.JointMeeting", "decisions", TOGETHER)
    declare("delivery.Promise", "text word", TOGETHER)
    declare("delivery.NeedItem", "content conditions", TOGETHER)
    declare("delivery.MatchRating", "words", TOGETHER)
    declare("delivery.MatchStep", "by_name", STAFF_NAME)
    declare("delivery.MatchStep", "note", TOGETHER)
    declare("delivery.Observation", "strengths shortcomings suggestion dropped_reason", OBSERVED)
    declare("delivery.ObservationTodo", "text done_note", OBSERVED)
    declare("delivery.ObservationStep", "by_name", STAFF_NAME)
    declare("delivery.ObservationStep", "note", OBSERVED)
    declare("delivery.Pledged", "content conditions", TOGETHER)
    declare("delivery.Delivered", "note", TOGETHER)
    not_personal("delivery.Agreement", "number purpose end_reason", "协议的内容，写单位不写个人")
    not_personal("delivery.JointMeeting", "topic", words.NAME_OF_MATTER)
    not_personal("delivery.NeedItem", "kind title unit", words.NAME_OF_MATTER)
    not_personal("delivery.ResourceItem", "kind title unit conditions", words.NAME_OF_MATTER)
    not_personal("delivery.MatchRating", "side", words.CODE)
    not_personal("delivery.ObservationDraw", "seed running drawn", words.FIGURES)
    not_personal("delivery.Observation", "grade", words.CODE)
    not_personal("delivery.Pledged", "kind unit", words.CODE)
