"""The visit ledger, one visit, and one's own diary."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_POST, require_safe

from doorstep.issues.queries import issues_of_visit
from doorstep.kernel.calendar import day_of
from doorstep.people.access import can, has_ability
from doorstep.places.queries import communities
from doorstep.projects.opinions import plans_at
from doorstep.ui.parts import SeeOther, render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment, status
from doorstep.visits.access import sees_closed_doors
from doorstep.visits.queries import diary, like_visits, receipt_code, visit_counts, visit_page, visits
from doorstep.visits.rules import OUTCOMES, RECEIPT_MODES, SOURCES, TALKED_WITH
from doorstep.web.doors import Asked, desk
from doorstep.web.lists import keyset
from doorstep.web.tones import OUTCOME_TONES

FILTERS = ("outcome", "source", "path", "plan", "first", "last", "year", "households", "grid")


@desk("visit.read")
@require_safe
def visit_list(request: Asked) -> HttpResponse:
    """Every visit in sight, newest first."""
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    rows, pager = keyset(request, visits(request.actor, filters))
    table = Table(
        caption=translate("走访"),
        columns=[
            Column(translate("日期"), "tight"),
            Column(translate("地点"), "clip"),
            Column(translate("结果")),
            Column(translate("谈了什么"), "clip"),
            Column(translate("登记方式")),
            Column(translate("下次"), "tight"),
        ],
        rows=[visit_row(each) for each in rows],
        empty_title=translate("没有符合的走访"),
        empty_text=translate("换个条件再查，或者登记一次走访。"),
    )
    street_id = request.actor.street_id or 0
    plain = not any(value for name, value in filters.items() if name != "year")
    whole = can(request.actor, "visit.read", at_path=request.street.path)
    counted = plain and whole and filters["year"].isdecimal()
    context = {
        "table": table,
        "pager": pager,
        "filters": filters,
        "outcomes": OUTCOMES,
        "sources": SOURCES,
        "communities": communities(street_id),
        "total": visit_counts(street_id, int(filters["year"]))["total"] if counted else None,
        "query": request.GET.urlencode(),
    }
    return render_page(request, "web/visits/list.html", context)


def visit_row(visit: Any) -> Row:
    return Row(
        cells=[
            Link(moment(visit.visited_on, "iso"), resolve_url("visits:page", visit.pk)),
            visit.place.full_name,
            status(translate(OUTCOMES[visit.outcome]), OUTCOME_TONES[visit.outcome]),
            visit.topics or (translate("没有要反映的") if visit.nothing_to_report else ""),
            translate(SOURCES[visit.source]),
            moment(visit.next_visit_on, "iso") if visit.next_visit_on else "",
        ]
    )


@desk("visit.read")
@require_POST
def export(request: Asked) -> HttpResponse:
    """走访台账 of what the list shows holds what residents said: a second person lets it out (DOMAIN G9)."""
    scope = {name: value for name in FILTERS if (value := request.GET.get(name, ""))}
    return SeeOther(f"{resolve_url('privacy:ask-export', 'visit')}?{urlencode(scope)}")


@desk("visit.read")
@require_safe
def visit(request: Asked, visit_id: UUID) -> HttpResponse:
    """One visit with what was said and what came of it."""
    found = visit_page(request.actor, visit_id)
    context = {
        "visit": found,
        "facts": [
            (translate("结果"), translate(OUTCOMES.get(found.outcome, ""))),
            (translate("接谈人"), translate(TALKED_WITH.get(found.talked_with, "–"))),
            (translate("走访人"), "、".join(each.account.display_name for each in found.visitors.all())),
            (translate("登记方式"), translate(SOURCES[found.source])),
            (translate("登记人"), found.entered_by.display_name),
            (translate("登记时间"), moment(found.recorded_at)),
            (translate("住户确认"), translate(RECEIPT_MODES[found.receipt_mode])),
            (translate("约定下次"), moment(found.next_visit_on)),
            (translate("补录原因"), found.late_reason or "–"),
        ],
        "code": receipt_code(found),
        "issues": issues_of_visit(request.actor, visit_id),
        "alike": like_visits(request.actor, found) if found.repeated_text else [],
        "plans": plans_at(request.actor, found.path) if has_ability(request.actor, "opinion.record") else [],
        "hidden_door": found.outcome in {"refused", "vacant"}
        and not sees_closed_doors(request.actor, path=found.path),
    }
    return render_page(request, "web/visits/page.html", context)


@desk("visit.record")
@require_safe
def my_diary(request: Asked) -> HttpResponse:
    """民情日记: my own visits of the last weeks, in order, ready to print."""
    last = day_of(timezone.now())
    weeks = int(request.GET.get("weeks", "4")) if request.GET.get("weeks", "4").isdecimal() else 4
    first = last - timedelta(weeks=min(weeks, 60))
    rows = diary(request.actor, account_id=request.actor.account_id or 0, first=first, last=last)[:500]
    return render_page(
        request, "web/visits/diary.html", {"rows": rows, "first": first, "last": last, "weeks": weeks}
    )
