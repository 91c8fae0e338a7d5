"""What the values inside a sentence are called: roles, kinds of work, fields, rules."""

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from doorstep.people.handovers import HANDOVERS
from doorstep.people.rules import ROLE_LABELS
from doorstep.rulebook.rules import DEFAULTS

FIELD_NAMES = {
    "name": _("名称"),
    "goal": _("目标"),
    "baseline": _("现状"),
    "evidence": _("完成的证明"),
    "starts_on": _("开始日期"),
    "ends_on": _("完成日期"),
    "public_summary": _("公开简介"),
    "beneficiaries": _("受益对象及数量"),
    "source": _("问题来源或自查理由"),
    "money": _("经费或实物"),
    "milestones": _("每个季度至少一个节点"),
    "agreement_projects": _("关联的项目"),
    "agreement_pledges": _("承诺的资源"),
    "difficulty": _("难度及理由（由负责人以外的人评定）"),
}
COLUMN_NAMES = {"day": _("日期"), "working": _("类型")}
WEAK_BECAUSE = {
    "password_same": _("与现在的口令相同或太长"),
    "password_too_short": _("不到 10 位"),
    "password_too_common": _("太常见"),
    "password_too_similar": _("和姓名或用户名太像"),
}


def word(name: str, value: object) -> str:
    """One value of a refusal as its reader calls it; what has no name of its own stays as it is."""
    text = str(value)
    if name in {"role", "other"}:
        return translate(ROLE_LABELS.get(text, text))
    if name == "rule" and text in DEFAULTS:
        return translate(DEFAULTS[text].label)
    names = {"fields": FIELD_NAMES, "columns": COLUMN_NAMES, "reasons": WEAK_BECAUSE}.get(name, {})
    return str(names.get(text, text))


def readable(name: str, value: object) -> str:
    """A value of a refusal in words; several are joined the way the language lists things."""
    if isinstance(value, dict):
        counted = [f"{work_name(str(code))} {count}" for code, count in value.items()]
        return translate("、").join(counted)
    if isinstance(value, list | tuple):
        return translate("、").join(word(name, each) for each in value)
    return word(name, value)


def work_name(code: str) -> str:
    return translate(HANDOVERS[code].label) if code in HANDOVERS else code
