"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.people.personal import STAFF_NAME
from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

MINUTES: Final = Personal(
    purpose="记下会议议了什么、怎么定的",
    basis=words.PUBLIC_DUTY,
    retention="会议档案的期限",
    audience="看得到会议的工作人员；决议按规定公开",
)
QUESTION: Final = Personal(
    purpose="记下居民在会上问了什么、怎么答的",
    basis=words.PUBLIC_DUTY,
    retention="会议档案的期限",
    audience="看得到会议的工作人员；公开时不写姓名",
)

GUEST: Final = Personal(
    purpose="请外面的人来开会，联系得上",
    basis=words.PUBLIC_DUTY,
    retention="会后一百八十天删除",
    audience="召集这个会议的人；看电话要留下记录",
    kept_by="consult.guest_days",
)


def declare_fields() -> None:
    declare("consultations.Meeting", "chair minutes", MINUTES)
    declare("consultations.AgendaItem", "title place_text owner decision", MINUTES)
    declare("consultations.Question", "text answer answered_by", QUESTION)
    declare("consultations.MeetingStep", "by_name", STAFF_NAME)
    declare("consultations.MeetingStep", "note", MINUTES)
    declare("consultations.Invitation", "phone_blind", GUEST)
    declare("consultations.BackdatedPosting", "by_name looked_by", STAFF_NAME)
    declare("consultations.BackdatedPosting", "reason looked_note", MINUTES)
    declare("consultations.Procedure", "stopped_reason", MINUTES)
    declare("consultations.ProcedureStep", "chair minutes", MINUTES)
    not_personal("consultations.MeetingSeries", "kind title about room rhythm", words.NAME_OF_MATTER)
    not_personal("consultations.Meeting", "kind title about room", words.NAME_OF_MATTER)
    not_personal("consultations.Invitation", "kind", words.CODE)
    not_personal("consultations.AgendaItem", "rule tally", words.FIGURES)
    not_personal("consultations.Procedure", "kind title about", words.NAME_OF_MATTER)
    not_personal("consultations.ProcedureStep", "tally", words.FIGURES)
    not_personal("consultations.CalendarFeed", "token_hash", "口令的摘要，读不出口令")
