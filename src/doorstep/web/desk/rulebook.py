"""The rulebook: what holds, since when, and why; and the working calendar."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import require
from doorstep.people.access import has_ability
from doorstep.records.receipts import Answer
from doorstep.rulebook.holidays import read_holidays
from doorstep.rulebook.queries import loaded_calendar, rule_history, rules_for
from doorstep.rulebook.rules import DEFAULTS, UNIT_LABELS, is_carried, shown_value, typed_value
from doorstep.rulebook.services import import_holidays, set_rule
from doorstep.ui.forms import DateInput, PlainForm
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door


@desk("rule.set", "statistics.read")
@require_safe
def book(request: Asked) -> HttpResponse:
    """Every rule with what holds today and what will hold later."""
    at = timezone.now()
    context = {
        "lines": [
            (line, UNIT_LABELS[line.definition.unit])
            for line in rules_for(request.actor.street_id, on=day_of(at))
        ],
        "calendar": loaded_calendar(request.actor.street_id, at=at),
        "may_set": has_ability(request.actor, "rule.set"),
    }
    return render_page(request, "web/desk/rulebook.html", context)


class RuleForm(PlainForm):
    value = forms.CharField(label=_("新的值"), max_length=200)
    effective_on = forms.DateField(label=_("从哪天起"), widget=DateInput)
    reason = forms.CharField(label=_("为什么"), max_length=300)


@desk("rule.set", "statistics.read")
@require_http_methods(["GET", "POST"])
def rule_page(request: Asked, code: str) -> HttpResponse:
    """One rule: its versions, and a new one from a day on; one that a written measure carries changes there."""
    if code not in DEFAULTS:
        raise Http404
    today = day_of(timezone.now())
    form = RuleForm(request.POST or None, initial={"effective_on": today})

    def do() -> Answer:
        require(has_ability(request.actor, "rule.set"))
        set_rule(
            street_id=request.actor.street_id,
            code=code,
            value=typed_value(code, form.cleaned_data["value"]),
            effective_on=form.cleaned_data["effective_on"],
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=timezone.now(),
        )
        return Answer(to=resolve_url("desk:rulebook"), note=str(_("规则已更新，以前的事仍按以前的规则。")))

    context = {
        "code": code,
        "definition": DEFAULTS[code],
        "unit": UNIT_LABELS[DEFAULTS[code].unit],
        "default": shown_value(code, DEFAULTS[code].default),
        "history": [
            (each, shown_value(code, each.value)) for each in rule_history(request.actor.street_id, code)
        ],
        "may_set": has_ability(request.actor, "rule.set") and not is_carried(code),
        "is_carried": is_carried(code),
        "may_publish": has_ability(request.actor, "fund.review"),
    }
    return form_door(request, form, door="rule.set", do=do, template="web/desk/rule.html", context=context)


class HolidayForm(PlainForm):
    file = forms.FileField(label=_("节假日表"), help_text=_("三列：日期、类型（休或班）、名称。"))
    first_on = forms.DateField(label=_("从"), widget=DateInput)
    last_on = forms.DateField(
        label=_("到"), help_text=_("这段日子里，表上没有写的都按周一至周五上班。"), widget=DateInput
    )
    source = forms.CharField(
        label=_("依据"), help_text=_("如：国务院办公厅关于 2027 年部分节假日安排的通知。"), max_length=120
    )


@desk("rule.set")
@require_http_methods(["GET", "POST"])
def holidays(request: Asked) -> HttpResponse:
    """Take in next year's list."""
    form = HolidayForm(request.POST or None, request.FILES or None)

    def do() -> Answer:
        values = form.cleaned_data
        sheet = read_holidays(values["file"].read(), name=values["file"].name)
        import_holidays(
            street_id=request.actor.street_id,
            sheet=sheet,
            first_on=values["first_on"],
            last_on=values["last_on"],
            source=values["source"],
            by=request.actor,
            at=timezone.now(),
        )
        return Answer(to=resolve_url("desk:rulebook"), note=str(_("节假日表已导入。")))

    context = {"calendar": loaded_calendar(request.actor.street_id, at=timezone.now())}
    return form_door(
        request, form, door="rule.holidays", do=do, template="web/desk/holidays.html", context=context
    )
