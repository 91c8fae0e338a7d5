"""The forms of the acts on one issue; a field is asked only when the act needs it."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.issues import rules
from doorstep.kernel.errors import Refusal
from doorstep.kernel.refs import read_tracking_number
from doorstep.ui.forms import CountedTextarea, PlainForm, labels
from doorstep.web.sentences import sentence

MOST_MERGED: Final = 50


def words(
    label: Any, *, hint: Any = "", required: bool = True, most: int = rules.NOTE_LIMIT
) -> forms.CharField:
    """A few sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=CountedTextarea(attrs={"rows": 4}),
    )


def choice(
    label: Any, names: dict[Any, str], *, hint: Any = "", only: Any = None, first: Any = None
) -> forms.ChoiceField:
    """One of a closed list, all of it in sight."""
    choices = [(code, _(names[code])) for code in only or names]
    return forms.ChoiceField(
        label=label, help_text=hint, choices=choices, initial=first, widget=forms.RadioSelect
    )


class NumbersField(forms.CharField):
    """Tracking numbers, one a line or parted by blanks; cleaned to fourteen digits each."""

    widget = forms.Textarea(attrs={"rows": 3, "inputmode": "numeric"})

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value) or ""
        lines = [
            line.strip() for line in text.replace("，", "\n").replace(",", "\n").splitlines() if line.strip()
        ]
        if len(lines) > MOST_MERGED:
            raise forms.ValidationError(_("一次最多 %(most)s 个编号。"), params={"most": MOST_MERGED})
        try:
            return [read_tracking_number(line) for line in lines]
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal


class NoteForm(PlainForm):
    """An act that needs nothing but may carry a word."""

    note = words(_("说明"), required=False)


class DoneForm(PlainForm):
    note = words(_("办了什么"), hint=_("反映人会看到，请写结果，不写任何人的姓名和电话。"))


class ReasonForm(PlainForm):
    note = words(_("情况或理由"))


