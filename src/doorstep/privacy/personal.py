"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.people.personal import STAFF_NAME
from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

ASKED: Final = Personal(
    purpose="答复本人对自己个人信息的请求",
    basis=words.PUBLIC_DUTY,
    retention="办结三年后删去文字、姓名和电话",
    audience="个人信息经办人和审批人",
    kept_by="privacy.request_days",
)
CONSENTED: Final = Personal(
    purpose="证明本人单独同意过、撤回过",
    basis=words.AGREED,
    retention="撤回三年后删去姓名",
    audience="个人信息经办人和审批人",
    kept_by="privacy.request_days",
)
LOOKED: Final = Personal(
    purpose="让每一户知道谁看过自己的情况",
    basis=words.PUBLIC_DUTY,
    retention="三年",
    audience="个人信息经办人、审批人和该户",
    kept_by="privacy.search_days",
)
GUARDED: Final = Personal(
    purpose="证明个人信息是怎样保护的",
    basis=words.PUBLIC_DUTY,
    retention="至少三年（个人信息保护法第五十六条）",
    audience="个人信息经办人和审批人",
)


def declare_fields() -> None:
    declare("privacy.HouseholdRead", "by_name", STAFF_NAME)
    declare("privacy.HouseholdRead", "reason", LOOKED)
    declare("privacy.RightsRequest", "text phone_blind chosen answer", ASKED)
    declare("privacy.RightsStep", "by_name", STAFF_NAME)
    declare("privacy.RightsStep", "note", ASKED)
    declare("privacy.Consent", "words", CONSENTED)
    declare("privacy.LegalHold", "reason", GUARDED)
    declare("privacy.ExportGrant", "reason note", GUARDED)
    declare("privacy.Breach", "happened cause harm measures advice lessons", GUARDED)
    declare("privacy.BreachStep", "by_name", STAFF_NAME)
    declare("privacy.BreachStep", "note", GUARDED)
    not_personal("privacy.LegalHold", "rule ref lifted_by", words.FIGURES)
    not_personal("privacy.RetentionRun", "rule", words.CODE)
    not_personal("privacy.RightsRequest", "tracking", "随机的编号；凭它只看得到办到哪一步")
    not_personal("privacy.RightsRequest", "kind source identified_by ground delivered_by", words.CODE)
    not_personal("privacy.Consent", "scope given_by", words.CODE)
    not_personal("privacy.ExportGrant", "ledger scope", words.CODE)
    not_personal("privacy.Breach", "number title kind risk categories", words.NAME_OF_MATTER)
