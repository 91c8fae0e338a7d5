"""Rewards for points and the rule sets behind them; not found while the street has points switched off."""

from fractions import Fraction
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.kernel.calendar import day_of
from doorstep.records.receipts import Answer
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Row, Table
from doorstep.volunteers import queries, rules, services
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.volunteers.mine import mine_or_404
from doorstep.web.volunteers.register import KEEPERS
from doorstep.web.volunteers.stars import while_on


class RewardForm(PlainForm):
    title = forms.CharField(label=_("物品或服务"), help_text=_("不能是现金、购物卡。"), max_length=60)
    kind = forms.ChoiceField(label=_("类别"), choices=labels(rules.REWARD_KINDS), widget=forms.RadioSelect)
    ledger = forms.ChoiceField(label=_("用哪种积分"), choices=labels(rules.LEDGERS), widget=forms.RadioSelect)
    price = forms.IntegerField(label=_("需要多少分"), min_value=1, max_value=30_000)
    stock = forms.IntegerField(label=_("一共几份"), min_value=1, max_value=100_000)
    ends_on = forms.DateField(
        label=_("兑换和领取截止"), help_text=_("至少提前 30 天公布。"), widget=DateInput
    )


class CodeForm(PlainForm):
    code = forms.CharField(
        label=_("领取码"),
        help_text=_("本人手机或纸条上的十位数，空格可写可不写。"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )


class BackForm(PlainForm):
    reason = forms.CharField(label=_("为什么退回"), widget=CountedTextarea, max_length=200)


class RuleSetForm(PlainForm):
    ledger = forms.ChoiceField(label=_("哪个账本"), choices=labels(rules.LEDGERS), widget=forms.RadioSelect)
    unit = forms.ChoiceField(label=_("怎么计"), choices=labels(rules.UNITS), widget=forms.RadioSelect)
    value = forms.IntegerField(label=_("每小时或每次几分"), min_value=1, max_value=1000)
    cap_day_minutes = forms.IntegerField(
        label=_("一天最多计几分钟"), min_value=1, max_value=1440, initial=240
    )
    cap_act_minutes = forms.IntegerField(
        label=_("一次最多计几分钟"), min_value=1, max_value=1440, initial=120
    )
    beneficiary_percent = forms.IntegerField(
        label=_("受益人确认的按百分之几计"), min_value=100, max_value=300, initial=120
    )
    evidence = forms.CharField(label=_("凭什么计分"), max_length=200)
    from_on = forms.DateField(label=_("从哪天起"), widget=DateInput)


@desk(*KEEPERS)
@while_on
@require_safe
def listing(request: Asked) -> HttpResponse:
    """What is on offer and how much of it is left; nobody's name stands here."""
    rows, pager = keyset(request, queries.rewards(request.actor))
    table = Table(
        caption=translate("积分兑换"),
        columns=[
            Column(translate("物品或服务")),
            Column(translate("类别")),
            Column(translate("用哪种积分")),
            Column(translate("需要多少分"), "num"),
            Column(translate("还剩"), "num"),
            Column(translate("截止"), "tight"),
        ],
        rows=[
            Row(
                cells=[
                    each.title,
                    translate(rules.REWARD_KINDS[each.kind]),
                    translate(rules.LEDGERS[each.ledger]),
                    each.price,
                    each.stock - each.taken,
                    each.ends_on.isoformat(),
                ]
            )
            for each in rows
        ],
        empty_title=translate("还没有可兑换的物品"),
    )
    context = {
        "table": table,
        "pager": pager,
        "heading": _("积分兑换"),
        "add": resolve_url("volunteers:hand-over"),
        "add_label": _("凭领取码发放"),
        "more": [
            (resolve_url("volunteers:new-reward"), _("公布可兑换物品")),
            (resolve_url("volunteers:point-rules"), _("积分办法")),
        ],
    }
    return render_page(request, "web/volunteers/table.html", context)


@desk(*KEEPERS)
@while_on
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """Put a reward up, its last day known well ahead."""
    form = RewardForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in services.Offer.__dataclass_fields__}
        services.announce_reward(offer=services.Offer(**values), by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("volunteers:rewards"), note=str(_("已公布。")))

    context = {"label": _("公布可兑换物品"), "back": resolve_url("volunteers:rewards")}
    return form_door(request, form, door="reward.new", do=do, template=ACT, context=context)


ACT = "web/volunteers/act.html"


