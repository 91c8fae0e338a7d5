"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from doorstep.records import personal as words
from doorstep.records.personal import not_personal


def declare_fields() -> None:
    not_personal("rulebook.Rule", "value", words.FIGURES)
    not_personal("rulebook.Rule", "reason", "调整规则的公开理由，写事不写人")
    not_personal("rulebook.Rule", "set_by", "账号的编号，没有姓名")
    not_personal("rulebook.CalendarDay", "name", words.NAME_OF_MATTER)
    not_personal("rulebook.CalendarRange", "source", words.NAME_OF_MATTER)
