"""A day's programme: who is visited in what order, on screen and as a route sheet; and the quarter's record."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.delivery.access.observations import can_plan
from doorstep.delivery.printouts import observation_record
from doorstep.delivery.queries.observations import day_programme, recorded, schedulable
from doorstep.delivery.rules import observations as rules
from doorstep.delivery.services.observations import schedule_day
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door, receipt_key
from doorstep.web.downloads import as_download
from doorstep.web.observations.forms import ScheduleForm
from doorstep.web.tones import OBSERVATION_TONES


@desk("project.read")
@require_safe
def day_page(request: Asked, day: str) -> HttpResponse:
    """One day's stops in walking order, grouped by place; on A4 with lines to write on."""
    on = date_or_404(day)
    groups = [
        (name, [(each, stop_status(each)) for each in stops])
        for name, stops in day_programme(request.actor, on)
    ]
    context = {
        "day": on,
        "groups": groups,
        "total": sum(len(stops) for _name, stops in groups),
        "grades": [translate(label) for label in rules.GRADES.values()],
        "back": resolve_url("observations:quarter", on.year, (on.month + 2) // 3),
    }
    return render_page(request, "web/observations/day.html", context)


def date_or_404(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Http404 from None


def stop_status(found: Any) -> tuple[str, str]:
    return rules.STATES[found.state], OBSERVATION_TONES[found.state]


@desk("observation.make")
@require_http_methods(["GET", "POST"])
def schedule(request: Asked, year: int, quarter: int) -> HttpResponse:
    """Tick what is to be seen on a day; the order of the stops follows from where they lie."""
    if quarter not in range(1, 5):
        raise Http404
    waiting = [
        each
        for each in schedulable(request.actor, year=year, quarter=quarter)
        if can_plan(request.actor, path=each.project.path)
    ]
    form = ScheduleForm(request.POST or None, stops=[(str(each.pk), stop_label(each)) for each in waiting])

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("observation_ids", "planned_on")}
        schedule_day(**values, by=request.actor, at=timezone.now())
        to = resolve_url("observations:day", values["planned_on"].isoformat())
        return Answer(to=to, note=str(_("日程已排好。")))

    context = {"label": _("排观摩日程"), "back": resolve_url("observations:quarter", year, quarter)}
    return form_door(
        request,
        form,
        door="observation.schedule",
        do=do,
        template="web/observations/act.html",
        context=context,
    )


def stop_label(found: Any) -> str:
    """The project and its branch, and the day on which it stands already."""
    day = found.planned_on.isoformat() if found.planned_on else ""
    return " ".join(each for each in (found.project.name, found.project.org.name, day) if each)


@desk("project.read")
@require_POST
def records(request: Asked, year: int, quarter: int) -> HttpResponse:
    """季度观摩记录.xlsx; the taking out is journalled."""
    receipt_key(request)
    if quarter not in range(1, 5):
        raise Http404
    title = f"{year}年第{quarter}季度观摩记录"
    found = recorded(request.actor, year=year, quarter=quarter)
    return as_download(request, observation_record(found, title=title, unit=request.street.name), title)