class TriageForm(PlainForm):
    route = choice(
        _("怎么办"),
        rules.ROUTES,
        only=rules.TRIAGE_ROUTES,
        hint=_("三个工作日内能办好的选立行立改；要几天的选限时整改；要立项、要协调的选长期推进。"),
    )
    category_code = forms.ChoiceField(label=_("类别"), required=False)
    urgency = forms.ChoiceField(label=_("缓急"), choices=labels(rules.URGENCIES))
    note = words(_("说明"), required=False)

    def __init__(self, *args: Any, categories: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category_code"].choices = [("", _("不改")), *categories]  # type: ignore[attr-defined]


class DispatchForm(PlainForm):
    unit_id = forms.TypedChoiceField(label=_("承办单位"), coerce=int)
    days = forms.IntegerField(
        label=_("几个工作日内办好"),
        help_text=_("不填就按规则手册的期限。"),
        required=False,
        min_value=1,
        max_value=250,
    )
    note = words(_("交代"), required=False, most=rules.SHORT_LIMIT)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = [("", _("请选择")), *units]  # type: ignore[attr-defined]


class ObjectForm(PlainForm):
    reason_code = choice(_("为什么不该由本单位办"), rules.OBJECTION_REASONS)
    note = words(_("情况"), most=rules.SHORT_LIMIT)


class ReturnForm(PlainForm):
    reason_code = choice(_("退单理由"), rules.RETURN_REASONS, hint=_("第二次退单会报区里协调。"))
    note = words(_("情况"), most=rules.SHORT_LIMIT)


class ExtendForm(PlainForm):
    days = forms.IntegerField(label=_("再要几个工作日"), min_value=1, max_value=250)
    reason = words(_("为什么要延期"), hint=_("反映人会收到理由和新的日期。"), most=rules.SHORT_LIMIT)


class ExplainForm(PlainForm):
    note = words(_("怎样向反映人解释"), hint=_("反映人会看到这段话。写清依据和能找谁。"))


class RedirectForm(PlainForm):
    reason_code = choice(_("为什么要找别的渠道"), rules.REDIRECT_REASONS)
    note = words(_("告诉反映人什么"), hint=_("反映人会看到。写清该找谁、电话、带什么材料。"))


class CloseForm(PlainForm):
    note = words(_("说明"), hint=_("“部分解决”的，必须写明还差什么、为什么销号。"), required=False)


class CloseByReasonForm(PlainForm):
    reason_code = choice(_("销号理由"), rules.CLOSE_REASONS, only=rules.REASONS_TO_CLOSE)
    note = words(_("情况"), hint=_("每一种理由都会核对：未接通要打满次数，不愿答复要有一次接通。"))


class ConfirmForm(PlainForm):
    mode = choice(_("住户怎样确认"), rules.CONFIRM_MODES, hint=_("口头确认要由没有经手的人来记。"))
    code = forms.CharField(
        label=_("查询密码"),
        help_text=_("选“查询密码”时，请住户报出回执上的六位数。"),
        required=False,
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    note = words(_("说明"), required=False)


class MergeForm(PlainForm):
    same = forms.MultipleChoiceField(
        label=_("可能是同一件事"), required=False, widget=forms.CheckboxSelectMultiple
    )
    numbers = NumbersField(
        label=_("其他编号"), help_text=_("每行一个。这些问题并入本件，各自仍有答复。"), required=False
    )
    note = words(_("为什么是同一件事"), required=False)

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["same"].choices = candidates  # type: ignore[attr-defined]
        if not candidates:
            del self.fields["same"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("same") and not values.get("numbers") and not self.errors:
            raise forms.ValidationError(_("请至少勾选或填写一件要并入的问题。"))
        return values


class ExclusionForm(PlainForm):
    code = choice(_("为什么不计入"), rules.EXCLUSION_CODES)
    reason = words(_("理由"), hint=_("由另一人决定；提出和决定都会列在清单上。"), most=rules.SHORT_LIMIT)


class DecisionForm(PlainForm):
    approved = forms.TypedChoiceField(
        label=_("决定"),
        choices=[("yes", _("同意不计入")), ("no", _("不同意，照常计入"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = words(_("理由"), most=rules.SHORT_LIMIT)


class CorrectForm(PlainForm):
    text = words(_("反映的内容"), hint=_("改前的原话会留在办理轨迹里。"), most=rules.TEXT_LIMIT)
    place_text = forms.CharField(label=_("地点"), required=False, max_length=rules.PLACE_LIMIT)
    category_code = forms.ChoiceField(label=_("类别"), required=False)
    kind = forms.ChoiceField(label=_("性质"), choices=labels(rules.KINDS))
    reason = forms.CharField(label=_("为什么更正"), max_length=200)

    def __init__(self, *args: Any, categories: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category_code"].choices = [("", _("不改")), *categories]  # type: ignore[attr-defined]


class LookForm(PlainForm):
    """Why somebody's phone number is to be opened."""

    reason = forms.CharField(label=_("为什么要看"), help_text=_("会记入操作日志。"), max_length=200)


class CallBackForm(PlainForm):
    """In the order of the talk: reached or not, what was said, solved or not, and only then the grade."""

    mode = choice(_("怎样回访"), rules.CALLBACK_MODES, first="phone")
    outcome = choice(_("找到人了吗"), rules.CALLBACK_OUTCOMES)
    remark = words(_("反映人怎么说"), hint=_("先听、先记，尽量用原话。"), required=False)
    answer = forms.ChoiceField(
        label=_("解决了吗"),
        help_text=_("选“未解决”，交上去就重新办理，反映人会收到消息。"),
        choices=labels(rules.ANSWERS),
        required=False,
        widget=forms.RadioSelect,
    )
    grade = forms.TypedChoiceField(
        label=_("对这次办理满意吗"),
        help_text=_("由反映人自己说，不替他选，不劝他改。"),
        choices=labels(rules.GRADES),  # type: ignore[arg-type]
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        reached = values.get("outcome") == "reached"
        for name in ("answer", "grade"):
            if reached and not values.get(name) and name not in self.errors:
                self.add_error(name, _("接通了，请记下反映人的回答。"))
            if not reached and values.get(name):
                self.add_error(name, _("没有问到的，请不要选。"))
        if values.get("answer") == "unresolved" and not (values.get("remark") or "").strip():
            self.add_error("remark", _("没解决的，请写下还差什么，办理单位要看。"))
        return values
