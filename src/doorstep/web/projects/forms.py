"""The forms of a project."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.kernel.errors import Refusal
from doorstep.kernel.money import parse_yuan, yuan
from doorstep.projects import rules
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels
from doorstep.web.sentences import sentence


class YuanField(forms.CharField):
    """Yuan as people type them; cleaned to whole fen."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return parse_yuan(text) if text else 0
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal


class LinesField(forms.CharField):
    """One thing a line; the form says how a line is written."""

    widget = forms.Textarea(attrs={"rows": 4})


def read_milestones(text: str) -> tuple[rules.MilestonePlan, ...]:
    """Lines such as ``2019-06-30 完成入户签约``."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        day, _gap, name = line.partition(" ")
        try:
            found.append(rules.MilestonePlan(name.strip(), date.fromisoformat(day)))
        except ValueError:
            raise forms.ValidationError(_("看不懂这一行：%(line)s"), params={"line": line}) from None
        if not name.strip():
            raise forms.ValidationError(_("这一行缺少名称：%(line)s"), params={"line": line})
    return tuple(found)


def read_beneficiaries(text: str) -> tuple[rules.BeneficiaryPlan, ...]:
    """Lines such as ``两个小区住户 540 户``."""
    units = {label: code for code, label in rules.BENEFICIARY_UNITS.items()}
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        parts = line.split()
        if len(parts) < 3 or not parts[-2].isdecimal() or parts[-1] not in units or int(parts[-2]) == 0:
            raise forms.ValidationError(_("看不懂这一行：%(line)s"), params={"line": line})
        found.append(rules.BeneficiaryPlan(" ".join(parts[:-2]), int(parts[-2]), units[parts[-1]]))
    return tuple(found)


class PlanForm(PlainForm):
    """Everything a plan promises; nothing is required until the project is applied for."""

    goal = forms.CharField(
        label=_("目标"),
        help_text=_("能量出来的：多少户、到什么程度。"),
        required=False,
        widget=CountedTextarea,
        max_length=1000,
    )
    baseline = forms.CharField(label=_("现状"), required=False, widget=CountedTextarea, max_length=1000)
    evidence = forms.CharField(
        label=_("完成的证明"),
        help_text=_("凭什么说办成了。"),
        required=False,
        widget=CountedTextarea,
        max_length=1000,
    )
    measures = forms.CharField(label=_("措施"), required=False, widget=CountedTextarea, max_length=3000)
    starts_on = forms.DateField(label=_("开始日期"), required=False, widget=DateInput)
    ends_on = forms.DateField(label=_("完成日期"), required=False, widget=DateInput)
    beneficiaries = LinesField(
        label=_("受益对象"),
        help_text=_("每行一组：名称 数量 户（或人），如“槐荫里住户 540 户”。"),
        required=False,
    )
    milestones = LinesField(
        label=_("季度节点"),
        help_text=_("每行一个：日期 名称，如“2019-06-30 完成入户签约”。每个季度至少一个。"),
        required=False,
    )
    quota_fen = YuanField(label=_("额度经费（元）"), required=False)
    other_fen = YuanField(label=_("其他经费（元）"), required=False)
    in_kind = forms.CharField(label=_("实物或人力"), required=False, max_length=200)
    public_summary = forms.CharField(
        label=_("公开简介"),
        help_text=_("居民看的，说人话，不写任何人的姓名和门牌。"),
        required=False,
        widget=CountedTextarea,
        max_length=600,
    )

    def clean_milestones(self) -> tuple[rules.MilestonePlan, ...]:
        return read_milestones(self.cleaned_data["milestones"])

    def clean_beneficiaries(self) -> tuple[rules.BeneficiaryPlan, ...]:
        return read_beneficiaries(self.cleaned_data["beneficiaries"])

    def plan(self) -> rules.Plan:
        return rules.Plan(**{name: self.cleaned_data[name] for name in rules.PLAN_LABELS})


def plan_initial(plan: rules.Plan) -> dict[str, Any]:
    """A stored plan as the form writes it."""
    found = {name: getattr(plan, name) for name in rules.PLAN_LABELS}
    found["quota_fen"] = yuan(plan.quota_fen) if plan.quota_fen else ""
    found["other_fen"] = yuan(plan.other_fen) if plan.other_fen else ""
    found["milestones"] = "\n".join(f"{each.planned_on} {each.name}" for each in plan.milestones)
    found["beneficiaries"] = "\n".join(
        f"{each.group} {each.count} {rules.BENEFICIARY_UNITS[each.unit]}" for each in plan.beneficiaries
    )
    return found


class ProposalForm(PlanForm):
    name = forms.CharField(label=_("名称"), max_length=80)
    org_id = forms.TypedChoiceField(label=_("支部"), coerce=int)
    lead_id = forms.TypedChoiceField(label=_("负责人"), coerce=int)
    place_id = forms.TypedChoiceField(label=_("地点"), coerce=int)
    orientation = forms.ChoiceField(
        label=_("导向"), choices=labels(rules.ORIENTATIONS), widget=forms.RadioSelect
    )
    field_code = forms.ChoiceField(label=_("领域"))
    led_by_secretary = forms.BooleanField(label=_("书记领办"), required=False)
    issues = LinesField(
        label=_("问题来源"),
        help_text=_("每行一个问题编号。没有来源问题时，请在下面写支部自查的理由。"),
        required=False,
    )
    own_reason = forms.CharField(
        label=_("支部自查理由"), required=False, widget=CountedTextarea, max_length=1000
    )
    field_order = (
        "name",
        "org_id",
        "lead_id",
        "led_by_secretary",
        "place_id",
        "orientation",
        "field_code",
        "issues",
        "own_reason",
    )

    def __init__(self, *args: Any, choices: dict[str, list[tuple[Any, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in choices.items():
            self.fields[name].choices = values


class IssueNumbersForm(PlainForm):
    issues = LinesField(label=_("问题编号"), help_text=_("每行一个 14 位编号。"))


class DifficultyForm(PlainForm):
    value = forms.TypedChoiceField(
        label=_("难度"),
        coerce=int,
        choices=[(k, f"{k} {v}") for k, v in rules.DIFFICULTIES.items()],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("理由"),
        help_text=_("涉及多少户、要几家配合、有没有先例、有没有反对意见。"),
        widget=CountedTextarea,
        max_length=1000,
    )


class MilestoneForm(PlainForm):
    done_on = forms.DateField(label=_("完成日"), widget=DateInput)
    result = forms.CharField(label=_("结果"), help_text=_("会公开。"), max_length=300)
    deviation_reason = forms.CharField(label=_("晚了的原因"), required=False, max_length=300)
    next_step = forms.CharField(label=_("下一步"), required=False, max_length=300)


class ReasonForm(PlainForm):
    note = forms.CharField(label=_("情况或理由"), widget=CountedTextarea, max_length=1000)


class SignForm(PlainForm):
    person_name = forms.CharField(label=_("签字人"), max_length=40)
    capacity = forms.ChoiceField(
        label=_("身份"), choices=labels(rules.ACCEPTANCE_CAPACITIES), widget=forms.RadioSelect
    )
    accepts = forms.TypedChoiceField(
        label=_("意见"),
        choices=[("yes", _("同意通过")), ("no", _("不同意"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(label=_("说明"), help_text=_("不同意时请写明。"), required=False, max_length=500)


class ChangePlanForm(PlanForm):
    reason = forms.CharField(label=_("为什么改"), help_text=_("会公开。"), max_length=300)


class TaskForm(PlainForm):
    done_on = forms.DateField(label=_("完成日"), widget=DateInput)
    note = forms.CharField(label=_("办了什么"), max_length=rules.TASK_NOTE_LIMIT)
