"""Writing down a visit: at the door, from paper, or by phone; a visit without any issue is complete."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from doorstep.issues.queries import public_categories
from doorstep.issues.rules import TEXT_LIMIT
from doorstep.issues.services import Reporter, capture_issue, confirm_at_door, finish_on_spot
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.kernel.refs import show_tracking_number
from doorstep.people.queries import colleagues
from doorstep.places.queries import place_for, suggest
from doorstep.records.receipts import Answer
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels
from doorstep.visits.queries import plans, visit_page
from doorstep.visits.rules import OUTCOMES, RECEIPT_MODES, SOURCES, TALKED_WITH
from doorstep.visits.services import Knock, confirm_text, correct_visit, knock_of, record_visit
from doorstep.web.doors import Asked, desk, form_door, write_door

SUGGESTIONS = 12


class VisitForm(PlainForm):
    """Six things at most are asked for; everything else may stay empty (R2)."""

    visited_on = forms.DateField(label=_("日期"), widget=DateInput)
    place = forms.CharField(
        label=_("哪一户"),
        help_text=_("写门牌，如“槐荫里 3-2-501”。写得不全时会列出相近的请您选。"),
        max_length=160,
    )
    outcome = forms.ChoiceField(label=_("结果"), choices=labels(OUTCOMES), widget=forms.RadioSelect)
    talked_with = forms.ChoiceField(
        label=_("和谁谈的"), choices=[("", "—"), *labels(TALKED_WITH)], required=False
    )
    topics = forms.CharField(label=_("谈了什么"), required=False, max_length=5000, widget=CountedTextarea)
    nothing_to_report = forms.BooleanField(label=_("没有要反映的"), required=False)
    issue_text = forms.CharField(
        label=_("反映的问题"),
        help_text=_("按原话写。没有就空着。"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=CountedTextarea,
    )
    issue_category = forms.ChoiceField(label=_("问题类别"), required=False)
    settled_note = forms.CharField(
        label=_("当场怎么办的"),
        help_text=_("当场办好、住户认可才填；填了就按立行立改销号。"),
        required=False,
        max_length=500,
    )
    reporter_phone = forms.CharField(label=_("住户电话"), required=False, max_length=20)
    receipt_mode = forms.ChoiceField(label=_("住户确认"), choices=labels(RECEIPT_MODES), required=False)
    source = forms.ChoiceField(label=_("登记方式"), choices=labels(SOURCES), required=False)
    also = forms.TypedMultipleChoiceField(label=_("同去的人"), coerce=int, required=False)
    next_visit_on = forms.DateField(label=_("约定下次"), widget=DateInput, required=False)
    late_reason = forms.CharField(
        label=_("补录原因"), help_text=_("超过 48 小时才登记时填写。"), required=False, max_length=300
    )

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        street_id = asked.actor.street_id or 0
        self.fields["issue_category"].choices = [
            ("", translate("待归类")),
            *labels(dict(public_categories(street_id))),
        ]
        self.fields["also"].choices = colleagues(
            asked.actor, without=asked.actor.account_id, ability="visit.record", on=timezone.localdate()
        )
        self.fields["also"].widget.attrs["size"] = 4

    def knock(self, *, place_id: int, visitors: list[int], plan_id: int | None) -> Knock:
        values = self.cleaned_data
        met = values["outcome"] == "met"
        return Knock(
            place_id=place_id,
            visited_on=values["visited_on"],
            outcome=values["outcome"],
            visitors=visitors,
            talked_with=values["talked_with"] if met else "",
            topics=values["topics"],
            nothing_to_report=values["nothing_to_report"] and met,
            issue_count=1 if values["issue_text"] else 0,
            receipt_mode=(values["receipt_mode"] or "none") if met else "none",
            source=values["source"] or "door",
            late_reason=values["late_reason"],
            next_visit_on=values["next_visit_on"],
            plan_id=plan_id,
        )


def door_named(request: Asked, text: str) -> int:
    """The one door this text names, in sight of the visitor; refused when it names none or several."""
    if text.isdecimal():
        return place_for(request.actor, int(text)).pk
    found = [each for each in suggest(request.actor.street_id or 0, text, SUGGESTIONS) if is_door(each)]
    refuse_if(not found, "visit.no_such_door", text=text)
    refuse_if(len(found) > 1, "visit.which_door", choices=[each.full_name for each in found])
    return place_for(request.actor, found[0].pk).pk


def is_door(place: Any) -> bool:
    return place.kind in {"dwelling", "shop", "org"}


@desk("visit.record")
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """One visit, and one issue said in the same breath."""
    initial = {
        "visited_on": request.GET.get("on") or day_of(timezone.now()),
        "place": named(request, request.GET.get("place", "")),
        "receipt_mode": "verbal",
    }
    form = VisitForm(request.POST or None, asked=request, initial=initial)

    def do() -> Answer:
        values, at = form.cleaned_data, timezone.now()
        place_id = door_named(request, values["place"])
        visitors = [request.actor.account_id or 0, *values["also"]]
        knock = form.knock(
            place_id=place_id, visitors=visitors, plan_id=plan_on(request, values["visited_on"])
        )
        visit = record_visit(knock=knock, by=request.actor, at=at)
        note = translate("已登记。")
        if values["issue_text"]:
            note = say_issue(request, values, visit, place_id)
        return Answer(to=resolve_url("visits:page", visit.pk), note=note)

    return form_door(request, form, door="visit.new", do=do, template="web/visits/new.html")


def named(request: Asked, place_id: str) -> str:
    return place_for(request.actor, int(place_id)).full_name if place_id.isdecimal() else ""


def plan_on(request: Asked, day: date) -> int | None:
    """The campaign that runs on this day, if there is one."""
    running = plans(request.actor, open_only=True).filter(starts_on__lte=day, ends_on__gte=day).first()
    return running.pk if running else None


def say_issue(request: Asked, values: dict[str, Any], visit: Any, place_id: int) -> str:
    """Take the issue down with the visit; put right at the door when the household says so."""
    at = timezone.now()
    phone = values["reporter_phone"]
    issue = capture_issue(
        street_id=request.actor.street_id or 0,
        text=values["issue_text"],
        category_code=values["issue_category"] or None,
        place_id=place_id,
        reporter=Reporter(phone=phone) if phone else None,
        source="visit",
        received_at=at,
        visit_id=visit.pk,
        by=request.actor,
        at=at,
    )
    if values["settled_note"]:
        finish_on_spot(issue_id=issue.pk, note=values["settled_note"], by=request.actor, at=at)
        confirm_at_door(issue_id=issue.pk, mode="sign", by=request.actor, at=at)
    return translate("已登记，问题编号 %(number)s。") % {"number": show_tracking_number(issue.tracking)}


class CorrectForm(PlainForm):
    topics = forms.CharField(label=_("谈了什么"), required=False, max_length=5000, widget=CountedTextarea)
    next_visit_on = forms.DateField(label=_("约定下次"), widget=DateInput, required=False)
    reason = forms.CharField(label=_("为什么更正"), max_length=300)


@desk("visit.record", "visit.plan")
@require_http_methods(["GET", "POST"])
def correct(request: Asked, visit_id: UUID) -> HttpResponse:
    """Mend the words of a visit; what stood before stays readable."""
    visit = visit_page(request.actor, visit_id)
    form = CorrectForm(
        request.POST or None, initial={"topics": visit.topics, "next_visit_on": visit.next_visit_on}
    )

    def do() -> Answer:
        values = form.cleaned_data
        visitors = [each.account_id for each in visit.visitors.all()]
        said = {"topics": values["topics"], "next_visit_on": values["next_visit_on"]}
        knock = replaced(knock_of(visit, visitors=visitors), said)
        correct_visit(
            visit_id=visit_id, knock=knock, reason=values["reason"], by=request.actor, at=timezone.now()
        )
        return Answer(to=resolve_url("visits:page", visit_id), note=translate("已更正。"))

    context = {"visit": visit}
    return form_door(
        request, form, door="visit.correct", do=do, template="web/visits/correct.html", context=context
    )


def replaced(knock: Knock, said: dict[str, Any]) -> Knock:
    return replace(knock, **said)


@desk("visit.record")
@require_POST
def confirm(request: Asked, visit_id: UUID) -> HttpResponse:
    """The visitor has looked at the repeated words and keeps them."""

    def do() -> Answer:
        confirm_text(visit_id=visit_id, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("visits:page", visit_id), note=translate("已确认。"))

    return write_door(request, door="visit.confirm", do=do)
