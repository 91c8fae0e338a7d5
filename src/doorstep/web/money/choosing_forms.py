"""The forms of a round that chooses: candidates, the gate, grades with their anchors, the meeting's word."""

from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from doorstep.funds import rules
from doorstep.funds.services import Verdict
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Refusal
from doorstep.kernel.refs import read_tracking_number
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels
from doorstep.web.money.forms import meeting_choices
from doorstep.web.projects.forms import YuanField
from doorstep.web.sentences import sentence

YES_NO = (("yes", _("是")), ("no", _("否")))


class OpenForm(PlainForm):
    org_id = forms.TypedChoiceField(label=_("哪个党组织"), coerce=int)


class CandidateForm(PlainForm):
    """A project of the organisation, or a long-term matter by its number."""

    project_id = forms.ChoiceField(label=_("项目"), required=False)
    issue = forms.CharField(
        label=_("或者长期推进的问题编号"),
        help_text=_("14 位编号。选了项目就不用填。"),
        required=False,
        max_length=30,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    asked_fen = YuanField(label=_("需要多少额度（元）"))

    def __init__(self, *args: Any, projects: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(each.pk), f"{each.number} {each.name}") for each in projects]
        self.fields["project_id"].choices = [("", _("不是项目")), *names]  # type: ignore[attr-defined]

    def clean_issue(self) -> str:
        text = self.cleaned_data["issue"].strip()
        try:
            return read_tracking_number(text) if text else ""
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("project_id") and not values.get("issue") and "issue" not in self.errors:
            self.add_error("project_id", _("请选一个项目，或者填一个问题编号。"))
        return values


class GateForm(PlainForm):
    """Every question with yes or no; a no with its reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in rules.GATE.items():
            self.fields[code] = forms.ChoiceField(
                label=translate(label), choices=YES_NO, widget=forms.RadioSelect
            )
            self.fields[f"{code}_reason"] = forms.CharField(
                label=translate("原因"),
                help_text=translate("答“否”时必填，会议上要看。"),
                required=False,
                max_length=200,
            )

    def answers(self) -> list[rules.GateAnswer]:
        values = self.cleaned_data
        return [
            rules.GateAnswer(code, values[code] == "yes", values[f"{code}_reason"]) for code in rules.GATE
        ]


class GradeForm(PlainForm):
    """One grade for each criterion, each shown with the sentence it stands for."""

    def __init__(self, *args: Any, rubric: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric = rules.RUBRICS[rubric]
        for each in self.rubric:
            self.fields[each.code] = forms.TypedChoiceField(
                label=translate(each.label),
                coerce=int,
                choices=[(grade, f"{grade} {translate(each.anchor(grade))}") for grade in range(1, 6)],
                widget=forms.RadioSelect,
            )
        self.fields["evidence"] = forms.CharField(
            label=translate("凭什么这样评"),
            help_text=translate("看了哪些走访记录、报价、现场，都写上。"),
            widget=CountedTextarea,
            max_length=1000,
        )

    def grades(self) -> dict[str, int]:
        return {each.code: self.cleaned_data[each.code] for each in self.rubric}


class TalkForm(PlainForm):
    note = forms.CharField(
        label=_("商量的结果"),
        help_text=_("为什么看法不同，各自看到了什么。原来的评分不改。"),
        widget=CountedTextarea,
        max_length=1000,
    )


class VerdictForm(PlainForm):
    """What a recorded meeting decided about this candidate."""

    item = forms.TypedChoiceField(
        label=_("哪次会议定的"),
        help_text=_("先在“会议”里按规则表决并记下决定，这里才选得到。"),
        coerce=int,
    )
    outcome = forms.ChoiceField(
        label=_("会议怎么定的"), choices=labels(rules.OUTCOMES), widget=forms.RadioSelect
    )
    reserved_fen = YuanField(label=_("列入多少额度（元）"), help_text=_("只在列入时填。"), required=False)
    reason = forms.CharField(
        label=_("暂未列入的原因"),
        help_text=_("居民会看到：差在哪里、什么条件下能列入。列入时可以不填。"),
        widget=CountedTextarea,
        required=False,
        max_length=rules.REASON_LIMIT,
    )
    look_on = forms.DateField(
        label=_("什么时候再议"), help_text=_("只在暂未列入时填。"), widget=DateInput, required=False
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        met = [("", _("请选择")), *meeting_choices(by)[1:]]
        self.fields["item"].choices = met  # type: ignore[attr-defined]

    def verdict(self) -> Verdict:
        values = self.cleaned_data
        return Verdict(
            item_id=values["item"],
            outcome=values["outcome"],
            reserved_fen=values["reserved_fen"] or 0,
            reason=values["reason"],
            look_on=values["look_on"],
        )
