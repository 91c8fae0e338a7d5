"""The forms of the evaluation desk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.evaluation.rules import states as rules
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels
from doorstep.web.projects.forms import LinesField


class NoteForm(PlainForm):
    note = forms.CharField(
        label=_("说明"), widget=CountedTextarea(attrs={"rows": 3}), max_length=rules.REASON_LIMIT
    )


class OptionalNoteForm(PlainForm):
    note = forms.CharField(
        label=_("说明"),
        widget=CountedTextarea(attrs={"rows": 3}),
        max_length=rules.REASON_LIMIT,
        required=False,
    )


class ReasonForm(PlainForm):
    reason = forms.CharField(
        label=_("理由"), widget=CountedTextarea(attrs={"rows": 3}), max_length=rules.REASON_LIMIT
    )


class PlanForm(PlainForm):
    """What of a project is measured: the whole, or one part carried out inside it."""

    thing = forms.ChoiceField(
        label=_("评什么"),
        widget=forms.RadioSelect,
        help_text=_(
            "单项是项目里办过的一次活动，如一个培训班、一次联席会议。单项单独评、单独公布，不算进项目的满意率。"
        ),
        required=False,
    )

    def __init__(self, *args: Any, things: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = [(key, words if key else _("整个项目")) for key, words in things]
        self.fields["thing"].initial = things[0][0]
        if len(things) == 1:
            self.fields["thing"].widget = forms.HiddenInput()


class PlacesForm(PlainForm):
    """Every dwelling below one place, as one group."""

    place = forms.CharField(
        label=_("哪里的住户"),
        help_text=_("写小区、楼或单元，如“东河苑3号楼”。下面的住户会全部登记。"),
        max_length=120,
    )
    group = forms.CharField(
        label=_("组名"),
        help_text=_("如“3号楼住户”。各组分开抽取，人数少于 10 的组会与相邻的组并在一起抽。"),
        max_length=rules.GROUP_LIMIT,
    )


class MemberForm(PlainForm):
    """One beneficiary; the name and number are sealed."""

    group = forms.CharField(label=_("组名"), max_length=rules.GROUP_LIMIT)
    address = forms.CharField(
        label=_("地址"),
        help_text=_("写到户，如“东河苑3号楼2单元501”。不是本街道住户就空着。"),
        max_length=120,
        required=False,
    )
    label = forms.CharField(
        label=_("称呼"), help_text=_("如“王女士”，加密保存。"), max_length=rules.NAME_LIMIT, required=False
    )
    phone = forms.CharField(
        label=_("电话"),
        help_text=_("加密保存，只有抽到以后打电话的人能看，看一次记一次。"),
        max_length=rules.NAME_LIMIT,
        required=False,
    )

    def fields_of_member(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("group", "address", "label", "phone")}


class ListForm(PlainForm):
    """A table of beneficiaries, uploaded or pasted."""

    file = forms.FileField(
        label=_("名单文件"),
        help_text=_("xlsx 或 CSV，第一行是表头：组别、地址、称呼、电话。"),
        required=False,
    )
    pasted = forms.CharField(
        label=_("或者把表格粘贴在这里"),
        help_text=_("从表格软件里连表头一起复制。"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=2_000_000,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("file") and not values.get("pasted", "").strip():
            raise forms.ValidationError(_("请选择文件，或者粘贴表格。"), code="empty")
        return values


class ConfirmListForm(PlainForm):
    content = forms.CharField(widget=forms.HiddenInput, max_length=30_000_000)
    name = forms.CharField(widget=forms.HiddenInput, max_length=120, required=False)


class CommitForm(PlainForm):
    commitment = forms.CharField(
        label=_("封存码"),
        help_text=_("64 位，由那串随机文字算出来。只交封存码，那串文字自己留好。"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-seal-code": ""}),
    )


class RevealForm(PlainForm):
    secret = forms.CharField(
        label=_("当时封存的那串文字"),
        help_text=_("照纸上写的输入，大小写和空格都要一样。"),
        max_length=100,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class LockForm(PlainForm):
    """The reason is asked for only where the list comes late."""

    late_reason = forms.CharField(
        label=_("为什么现在才锁定"),
        help_text=_("项目已经申请验收，或者单项已经办完，名单晚了。原因会印在报告上。"),
        widget=CountedTextarea(attrs={"rows": 3}),
        max_length=rules.REASON_LIMIT,
    )

    def __init__(self, *args: Any, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["late_reason"]


class CallersForm(PlainForm):
    caller_ids = forms.TypedMultipleChoiceField(
        label=_("由谁去问"),
        help_text=_("选中的人随机分到名单，不能挑人。参与过实施的人不在这里。"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, callers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caller_ids"].choices = callers  # type: ignore[attr-defined]


class AllotForm(CallersForm):
    from_caller_id = forms.TypedChoiceField(label=_("谁的名单要转出"), coerce=int)
    field_order = ("from_caller_id", "caller_ids")

    def __init__(self, *args: Any, holders: list[tuple[int, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_caller_id"].choices = holders  # type: ignore[attr-defined]


class CloseForm(PlainForm):
    themes = LinesField(
        label=_("居民主要说了什么"),
        help_text=_("每行一条，最多 12 条，如“夜里不够热”。会公开，不写姓名，不照抄原话。"),
        required=False,
    )


class SolicitForm(PlainForm):
    how = forms.ChoiceField(label=_("怎么问的"), choices=labels(rules.ASKED_HOW), widget=forms.RadioSelect)
    said = forms.CharField(
        label=_("居民怎么说"), widget=CountedTextarea(attrs={"rows": 4}), max_length=rules.WORDS_LIMIT
    )
    wants = forms.CharField(
        label=_("希望怎么办"), widget=CountedTextarea(attrs={"rows": 4}), max_length=rules.WORDS_LIMIT
    )


class RectifyForm(PlainForm):
    cause = forms.CharField(
        label=_("原因"),
        help_text=_("不写是谁说的。负责整改的人会看到这一句。"),
        widget=CountedTextarea(attrs={"rows": 3}),
        max_length=rules.REASON_LIMIT,
    )
    action = forms.CharField(
        label=_("措施"), widget=CountedTextarea(attrs={"rows": 3}), max_length=rules.REASON_LIMIT
    )
    owner_id = forms.TypedChoiceField(label=_("负责人"), coerce=int)
    kind = forms.ChoiceField(
        label=_("哪一类"), choices=labels(rules.RECTIFICATION_KINDS), widget=forms.RadioSelect
    )
    due_on = forms.DateField(
        label=_("期限"),
        help_text=_("只在按节点推进时填；其他两类按规则计算。"),
        widget=DateInput,
        required=False,
    )

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = owners  # type: ignore[attr-defined]


class AnswerForm(PlainForm):
    text = forms.CharField(
        label=_("怎么答复的"),
        help_text=_("对这位居民说了什么、做了什么、什么时候能好。"),
        widget=CountedTextarea(attrs={"rows": 4}),
        max_length=rules.WORDS_LIMIT,
    )
