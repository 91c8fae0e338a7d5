"""The forms of partners, agreements, joint meetings and needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.delivery.rules import agreements as rules
from doorstep.delivery.rules import needs as need_rules
from doorstep.kernel.errors import Refusal
from doorstep.kernel.money import parse_yuan
from doorstep.people.rules import PartnerKind
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels
from doorstep.web.sentences import sentence

AMOUNT_HELP = _("资金写元，其他按人次、次、场次、件写整数。")


class ChoiceForm(PlainForm):
    """A form whose lists come from the database."""

    def __init__(
        self, *args: Any, choices: dict[str, list[tuple[Any, Any]]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, values in (choices or {}).items():
            self.fields[name].choices = values  # type: ignore[attr-defined]


class AmountForm(ChoiceForm):
    """A kind of resource and how much of it; money is typed in yuan and kept in fen."""

    kind = forms.ChoiceField(label=_("资源类别"), choices=labels(rules.RESOURCE_KINDS))
    amount = forms.CharField(label=_("数量"), help_text=AMOUNT_HELP, max_length=20)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "amount" in cleaned and "kind" in cleaned:
            cleaned["amount"] = self.read_amount(cleaned["amount"], cleaned["kind"])
        return cleaned

    def read_amount(self, text: str, kind: str) -> int:
        try:
            return read_amount(text, kind)
        except (ValueError, Refusal) as error:
            said = sentence(error) if isinstance(error, Refusal) else _("请写整数。")
            self.add_error("amount", said)
            return 0


def read_amount(text: str, kind: str) -> int:
    return parse_yuan(text) if kind == "money" else int(text)


class PartnerForm(PlainForm):
    name = forms.CharField(label=_("单位名称"), max_length=60)
    kind = forms.ChoiceField(
        label=_("单位类别"), choices=labels({each.value: each.label for each in PartnerKind})
    )
    contact = forms.CharField(
        label=_("联系人和电话"), help_text=_("加密保存，只有管协议的人能看。"), required=False, max_length=80
    )


class AgreementForm(ChoiceForm):
    partner_id = forms.ChoiceField(label=_("联建单位"))
    org_id = forms.TypedChoiceField(label=_("党组织"), coerce=int)
    starts_on = forms.DateField(label=_("开始日期"), widget=DateInput)
    ends_on = forms.DateField(label=_("到期日期"), widget=DateInput)
    meeting_months = forms.IntegerField(
        label=_("几个月开一次联席会议"), min_value=1, max_value=12, initial=rules.MEETING_MONTHS
    )
    leaders = forms.CharField(
        label=_("双方负责人"), help_text=_("写职务，不写姓名。"), required=False, max_length=120
    )
    purpose = forms.CharField(label=_("共建内容"), required=False, widget=CountedTextarea, max_length=1000)


class NoteForm(PlainForm):
    note = forms.CharField(label=_("情况或理由"), widget=CountedTextarea, max_length=300)


class TermForm(PlainForm):
    starts_on = forms.DateField(label=_("开始日期"), widget=DateInput)
    ends_on = forms.DateField(label=_("到期日期"), widget=DateInput)


class LinkForm(ChoiceForm):
    project_id = forms.ChoiceField(label=_("项目"))


class PledgeForm(AmountForm):
    content = forms.CharField(label=_("内容"), max_length=200)
    due_on = forms.DateField(label=_("到位日期"), widget=DateInput)
    conditions = forms.CharField(label=_("条件"), required=False, max_length=200)


class DeliveryForm(PlainForm):
    amount = forms.CharField(label=_("数量"), help_text=AMOUNT_HELP, max_length=20)
    delivered_on = forms.DateField(label=_("到位日"), widget=DateInput)
    note = forms.CharField(label=_("凭什么说到位了"), max_length=300)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_amount(self) -> int:
        try:
            return read_amount(self.cleaned_data["amount"], self.kind)
        except (ValueError, Refusal):
            raise forms.ValidationError(_("请写整数。")) from None


class MeetingForm(ChoiceForm):
    org_id = forms.TypedChoiceField(label=_("党组织"), coerce=int)
    held_on = forms.DateField(label=_("开会日期"), widget=DateInput)
    topic = forms.CharField(label=_("议题"), max_length=120)
    partner_ids = forms.MultipleChoiceField(
        label=_("参会单位"), required=False, widget=forms.CheckboxSelectMultiple
    )
    decisions = forms.CharField(label=_("决定"), widget=CountedTextarea, max_length=2000)
    project_id = forms.ChoiceField(label=_("承诺的项目"), required=False)
    promise_partner = forms.ChoiceField(label=_("谁承诺"), required=False)
    promise_text = forms.CharField(label=_("承诺什么"), required=False, max_length=300)
    promise_due_on = forms.DateField(label=_("承诺期限"), required=False, widget=DateInput)


class SettleForm(PlainForm):
    kept = forms.TypedChoiceField(
        label=_("兑现了吗"),
        choices=[("yes", _("已兑现")), ("no", _("未兑现"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    word = forms.CharField(label=_("说明"), max_length=300)


class OfferForm(AmountForm):
    title = forms.CharField(label=_("能提供什么"), help_text=_("不写姓名、电话和门牌。"), max_length=80)
    path = forms.ChoiceField(label=_("在哪里用"))
    available_from = forms.DateField(label=_("从哪天起"), widget=DateInput)
    available_until = forms.DateField(label=_("到哪天止"), widget=DateInput)
    conditions = forms.CharField(
        label=_("条件"), help_text=_("如：周末、有投影。"), required=False, max_length=200
    )
    field_order = ("title", "kind", "amount")


class NeedForm(AmountForm):
    title = forms.CharField(label=_("需求"), max_length=80)
    place_id = forms.TypedChoiceField(label=_("社区"), coerce=int)
    content = forms.CharField(
        label=_("内容"),
        help_text=_("联建单位看得到，不写居民的姓名、电话和门牌。"),
        widget=CountedTextarea,
        max_length=600,
    )
    needed_from = forms.DateField(label=_("从哪天起"), widget=DateInput)
    needed_until = forms.DateField(label=_("到哪天止"), widget=DateInput)
    conditions = forms.CharField(
        label=_("条件"), help_text=_("如：周末、有投影。"), required=False, max_length=200
    )
    field_order = ("title", "place_id", "kind", "amount")


class RateForm(PlainForm):
    grade = forms.TypedChoiceField(
        label=_("评价"), coerce=int, choices=labels(need_rules.GRADES), widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("说一句"), max_length=300)


class ClaimForm(ChoiceForm):
    resource_id = forms.ChoiceField(label=_("用哪项资源"), required=False)