@desk(*KEEPERS)
@while_on
@require_http_methods(["GET", "POST"])
def hand_over(request: Asked) -> HttpResponse:
    """Give it out against the code; who it is for is not shown."""
    form = CodeForm(request.POST or None)

    def do() -> Answer:
        done = services.hand_over(code=form.cleaned_data["code"], by=request.actor, at=timezone.now())
        note = translate("请发放：%(title)s。") % {"title": done.reward.title}
        return Answer(to=resolve_url("volunteers:hand-over"), note=note)

    context = {"label": _("凭领取码发放"), "back": resolve_url("volunteers:rewards")}
    return form_door(request, form, door="reward.hand", do=do, template=ACT, context=context)


@desk("service.own")
@while_on
@require_http_methods(["GET", "POST"])
def redeem(request: Asked, reward_id: int) -> HttpResponse:
    """Take one for oneself, asked once more."""
    mine_or_404(request)
    found = queries.rewards(request.actor, on=day_of(timezone.now())).filter(pk=reward_id).first()
    if found is None:
        raise Http404
    form = PlainForm(request.POST or None)

    def do() -> Answer:
        services.redeem(reward_id=reward_id, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("volunteers:mine"), note=str(_("兑换好了，凭领取码到社区领取。")))

    facts = [(_("需要多少分"), found.price), (_("截止"), found.ends_on.isoformat())]
    context = {
        "label": _("兑换"),
        "about": found.title,
        "facts": facts,
        "back": resolve_url("volunteers:mine"),
    }
    return form_door(request, form, door="mine.redeem", do=do, template=ACT, context=context)


@desk("service.own")
@while_on
@require_http_methods(["GET", "POST"])
def give_back(request: Asked, redemption_id: UUID) -> HttpResponse:
    """Before it is handed out: points and stock come back."""
    found = queries.redemptions_of(mine_or_404(request)).get(pk=redemption_id)
    form = BackForm(request.POST or None)

    def do() -> Answer:
        values = {"redemption_id": found.pk, "reason": form.cleaned_data["reason"]}
        services.give_back(by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("volunteers:mine"), note=str(_("已退回，积分还给您了。")))

    context = {"label": _("退回"), "about": found.reward.title, "back": resolve_url("volunteers:mine")}
    return form_door(request, form, door="mine.give_back", do=do, template=ACT, context=context)


@desk(*KEEPERS)
@while_on
@require_safe
def rule_sets(request: Asked) -> HttpResponse:
    """Every version of both ledgers, newest first; what was given stays as its own version said."""
    rows, pager = keyset(request, queries.point_rule_sets(request.actor))
    table = Table(
        caption=translate("积分办法"),
        columns=[
            Column(translate("账本")),
            Column(translate("版本"), "num"),
            Column(translate("怎么计")),
            Column(translate("几分"), "num"),
            Column(translate("凭什么计分")),
            Column(translate("从哪天起"), "tight"),
        ],
        rows=[rule_row(each) for each in rows],
        empty_title=translate("还没有积分办法"),
    )
    context = {
        "table": table,
        "pager": pager,
        "heading": _("积分办法"),
        "add": resolve_url("volunteers:new-point-rules"),
        "add_label": _("制定积分办法"),
    }
    return render_page(request, "web/volunteers/table.html", context)


def rule_row(each: Any) -> Row:
    ledger, unit = rules.LEDGERS[each.ledger], rules.UNITS[each.unit]
    cells = [
        translate(ledger),
        each.version,
        translate(unit),
        each.value,
        each.evidence,
        each.from_on.isoformat(),
    ]
    return Row(cells=cells)


@desk(*KEEPERS)
@while_on
@require_http_methods(["GET", "POST"])
def new_rule_set(request: Asked) -> HttpResponse:
    """A new version; never backwards."""
    form = RuleSetForm(request.POST or None, initial={"from_on": day_of(timezone.now())})

    def do() -> Answer:
        values = form.cleaned_data
        measure = rules.Measure(
            values["unit"],
            values["value"],
            values["cap_day_minutes"],
            values["cap_act_minutes"],
            Fraction(values["beneficiary_percent"], 100),
        )
        known = {name: values[name] for name in ("ledger", "evidence", "from_on")}
        services.set_point_rules(measure=measure, by=request.actor, at=timezone.now(), **known)
        return Answer(to=resolve_url("volunteers:point-rules"), note=str(_("新办法已定，以前的积分不变。")))

    context = {"label": _("制定积分办法"), "back": resolve_url("volunteers:point-rules")}
    return form_door(request, form, door="points.rules", do=do, template=ACT, context=context)
