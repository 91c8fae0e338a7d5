"""The forms of opinions on a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.issues.rules import PLACE_LIMIT
from doorstep.projects import rules
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels

NO_CHANGE = ("", _("不改动方案"))


def numbered(classes: list[tuple[str, str]]) -> list[tuple[str, Any]]:
    """Classes with a number in front, so that the keyboard finds them."""
    return [(code, f"{place:02d} {_(name)}") for place, (code, name) in enumerate(classes, start=1)]


class OpinionForm(PlainForm):
    """One opinion from the door, the phone, a meeting or paper; no name is asked."""

    text = forms.CharField(
        label=_("怎么说的"),
        help_text=_("尽量用原话，不写姓名和电话。"),
        max_length=rules.OPINION_LIMIT,
        widget=CountedTextarea(attrs={"rows": 4, "autofocus": True}),
    )
    class_code = forms.ChoiceField(label=_("类别"), help_text=_("按数字键可以直接选到。"))
    source = forms.ChoiceField(
        label=_("怎么来的"),
        choices=[(code, _(rules.OPINION_SOURCES[code])) for code in rules.BY_HAND],
        initial="door",
        widget=forms.RadioSelect,
    )
    place_text = forms.CharField(
        label=_("哪里"), help_text=_("如“红砖里6号楼”，可以不写。"), max_length=PLACE_LIMIT, required=False
    )
    said_on = forms.DateField(label=_("哪天说的"), required=False, widget=DateInput)
    issue_number = forms.CharField(
        label=_("来自哪个问题"), help_text=_("14 位问题编号，没有就空着。"), required=False, max_length=30
    )
    visit = forms.UUIDField(required=False, widget=forms.HiddenInput)
    may_show = forms.BooleanField(label=_("本人同意把原话放到公开页上"), required=False)

    def __init__(self, *args: Any, classes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class_code"].choices = numbered(classes)  # type: ignore[attr-defined]


class ReplyForm(PlainForm):
    """What becomes of one opinion or several, with the reason that the public reads."""

    adoption = forms.ChoiceField(
        label=_("采纳情况"), choices=labels(rules.ADOPTIONS), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("理由"),
        help_text=_("会公开：怎么改，或者为什么不改。不写任何人的姓名。"),
        max_length=rules.REASON_LIMIT,
        widget=CountedTextarea(attrs={"rows": 3}),
    )
    part = forms.ChoiceField(
        label=_("改动方案的哪一项"),
        help_text=_("采纳或部分采纳时选。发布新一版时，公开页会写明这一项为什么改。"),
        choices=[NO_CHANGE, *labels(rules.PLAN_LABELS)],
        required=False,
    )

    def answer(self) -> rules.OpinionAnswer:
        values = self.cleaned_data
        return rules.OpinionAnswer(values["adoption"], values["reason"], values["part"])


class SortForm(PlainForm):
    class_code = forms.ChoiceField(label=_("类别"))

    def __init__(self, *args: Any, classes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class_code"].choices = numbered(classes)  # type: ignore[attr-defined]


class WithholdForm(PlainForm):
    reason = forms.CharField(label=_("为什么不再公开"), max_length=rules.REASON_LIMIT)


class ClassesForm(PlainForm):
    classes = forms.CharField(
        label=_("类别"),
        help_text=_("每行一类：代码 名称，如“drain 地下排水”。排在前面的先列出。"),
        widget=forms.Textarea(attrs={"rows": 24}),
    )

    def clean_classes(self) -> list[tuple[str, str]]:
        return [read_class(line) for line in self.cleaned_data["classes"].splitlines() if line.strip()]


def read_class(line: str) -> tuple[str, str]:
    code, _gap, name = line.strip().partition(" ")
    if not name.strip():
        raise forms.ValidationError(_("看不懂这一行：%(line)s"), params={"line": line})
    return code, name.strip()


class OpinionQuery(forms.Form):
    """The row above the list; every field may stay empty."""

    text = forms.CharField(label=_("关键词"), required=False, max_length=60)
    cls = forms.ChoiceField(label=_("类别"), required=False)
    adoption = forms.ChoiceField(
        label=_("采纳情况"),
        required=False,
        choices=[("", _("全部")), ("open", _("未答复")), *labels(rules.ADOPTIONS)],
    )
    source = forms.ChoiceField(
        label=_("来源"), required=False, choices=[("", _("全部")), *labels(rules.OPINION_SOURCES)]
    )
    version = forms.CharField(label=_("版次"), required=False, max_length=4)

    def __init__(self, *args: Any, classes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="query_%s", **kwargs)
        self.fields["cls"].choices = [("", _("全部")), *classes]  # type: ignore[attr-defined]
