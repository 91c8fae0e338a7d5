"""The forms of members, services, pledges and stars."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels
from doorstep.volunteers import rules


def yes_no(label: Any, yes: Any, no: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", yes), ("no", no)],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class NewMemberForm(PlainForm):
    place_id = forms.TypedChoiceField(label=_("向哪个社区报到"), coerce=int)
    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(label=_("电话"), max_length=30, widget=forms.TextInput({"inputmode": "tel"}))
    unit_name = forms.CharField(label=_("所在单位"), max_length=80)
    skills = forms.CharField(label=_("特长"), max_length=200, required=False)
    consents = forms.BooleanField(
        label=_("本人已在报到单上签字同意"),
        help_text=_("登记姓名、电话、单位和在职党员身份，只用于安排和证明志愿服务；随时可以撤回。"),
        required=False,
    )

    def __init__(self, *args: Any, places: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place_id"].choices = places  # type: ignore[attr-defined]


class ServeForm(PlainForm):
    served_on = forms.DateField(label=_("服务日期"), widget=DateInput)
    what = forms.CharField(label=_("做了什么"), help_text=_("写结果，不写“到场”“参加”。"), max_length=200)
    for_whom = forms.CharField(label=_("为谁做的"), help_text=_("例如：三楼两位独居老人。"), max_length=120)
    hours = forms.DecimalField(
        label=_("几个小时"),
        min_value=0,
        max_value=12,
        decimal_places=1,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )
    post_id = forms.TypedChoiceField(label=_("服务岗位"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, posts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post_id"].choices = [("", _("不属于岗位")), *posts]  # type: ignore[attr-defined]


class JudgeForm(PlainForm):
    answer = forms.ChoiceField(
        label=_("核实结果"),
        choices=[
            ("beneficiary", _("受益人说办到了")),
            ("organiser", _("组织方说办到了")),
            ("refused", _("核实不了")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("核实不了的理由"), help_text=_("本人会看到，也可以申诉。"), required=False, max_length=200
    )


class NoteForm(PlainForm):
    note = forms.CharField(label=_("情况或理由"), widget=CountedTextarea, max_length=500)


class LinkForm(PlainForm):
    username = forms.CharField(label=_("账号"), max_length=40)


class PledgeForm(PlainForm):
    text = forms.CharField(label=_("承诺什么"), max_length=200)
    due_on = forms.DateField(label=_("什么时候办到"), widget=DateInput)


class OutcomeForm(PlainForm):
    outcome = forms.ChoiceField(
        label=_("办到了吗"),
        choices=[pair for pair in labels(rules.PLEDGE_STATES) if pair[0] in rules.PLEDGE_OUTCOMES],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("凭什么这样说"), widget=CountedTextarea, max_length=500)


class PostForm(PlainForm):
    place_id = forms.TypedChoiceField(label=_("社区"), coerce=int)
    title = forms.CharField(label=_("岗位"), max_length=60)
    need = forms.CharField(label=_("需要做什么"), max_length=300)
    wanted_count = forms.IntegerField(label=_("需要几人"), min_value=1, max_value=200)

    def __init__(self, *args: Any, places: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place_id"].choices = places  # type: ignore[attr-defined]


class LetterForm(PlainForm):
    year = forms.IntegerField(label=_("年份"), min_value=2015, max_value=2100)
    quarter = forms.TypedChoiceField(
        label=_("季度"),
        coerce=int,
        choices=[(1, _("一季度")), (2, _("二季度")), (3, _("三季度")), (4, _("四季度"))],
    )
    thanks = forms.CharField(label=_("感谢的话"), widget=CountedTextarea, max_length=300)


class BarForm(PlainForm):
    years = forms.TypedChoiceField(
        label=_("暂停几年"), choices=[(each, str(each)) for each in rules.BAR_YEARS], coerce=int
    )
    reason = forms.CharField(
        label=_("查实了什么"),
        help_text=_("只有查实虚报服务，才能暂停。"),
        widget=CountedTextarea,
        max_length=300,
    )


class StarForm(PlainForm):
    table = forms.ChoiceField(
        label=_("用哪张星级表"),
        choices=[
            (code, f"{code}: {' / '.join(map(str, hours))}") for code, hours in rules.STAR_TABLES.items()
        ],
        help_text=_("每张表是一至五星要的小时数。"),
    )


class AnswerForm(PlainForm):
    upheld = yes_no(_("结论"), _("成立"), _("不成立"))
    answer = forms.CharField(label=_("答复"), widget=CountedTextarea, max_length=500)


class ReversalForm(PlainForm):
    reason = forms.CharField(
        label=_("为什么冲销"), help_text=_("本人看得到这句话。"), widget=CountedTextarea, max_length=200
    )


class AppealForm(PlainForm):
    text = forms.CharField(label=_("为什么不同意"), widget=CountedTextarea, max_length=500)
