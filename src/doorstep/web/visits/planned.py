"""Agreed visits: a day with a household, kept or dropped."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.records.receipts import Answer
from doorstep.ui.forms import DateInput, PlainForm
from doorstep.visits.queries import visit_page
from doorstep.visits.services import drop_planned, keep_planned, plan_visit
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.visits.entry import VisitForm, door_named, named, say_issue


class AgreeForm(PlainForm):
    place = forms.CharField(label=_("哪一户"), max_length=160)
    on = forms.DateField(label=_("约定哪天"), widget=DateInput)


@desk("visit.record")
@require_http_methods(["GET", "POST"])
def agree(request: Asked) -> HttpResponse:
    """Agree a day; it stands on my day until it is kept or dropped."""
    form = AgreeForm(request.POST or None, initial={"place": named(request, request.GET.get("place", ""))})

    def do() -> Answer:
        place_id = door_named(request, form.cleaned_data["place"])
        visit = plan_visit(place_id=place_id, on=form.cleaned_data["on"], by=request.actor, at=timezone.now())
        return Answer(
            to=resolve_url("visits:page", visit.pk), note=translate("已约定，到日子会出现在今日待办。")
        )

    context = {"label": _("约定走访")}
    return form_door(
        request, form, door="visit.agree", do=do, template="web/visits/act.html", context=context
    )


@desk("visit.record")
@require_http_methods(["GET", "POST"])
def keep(request: Asked, visit_id: UUID) -> HttpResponse:
    """The agreed visit took place: the same row, now with what came of it."""
    visit = visit_page(request.actor, visit_id)
    initial = {"visited_on": visit.visited_on, "place": str(visit.place_id), "receipt_mode": "sign"}
    form = VisitForm(request.POST or None, asked=request, initial=initial)

    def do() -> Answer:
        values: dict[str, Any] = form.cleaned_data
        crew = [request.actor.account_id or 0, *values["also"]]
        knock = form.knock(place_id=visit.place_id, visitors=crew, plan_id=visit.plan_id)
        kept = keep_planned(visit_id=visit_id, knock=knock, by=request.actor, at=timezone.now())
        note = (
            say_issue(request, values, kept, visit.place_id)
            if values["issue_text"]
            else translate("已登记。")
        )
        return Answer(to=resolve_url("visits:page", visit_id), note=note)

    context = {"agreed": visit}
    return form_door(request, form, door="visit.keep", do=do, template="web/visits/new.html", context=context)


class DropForm(PlainForm):
    reason = forms.CharField(label=_("为什么不去了"), max_length=300)


@desk("visit.record")
@require_http_methods(["GET", "POST"])
def drop(request: Asked, visit_id: UUID) -> HttpResponse:
    """It will not take place, for a reason."""
    form = DropForm(request.POST or None)

    def do() -> Answer:
        reason = form.cleaned_data["reason"]
        drop_planned(visit_id=visit_id, reason=reason, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("desk:my-day"), note=translate("已取消约定。"))

    context = {"label": _("取消约定"), "visit": visit_page(request.actor, visit_id)}
    return form_door(request, form, door="visit.drop", do=do, template="web/visits/act.html", context=context)
