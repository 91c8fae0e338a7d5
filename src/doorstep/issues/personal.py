"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.people.personal import STAFF_NAME
from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

REPORTER: Final = Personal(
    purpose="把办理情况告诉反映人，办完回访",
    basis=words.AGREED,
    retention="办结五年后删除",
    audience="该问题的首接人、承办人和回访人",
    kept_by="privacy.issue_days",
)
VOICE: Final = Personal(
    purpose="办理居民反映的问题",
    basis=words.PUBLIC_DUTY,
    retention="办结五年后删去文字",
    audience="看得到该问题的工作人员；公开页面不显示",
    kept_by="privacy.issue_days",
)
HANDLED: Final = Personal(
    purpose="写明问题是怎么办的，办得满意不满意",
    basis=words.PUBLIC_DUTY,
    retention="办结五年后删去文字",
    audience="看得到该问题的工作人员和反映人",
    kept_by="privacy.issue_days",
)
LOOKED_UP: Final = Personal(
    purpose="写明为什么查找一个人",
    basis=words.PUBLIC_DUTY,
    retention="三年",
    audience="查看操作日志的人员",
)


def declare_fields() -> None:
    declare("issues.Issue", "text place_text outside_ref", VOICE)
    declare("issues.IssueContact", "name_blind phone_blind told_by", REPORTER)
    declare("issues.IssueStep", "note public_note", HANDLED)
    declare("issues.IssueStep", "by_name", STAFF_NAME)
    declare("issues.Dispatch", "note", HANDLED)
    declare("issues.Extension", "reason", HANDLED)
    declare("issues.CallBack", "answer remark", HANDLED)
    declare("issues.RateExclusion", "reason", HANDLED)
    declare("issues.PersonSearch", "reason", LOOKED_UP)
    not_personal("issues.IssueCategory", "name", words.NAME_OF_MATTER)
    not_personal("issues.Issue", "tracking", "随机的编号；凭它只看得到办到哪一步")
    not_personal("issues.Issue", "kind source route urgency close_reason redirect_reason answer", words.CODE)
    not_personal("issues.Dispatch", "reason_code", words.CODE)
    not_personal("issues.CallBack", "day_part mode outcome", words.CODE)
    not_personal("issues.Merge", "state_before route_before", words.CODE)
    not_personal("issues.IntakeRow", "outside_id body_sha256", words.FIGURES)
