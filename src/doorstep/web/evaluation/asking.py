"""The forms of one call: words first, then the grade, the last question last."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.evaluation.rules import states as rules
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels

YES_NO = {"no": "没有", "yes": "有"}


def words(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=CountedTextarea(attrs={"rows": 3}),
        max_length=rules.WORDS_LIMIT,
        required=False,
    )


class SaidForm(PlainForm):
    """What one respondent says, in the order in which it is asked (E2)."""

    good = words(_("1. 好在哪里？"), _("用居民的原话，不写姓名和电话。没有说就空着。"))
    missing = words(_("2. 还缺什么？"))
    wants = words(_("3. 希望怎么办？"))
    grade = forms.TypedChoiceField(
        label=_("4. 总的来说，您满意吗？"),
        help_text=_("五档都念一遍，居民怎么说就怎么记，不要提示。"),
        choices=labels(rules.GRADES),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("请从五档里选一档。")},
    )
    safety = forms.BooleanField(label=_("说到了安全问题（漏电、漏水、会伤人等）"), required=False)
    may_show = forms.BooleanField(label=_("居民同意把这些话不写名字地放到公开页上"), required=False)
    pressed = forms.TypedChoiceField(
        label=_("5. 有人要求您改评价或给好评吗?"),
        choices=labels(YES_NO),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    mode = forms.ChoiceField(
        label=_("怎么问的"),
        choices=[(code, _(rules.MODES[code])) for code in ("phone", "visit")],
        initial="phone",
        widget=forms.RadioSelect,
    )

    def said(self) -> rules.Said:
        values = {name: value for name, value in self.cleaned_data.items() if name in SAID}
        return rules.Said(**values)


class PaperForm(SaidForm):
    """The same, keyed in from a sheet that was filled in at the door."""

    mode = forms.CharField(widget=forms.HiddenInput, initial="paper")  # type: ignore[assignment]  # fixed here
    said_on = forms.DateField(label=_("哪天填的"), widget=DateInput)
    field_order = ("said_on",)


class CorrectForm(SaidForm):
    """A slip in keying-in: everything again, and why."""

    mode = forms.ChoiceField(label=_("怎么问的"), choices=labels(rules.MODES), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("为什么更正"),
        help_text=_("比如“按错了档”。原来那一份会留着，改了满意档次的会请别人看一看。"),
        max_length=rules.REASON_LIMIT,
        widget=CountedTextarea(attrs={"rows": 2}),
    )


SAID = frozenset(("grade", "good", "missing", "wants", "pressed", "safety", "may_show", "mode", "said_on"))


class FailedForm(PlainForm):
    """One time the respondent could not be asked."""

    outcome = forms.ChoiceField(
        label=_("这一次怎么样"), choices=labels(rules.OUTCOMES), widget=forms.RadioSelect
    )
    call_after = forms.CharField(
        label=_("什么时候方便"), help_text=_("如“晚上七点以后”。"), max_length=60, required=False
    )


class RecallForm(PlainForm):
    outcome = forms.ChoiceField(
        label=_("居民怎么说"), choices=labels(rules.RECALL_OUTCOMES), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("说明"),
        help_text=_("与记录不一致的，写明哪里不一致。"),
        widget=CountedTextarea(attrs={"rows": 3}),
        max_length=rules.REASON_LIMIT,
        required=False,
    )
