"""The rows behind the year's figures of observations."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from doorstep.delivery.queries.observations import year_lines
from doorstep.delivery.rules import observations as rules
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import status
from doorstep.web.doors import Asked, desk
from doorstep.web.observations.pages import day_link
from doorstep.web.tones import OBSERVATION_TONES

YEARS = range(1, 9999)  # those that a calendar has
SHOWN = {"": _("应观摩"), "made": _("已观摩"), "in_time": _("按期点评")}


@desk("project.read")
@require_safe
def year_page(request: Asked, year: int) -> HttpResponse:
    """Every quarter of every running project in sight; or those observed, or commented on in time."""
    if year not in YEARS:
        raise Http404
    only = request.GET.get("only", "")
    lines = year_lines(request.actor, year=year, only=only)
    table = Table(
        caption=translate("全年观摩"),
        columns=[
            Column(translate("季度"), "num"),
            Column(translate("项目"), "clip"),
            Column(translate("支部"), "clip"),
            Column(translate("观摩日"), "tight"),
            Column(translate("进展")),
        ],
        rows=[line_row(each) for each in lines],
        empty_title=translate("这一年没有这样的观摩"),
    )
    context = {"table": table, "year": year, "only": only, "shown": SHOWN, "total": len(lines)}
    return render_page(request, "web/observations/year.html", context)


def line_row(line: Any) -> Row:
    found, project = line.observation, line.project
    door = (
        resolve_url("observations:page", found.pk) if found else resolve_url("projects:page", project.number)
    )
    return Row(
        cells=[
            line.quarter,
            Link(project.name, door),
            project.org.name,
            day_link(found.planned_on) if found else "",
            status(translate(rules.STATES[found.state]), OBSERVATION_TONES[found.state])
            if found
            else status(translate("还没有安排"), "soon"),
        ],
        key=f"{project.number}-{line.quarter}",
        name=project.name,
    )
