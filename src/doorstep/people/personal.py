"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

WORK_CONTACT: Final = Personal(
    purpose="因工作联系工作人员",
    basis=words.EMPLOYED,
    retention="离岗一年后删除",
    audience="本街道的管理员",
    kept_by="people.contact_keep_days",
)
PARTNER_CONTACT: Final = Personal(
    purpose="就协议事项联系联建单位",
    basis=words.CONTRACT,
    retention="该单位联建期间",
    audience="本街道管理协议的人员",
)
STAFF_NAME: Final = Personal(
    purpose="登录，并写明每件事是谁经手的",
    basis=words.EMPLOYED,
    retention="与所经手的记录一起",
    audience="本街道的工作人员；公开页面不显示",
)
STAFF_NOTE: Final = Personal(
    purpose="说明工作交接",
    basis=words.EMPLOYED,
    retention="与账号的经历一起",
    audience="本街道的管理员",
)


def declare_fields() -> None:
    declare("people.Account", "username display_name", STAFF_NAME)
    declare("people.Account", "phone_blind", WORK_CONTACT)
    declare("people.Handover", "reason", STAFF_NOTE)
    not_personal("people.Account", "password", "口令的摘要，读不出口令")
    not_personal("people.Unit", "name kind phone", "单位公开的名称和值班电话")
    not_personal("people.PartyOrg", "name kind", words.NAME_OF_ORG)
    not_personal("people.Partner", "name kind", words.NAME_OF_ORG)
    not_personal("people.Assignment", "role given_by", words.CODE)
    not_personal("people.Handover", "counts", words.FIGURES)
