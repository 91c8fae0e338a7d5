"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.people.personal import STAFF_NAME
from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

MEMBER_AGREED: Final = "本人单独同意（个人信息保护法第十三条、第二十九条）"
MEMBER: Final = Personal(
    purpose="安排并证明在职党员在社区的服务",
    basis=MEMBER_AGREED,
    retention="撤回同意时删除；离开两年后删除",
    audience="社区管理双报到的人、核实服务的人和本人",
    sensitivity="sensitive",
)
SERVED: Final = Personal(
    purpose="记下服务了什么、谁核实的",
    basis=MEMBER_AGREED,
    retention="与报到一起",
    audience="社区管理双报到的人、核实服务的人和本人",
)


def declare_fields() -> None:
    declare("volunteers.ReportIn", "phone_blind unit_name skills consent_text", MEMBER)
    declare("volunteers.Service", "what for_whom refusal", SERVED)
    declare("volunteers.FeedbackLetter", "thanks", SERVED)
    declare("volunteers.Pledge", "text outcome", SERVED)
    declare("volunteers.PointEntry", "reason", SERVED)
    declare("volunteers.StarBar", "reason", SERVED)
    declare("volunteers.Appeal", "text answer", SERVED)
    declare("volunteers.MemberStep", "by_name", STAFF_NAME)
    declare("volunteers.MemberStep", "note", SERVED)
    not_personal("volunteers.ReportIn", "number", words.FIGURES)
    not_personal("volunteers.ServicePost", "title need", words.NAME_OF_MATTER)
    not_personal("volunteers.Service", "ledger verdict confirmer", words.CODE)
    not_personal("volunteers.PointRuleSet", "ledger unit evidence", words.CODE)
    not_personal("volunteers.PointEntry", "ledger", words.CODE)
    not_personal("volunteers.StarAward", "table", words.CODE)
    not_personal("volunteers.Reward", "title", words.NAME_OF_MATTER)
    not_personal("volunteers.Reward", "kind ledger", words.CODE)
    not_personal("volunteers.Redemption", "code_hash", words.MACHINE)
