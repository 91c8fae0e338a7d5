"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

SAID_AT_DOOR: Final = Personal(
    purpose="记住居民在门口说了什么，好去办",
    basis=words.PUBLIC_DUTY,
    retention="走访三年后删去文字",
    audience="本网格和街道的走访人员",
    kept_by="privacy.visit_text_days",
)
CARE: Final = Personal(
    purpose="该多走访的户按约定多走访",
    basis=words.AGREED,
    retention="本人撤回同意时删除",
    audience="本网格和街道的走访人员",
    sensitivity="sensitive",
)


def declare_fields() -> None:
    declare("visits.Visit", "outcome talked_with topics late_reason", SAID_AT_DOOR)
    declare("visits.VisitCorrection", "before reason", SAID_AT_DOOR)
    declare("visits.TargetClass", "code", CARE)
    not_personal("visits.VisitPlan", "name intervals", words.NAME_OF_MATTER)
    not_personal("visits.Visit", "receipt_mode source", words.CODE)
