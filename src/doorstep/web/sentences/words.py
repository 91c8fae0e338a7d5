"""What the values inside a sentence are called: roles, kinds of work, fields, rules."""

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from doorstep.funds.rules import CRITERION_LABELS, FORBIDDEN_USES, GATE
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
    "purpose": _("用途说明"),
    "supplier": _("供应商"),
    "helped_count": _("帮扶人数"),
    "invoice_number": _("票据号"),
    "notice_number": _("公示编号"),
    "bank_ref": _("银行流水号"),
    "basis": _("依据"),
    "need": _("为什么要做"),
    "do_it": _("照做的方案"),
    "do_less": _("少做一些的方案"),
    "do_nothing": _("不做会怎样"),
    "comparable": _("可比的工程"),
    "objections": _("不同意见"),
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
    if name in {"use", "because"} and text in FORBIDDEN_USES:
        return translate(FORBIDDEN_USES[text][name == "because"])
    if name in {"rule", "settings"} and text in DEFAULTS:
        return translate(DEFAULTS[text].label)
    if name == "questions":
        return translate(GATE[text])
    if name == "criteria":
        return translate(CRITERION_LABELS[text])
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
