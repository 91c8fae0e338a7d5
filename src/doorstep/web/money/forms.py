"""The forms of public money."""

from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from doorstep.consultations.queries import latest_decisions
from doorstep.funds import rules
from doorstep.funds.services import Decision, Dossier, Request, decision_of_meeting
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import Refusal
from doorstep.kernel.money import parse_yuan
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels
from doorstep.web.projects.forms import LinesField, YuanField
from doorstep.web.sentences import sentence

SIGNATURES = 3


def uses() -> list[tuple[Any, Any]]:
    """What the money is for, and what it is not for: the second list blocks with its reason."""
    forbidden = {code: label for code, (label, _because) in rules.FORBIDDEN_USES.items()}
    return [
        ("", _("请选择")),
        (_("可以列支"), labels(rules.USES)),
        (_("不得列支（选了会告诉您为什么）"), labels(forbidden)),
    ]


class RequestForm(PlainForm):
    org_id = forms.TypedChoiceField(label=_("哪个党组织的额度"), coerce=int)
    project_id = forms.TypedChoiceField(label=_("用于哪个项目"), required=False, empty_value=None)
    category = forms.ChoiceField(
        label=_("支出类别"), choices=labels(rules.CATEGORIES), widget=forms.RadioSelect
    )
    use = forms.ChoiceField(label=_("用在哪里"))
    purpose = forms.CharField(label=_("用途说明"), help_text=_("买什么、做什么，会公示。"), max_length=120)
    amount_fen = YuanField(label=_("金额（元）"))
    supplier = forms.CharField(
        label=_("供应商"),
        help_text=_("询价采购的先空着，由报价决定；帮扶慰问不填。"),
        required=False,
        max_length=80,
    )
    helped_count = forms.IntegerField(
        label=_("帮扶人数"),
        help_text=_("只在帮扶慰问时填。公示只写人数和总额。"),
        required=False,
        min_value=0,
    )
    by_quotes = forms.BooleanField(
        label=_("询价采购"), help_text=_("三家书面报价，每家一次，满足需要的取最低。"), required=False
    )
    case_by_case = forms.BooleanField(
        label=_("一事一议"), help_text=_("达到起点的工程要先备材料、开会议定，再报街道决定。"), required=False
    )
    outside = LinesField(
        label=_("额度以外的资金"),
        help_text=_("只用于一事一议。每行一个：来源名称 金额，如“街道工程专款 20,000”。"),
        required=False,
    )
    reason = forms.CharField(label=_("为什么需要"), widget=CountedTextarea, max_length=1000)

    def __init__(
        self,
        *args: Any,
        choices: dict[str, list[tuple[Any, Any]]],
        sources: dict[str, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources
        self.fields["use"].choices = uses()
        for name, values in choices.items():
            self.fields[name].choices = values

    def clean_outside(self) -> tuple[tuple[int, int], ...]:
        lines = filter(None, map(str.strip, self.cleaned_data["outside"].splitlines()))
        return tuple(self.share_of(line) for line in lines)

    def share_of(self, line: str) -> tuple[int, int]:
        name, _gap, amount = line.rpartition(" ")
        if name.strip() not in self.sources:
            raise forms.ValidationError(_("没有这个资金来源：%(line)s"), params={"line": line})
        try:
            return self.sources[name.strip()], parse_yuan(amount)
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal

    def request(self) -> Request:
        values = {name: value for name, value in self.cleaned_data.items() if name != "receipt"}
        return Request(**values | {"helped_count": values["helped_count"] or 0})


class DecisionForm(PlainForm):
    """A meeting that is recorded here, or a named one on paper with its votes."""

    item = forms.TypedChoiceField(
        label=_("哪次会议定的"),
        help_text=_("选了会议，票数和日期就按会议的记录，下面不用再填。"),
        required=False,
        coerce=int,
        empty_value=None,
    )
    ref = forms.CharField(
        label=_("会议记录或决定编号"), help_text=_("如：支委会〔2026〕3号。"), max_length=120, required=False
    )
    on = forms.DateField(label=_("会议日期"), widget=DateInput, required=False)
    yes = forms.IntegerField(label=_("赞成"), min_value=0, required=False)
    no = forms.IntegerField(label=_("反对"), min_value=0, initial=0, required=False)
    abstain = forms.IntegerField(label=_("弃权"), min_value=0, initial=0, required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["item"].choices = meeting_choices(by)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("item") is None:
            for name in ("ref", "on", "yes"):
                if values.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, _("请填写这一项。"))
        return values

    def decision(self) -> Decision:
        values = self.cleaned_data
        if values["item"] is not None:
            return decision_of_meeting(values["item"], by=self.by)
        votes = {name: values[name] or 0 for name in ("yes", "no", "abstain")}
        return Decision(values["ref"], values["on"], **votes)


def meeting_choices(by: Actor) -> list[tuple[Any, Any]]:
    """The newest decisions of meetings in sight, each by its day, meeting and item."""
    found = [
        (each.pk, f"{day_of(each.meeting.starts_at):%m-%d} {each.meeting.title} · {each.title}")
        for each in latest_decisions(by)
    ]
    return [("", _("纸质记录，在下面填")), *found]


def long_text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, widget=CountedTextarea, max_length=2000)


class DossierForm(PlainForm):
    """What a case-by-case work is weighed on; every option is written out, none is ranked."""

    need = long_text(_("为什么要做"))
    do_it = long_text(_("照做的方案"))
    do_less = long_text(_("少做一些的方案"))
    do_nothing = long_text(_("不做会怎样"))
    comparable = long_text(_("可比的工程"), _("同类工程花了多少、用了多久。"))
    objections = long_text(_("不同意见"), _("谁担心什么，怎样回应。没有就写没有。"))
    hearing_notice_days = forms.IntegerField(
        label=_("听证会提前公告天数"),
        help_text=_("没有开听证会的，这三项空着。"),
        required=False,
        min_value=0,
    )
    hearing_people = forms.IntegerField(label=_("听证会到会人数"), required=False, min_value=0)
    hearing_agreed = forms.IntegerField(label=_("听证会同意人数"), required=False, min_value=0)

    def dossier(self) -> Dossier:
        values = self.cleaned_data
        names = ("need", *rules.OPTION_FIELDS, "comparable", "objections")
        return Dossier(**{name: values[name] for name in names}, hearing=self.hearing())

    def hearing(self) -> rules.Hearing | None:
        found = [self.cleaned_data[f"hearing_{name}"] for name in ("notice_days", "people", "agreed")]
        return None if found == [None] * 3 else rules.Hearing(*(each or 0 for each in found))


class NoteForm(PlainForm):
    note = forms.CharField(label=_("情况或理由"), widget=CountedTextarea, max_length=1000)


class OptionalNoteForm(PlainForm):
    note = forms.CharField(label=_("说明"), required=False, max_length=300)


class QuoteForm(PlainForm):
    supplier = forms.CharField(label=_("供应商"), max_length=80)
    price_fen = YuanField(label=_("报价（元）"), help_text=_("书面报价，登记后不能改。"))
    satisfies = forms.TypedChoiceField(
        label=_("满足需要吗"),
        choices=[("yes", _("满足")), ("no", _("不满足"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("说明"), help_text=_("不满足的写明原因。"), required=False, max_length=200
    )


class ContractForm(PlainForm):
    contract = forms.CharField(label=_("合同或收据编号"), required=False, max_length=80)


class AcceptForm(PlainForm):
    """At least two signatures; one not the buyer's."""

    on = forms.DateField(label=_("验收日期"), widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, SIGNATURES + 1):
            owed = place <= rules.SIGNS_NEEDED
            words = {"n": place}
            self.fields[f"name_{place}"] = forms.CharField(
                label=translate("第 %(n)s 位签字人") % words, max_length=40, required=owed
            )
            self.fields[f"capacity_{place}"] = forms.ChoiceField(
                label=translate("第 %(n)s 位的身份") % words,
                choices=[("", _("请选择")), *labels(rules.SIGN_CAPACITIES)],
                required=owed,
            )
        self.fields["note"] = forms.CharField(label=_("验收情况"), required=False, max_length=300)

    def signs(self) -> list[rules.Sign]:
        pairs = [
            (self.cleaned_data[f"name_{place}"], self.cleaned_data[f"capacity_{place}"])
            for place in range(1, SIGNATURES + 1)
        ]
        return [rules.Sign(name, capacity) for name, capacity in pairs if name.strip()]


class InvoiceForm(PlainForm):
    invoice_number = forms.CharField(
        label=_("票据号"), help_text=_("帮扶慰问填签收单号。一张票据只能用一次。"), max_length=40
    )
    amount_fen = YuanField(label=_("票据金额（元）"))
    on = forms.DateField(label=_("票据日期"), widget=DateInput)


class BankForm(PlainForm):
    bank_ref = forms.CharField(label=_("银行流水号"), max_length=80)


class BankListForm(PlainForm):
    paid_as_minus = forms.TypedChoiceField(
        label=_("付出去的钱在清单里怎么写"),
        help_text=_("另一种符号的，按退款对。"),
        choices=[("plain", _("写成 3,000.00")), ("minus", _("写成 -3,000.00"))],
        initial="plain",
        coerce=lambda value: value == "minus",
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=_("银行清单"), help_text=_("CSV 或 Excel，要有流水号、日期、金额、票据号（或摘要）四列。")
    )


class LendForm(PlainForm):
    taker_id = forms.TypedChoiceField(label=_("调剂给"), coerce=int)
    amount_fen = YuanField(label=_("金额（元）"))
    reason = forms.CharField(label=_("为什么同意"), max_length=300)


class SourceForm(PlainForm):
    name = forms.CharField(label=_("来源名称"), max_length=80)
    kind = forms.ChoiceField(label=_("类别"), choices=labels(rules.SOURCE_KINDS), widget=forms.RadioSelect)
    basis = forms.CharField(label=_("依据"), help_text=_("文件号、协议或会议决定。"), max_length=200)


class CorrectForm(PlainForm):
    right_fen = YuanField(label=_("应该是多少（元）"), help_text=_("原来就不该有的，填 0。"))
    reason = forms.CharField(label=_("为什么更正"), max_length=300)


class ReasonForm(PlainForm):
    reason = forms.CharField(label=_("为什么"), max_length=300)


class ChargeForm(PlainForm):
    amount_fen = YuanField(label=_("扣款金额（元）"))
    reason = forms.CharField(label=_("说明"), help_text=_("银行流水号、日期、扣的是什么。"), max_length=300)


class ReceiveForm(PlainForm):
    amount_fen = YuanField(label=_("到账金额（元）"))
    reason = forms.CharField(label=_("说明"), max_length=300)


class MeasureForm(PlainForm):
    title = forms.CharField(label=_("办法名称"), max_length=120)
    effective_on = forms.DateField(label=_("从哪天起"), widget=DateInput)
    reason = forms.CharField(label=_("为什么修订"), max_length=300)
    articles = LinesField(
        label=_("条文"),
        help_text=_(
            "每行一条。条文规定的数写在行末的方括号里，如“…满五千元要有三家报价 [funds.quotes_yuan=5000]”。"
        ),
    )
