"""A quarter's observations, and the page of one."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_safe

from doorstep.delivery.access.observations import can_observe
from doorstep.delivery.queries.observations import draws_of, observation_page, quarter_counts, quarter_list
from doorstep.delivery.rules import observations as rules
from doorstep.delivery.services.photos import photos_of
from doorstep.kernel.calendar import day_of
from doorstep.people.access import has_ability
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import status
from doorstep.web.doors import Asked, desk
from doorstep.web.lists import keyset
from doorstep.web.tones import OBSERVATION_TONES


def found_or_404(request: Asked, observation_id: UUID) -> Any:
    try:
        return observation_page(request.actor, observation_id)
    except ObjectDoesNotExist:
        raise Http404 from None


@desk("project.read")
@require_safe
def now(request: Asked) -> HttpResponse:
    """The quarter that today lies in."""
    today = day_of(timezone.now())
    return redirect("observations:quarter", today.year, (today.month + 2) // 3)


@desk("project.read")
@require_safe
def quarter(request: Asked, year: int, quarter: int) -> HttpResponse:
    """The quarter's observations by place: what is due, made, and commented on."""
    if quarter not in range(1, 5):
        raise Http404
    found = quarter_list(request.actor, year=year, quarter=quarter)
    rows, pager = keyset(request, found, key="spot", newest_first=False)
    table = Table(
        caption=translate("季度观摩"),
        columns=[
            Column(translate("项目"), "clip"),
            Column(translate("支部"), "clip"),
            Column(translate("观摩日"), "tight"),
            Column(translate("点评期限"), "tight"),
            Column(translate("进展")),
        ],
        rows=[quarter_row(each) for each in rows],
        empty_title=translate("本季度还没有安排观摩"),
        empty_text=translate("安排以后，实施中的项目会按地点列在这里。"),
    )
    draws = draws_of(request.actor, year=year, quarter=quarter)
    context = {
        "table": table,
        "pager": pager,
        "may_plan": has_ability(request.actor, "observation.make"),
        "blank": PlainForm(),
        "year": year,
        "years": (year + 1, year, year - 1),
        "quarter": quarter,
        "quarters": range(1, 5),
        **quarter_counts(request.actor, year=year, quarter=quarter),
        "running": sum(len(each.running) for each in draws[:1]),
        "seed": next((each.seed for each in draws if each.seed), ""),
    }
    return render_page(request, "web/observations/quarter.html", context)


def quarter_row(found: Any) -> Row:
    name = found.project.name
    return Row(
        cells=[
            Link(name, resolve_url("observations:page", found.pk)),
            found.project.org.name,
            day_link(found.planned_on),
            day_of(found.comment_due_at) if found.comment_due_at else "",
            status(translate(rules.STATES[found.state]), OBSERVATION_TONES[found.state]),
        ],
        key=str(found.pk),
        name=name,
    )


def day_link(day: date | None) -> Any:
    return Link(day.isoformat(), resolve_url("observations:day", day.isoformat())) if day else ""


@desk("project.read")
@require_safe
def observation(request: Asked, observation_id: UUID) -> HttpResponse:
    """One observation: what was seen, what is to be put right, and how it got here."""
    found = found_or_404(request, observation_id)
    project, actor = found.project, request.actor
    context = {
        "found": found,
        "tone": OBSERVATION_TONES[found.state],
        "state_label": rules.STATES[found.state],
        "grade_label": rules.GRADES.get(found.grade, ""),
        "may_observe": can_observe(actor, path=project.path, lead_id=project.lead_id, org_id=project.org_id),
        "is_lead": actor.account_id == project.lead_id,
        "actor_id": actor.account_id,
        "life": [life_entry(each) for each in in_order(found.steps.all())],
        "photos": photos_of(found.pk, by=actor),
        "is_open": found.state not in rules.WORKFLOW.final,
    }
    return render_page(request, "web/observations/page.html", context)


def in_order(steps: Any) -> list[Any]:
    """From the first to the last; those of one moment stand in the order of the acts' table."""
    order = list(rules.ACTS)
    return sorted(steps, key=lambda step: (step.at, order.index(step.act)))


def life_entry(step: Any) -> dict[str, Any]:
    what = translate(rules.ACTS[step.act])
    return {"when": step.at, "who": step.by_name, "what": what, "note": step.note, "tone": "done"}
