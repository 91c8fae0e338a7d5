"""The forms of the privacy desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.privacy.rules import breaches, consents, requests
from doorstep.records.retention import retention_rules
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, TimeInput, labels
from doorstep.web.public.report import clean_phone


def words(label: Any, *, most: int = 300, hint: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=required, widget=CountedTextarea
    )


class AskForm(PlainForm):
    kind = forms.ChoiceField(label=_("要办什么"), choices=labels(requests.KINDS), widget=forms.RadioSelect)
    source = forms.ChoiceField(
        label=_("怎样提出的"),
        choices=labels({name: label for name, label in requests.SOURCES.items() if name != "web"}),
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("怎么称呼"), max_length=40, required=False)
    phone = forms.CharField(
        label=_("电话"), help_text=_("反映问题时留过的号码，凭它查找。"), max_length=20, required=False
    )
    door = forms.CharField(
        label=_("住处"), help_text=_("写全，如“槐荫里3号楼2单元501室”。"), max_length=160, required=False
    )
    text = words(_("本人说明"), most=requests.WORDS_LIMIT, required=False)

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])


class IdentifyForm(PlainForm):
    how = forms.ChoiceField(
        label=_("怎样核对的"),
        help_text=_("只记方式，不登记证件号码，不留复印件。"),
        choices=labels(requests.IDENTIFIED_BY),
        widget=forms.RadioSelect,
    )


class NoteForm(PlainForm):
    note = words(_("理由"), hint=_("本人看得到。"))


class RefuseForm(PlainForm):
    ground = forms.ChoiceField(
        label=_("法律规定的理由"), choices=labels(requests.GROUNDS), widget=forms.RadioSelect
    )
    note = words(_("向本人说明"), most=requests.WORDS_LIMIT)


class AnswerForm(PlainForm):
    answer = words(_("答复"), most=requests.WORDS_LIMIT)
    chosen = forms.MultipleChoiceField(
        label=_("属于本人的资料"),
        help_text=_("同一住处的记录可能是别人的，由您判断；没有选的不会交给本人。"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, items: list[tuple[str, str]], own: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = items  # type: ignore[attr-defined]
        self.fields["chosen"].initial = own


class ItemForm(PlainForm):
    item = forms.ChoiceField(label=_("哪一项"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, items: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = items  # type: ignore[attr-defined]


class CorrectForm(ItemForm):
    text = words(_("更正后的内容"), most=requests.WORDS_LIMIT)


class DeliverForm(PlainForm):
    how = forms.ChoiceField(
        label=_("怎样交付的"), choices=labels(requests.DELIVERED_BY), widget=forms.RadioSelect
    )


class LookForm(PlainForm):
    reason = forms.CharField(
        label=_("为什么要看"), help_text=_("该户可以查到谁看过、为什么。"), max_length=300
    )


class ConsentForm(PlainForm):
    door = forms.CharField(label=_("住处"), help_text=_("写全，如“槐荫里3号楼2单元501室”。"), max_length=160)
    scope = forms.ChoiceField(label=_("同意什么"), choices=labels(consents.SCOPES), widget=forms.RadioSelect)
    name = forms.CharField(label=_("谁同意的"), max_length=40)
    words = words(_("向本人说明的原话"), most=requests.WORDS_LIMIT)
    given_by = forms.ChoiceField(
        label=_("怎样同意的"), choices=labels(consents.GIVEN_BY), widget=forms.RadioSelect
    )


class BreachForm(PlainForm):
    title = forms.CharField(label=_("名称"), max_length=80)
    kind = forms.ChoiceField(label=_("种类"), choices=labels(breaches.KINDS), widget=forms.RadioSelect)
    detected_on = forms.DateField(label=_("哪天发现"), widget=DateInput)
    detected_time = forms.TimeField(label=_("几点发现"), widget=TimeInput)
    happened = words(_("发生了什么"), most=requests.WORDS_LIMIT)
    categories = forms.CharField(
        label=_("涉及哪些信息"), help_text=_("如“姓名、门牌”。不写具体是谁。"), max_length=200
    )
    people_count = forms.IntegerField(label=_("大约涉及多少人"), min_value=0, required=False)


class AssessForm(PlainForm):
    cause = words(_("原因"), most=requests.WORDS_LIMIT)
    harm = words(_("可能造成的危害"), most=requests.WORDS_LIMIT)
    advice = words(_("个人可以采取的措施"), most=requests.WORDS_LIMIT)
    risk = forms.ChoiceField(label=_("评估结果"), choices=labels(breaches.RISKS), widget=forms.RadioSelect)
    people_count = forms.IntegerField(label=_("涉及多少人"), min_value=0)


class HoldForm(PlainForm):
    rule_code = forms.ChoiceField(label=_("哪一类"), required=False)
    ref = forms.CharField(
        label=_("哪一条"), help_text=_("记录的编号；空着就是这一类全部。"), max_length=40, required=False
    )
    reason = words(_("为什么不能删"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {each.code: each.label for each in retention_rules()}
        self.fields["rule_code"].choices = [("", _("全部")), *labels(known)]  # type: ignore[attr-defined]


class ExportReasonForm(PlainForm):
    reason = words(_("导出做什么用"), hint=_("审批人看得到，记入操作日志。"))
