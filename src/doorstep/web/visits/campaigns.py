"""Campaigns: how far the doors are covered, grid by grid, and which are due."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.kernel.calendar import day_of
from doorstep.records.receipts import Answer
from doorstep.ui.forms import DateInput, PlainForm
from doorstep.ui.parts import render_page
from doorstep.visits.queries import coverage_by_grid, due_count, due_list, plan_page, plans
from doorstep.visits.rules import DEFAULT_INTERVALS, TARGET_CLASSES
from doorstep.visits.services import close_plan, create_plan
from doorstep.web.doors import Asked, desk, form_door

CAP = 1_000


@desk("visit.read", "visit.plan")
@require_safe
def campaign_list(request: Asked) -> HttpResponse:
    """Every campaign in reach."""
    return render_page(request, "web/visits/campaigns.html", {"plans": plans(request.actor)[:50]})


@desk("visit.read", "visit.plan")
@require_safe
def campaign(request: Asked, plan_id: int) -> HttpResponse:
    """Coverage of places, never of staff; and the doors that are due, in walking order."""
    plan = plan_page(request.actor, plan_id)
    today = min(max(day_of(timezone.now()), plan.starts_on), plan.ends_on)
    grid = request.GET.get("grid", "")
    grid_id = int(grid) if grid.isdecimal() else None
    after = request.GET.get("after", "")
    due = due_list(request.actor, plan, on=today, grid_id=grid_id, after=after, limit=26)
    count = due_count(request.actor, plan, on=today, grid_id=grid_id)
    coverage = coverage_by_grid(request.actor, plan, on=today)
    context = {
        "plan": plan,
        "coverage": coverage,
        "doors": sum(each.doors for each in coverage),
        "met": sum(each.met for each in coverage),
        "due": [(each, TARGET_CLASSES[each.target_class]) for each in due[:25]],
        "due_count": min(count, CAP),
        "capped": count > CAP,
        "older": f"?grid={grid}&after={due[24].path}" if len(due) > 25 else "",
        "grid": grid_id,
        "today": today,
    }
    return render_page(request, "web/visits/campaign.html", context)


class CampaignForm(PlainForm):
    name = forms.CharField(label=_("名称"), max_length=80)
    starts_on = forms.DateField(label=_("开始"), widget=DateInput)
    ends_on = forms.DateField(label=_("结束"), widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in TARGET_CLASSES.items():
            self.fields[f"days_{code}"] = forms.IntegerField(
                label=translate("%(name)s隔几天一次") % {"name": translate(label)},
                min_value=1,
                max_value=366,
                initial=DEFAULT_INTERVALS[code],
            )

    def intervals(self) -> dict[str, int]:
        return {code: self.cleaned_data[f"days_{code}"] for code in TARGET_CLASSES}


@desk("visit.plan")
@require_http_methods(["GET", "POST"])
def new_campaign(request: Asked) -> HttpResponse:
    """Open a campaign for the street."""
    form = CampaignForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("name", "starts_on", "ends_on")}
        plan = create_plan(intervals=form.intervals(), by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("visits:campaign", plan.pk), note=str(_("大走访已开始。")))

    context = {"label": _("开展大走访")}
    return form_door(
        request, form, door="visit.campaign", do=do, template="web/visits/act.html", context=context
    )


@desk("visit.plan")
@require_http_methods(["GET", "POST"])
def close(request: Asked, plan_id: int) -> HttpResponse:
    """End a campaign; visits are archived and refusals forgotten."""
    plan = plan_page(request.actor, plan_id)
    form = PlainForm(request.POST or None)

    def do() -> Answer:
        close_plan(plan_id=plan_id, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("visits:campaign", plan_id), note=str(_("大走访已结束。")))

    context = {"label": _("结束大走访"), "plan": plan}
    return form_door(
        request, form, door="visit.close", do=do, template="web/visits/act.html", context=context
    )
