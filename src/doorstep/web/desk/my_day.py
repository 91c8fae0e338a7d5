"""今日待办: what is the reader's own next step, the most pressing first."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from doorstep.delivery.queries.agreements import ending_agreements
from doorstep.delivery.queries.observations import stops_of
from doorstep.funds.queries import due_looks
from doorstep.issues.queries import my_day as issue_parts
from doorstep.issues.rules import STATES
from doorstep.kernel.calendar import day_of
from doorstep.people.access import has_ability
from doorstep.people.rules import PARTNER
from doorstep.privacy.queries.exports import waiting_grants
from doorstep.privacy.queries.requests import due_requests
from doorstep.projects.opinions import open_opinions
from doorstep.projects.queries import due_milestones, projects
from doorstep.projects.tasks import due_tasks
from doorstep.publishing.queries import notices, waiting_snapshots
from doorstep.ui.parts import render_page
from doorstep.visits.queries import planned_for, repeated_texts
from doorstep.web.doors import Asked, desk
from doorstep.web.evaluation.day import evaluation_parts
from doorstep.web.tones import ISSUE_TONES

PARTS = {
    "overdue": (_("已超时"), "now", "?due=overdue&open=1"),
    "today": (_("今天到期"), "soon", "?due=today&open=1"),
    "confirm": (_("等回访"), "half", "?waiting=confirm"),
    "returned": (_("退回来的"), "now", "?waiting=returned"),
    "new": (_("新来的"), "wait", "?state=captured"),
    "to_accept": (_("等接单"), "soon", "?state=assigned"),
}


@desk()
@require_safe
def my_day(request: Asked) -> HttpResponse:
    """Lists that are this person's task; empty ones are said as done, not hidden."""
    at = timezone.now()
    actor = request.actor
    if actor.roles == {PARTNER}:
        return redirect("partners:own")
    parts = [part_of(each) for each in issue_parts(actor, at=at)] if has_ability(actor, "issue.read") else []
    context = {
        "today": day_of(at),
        "parts": parts,
        "visits": planned_for(actor, on=day_of(at))[:10] if has_ability(actor, "visit.record") else [],
        "repeats": repeated_texts(actor)[:5] if has_ability(actor, "visit.record") else [],
        "milestones": due_milestones(actor, today=day_of(at), limit=8)
        if has_ability(actor, "project.run")
        else [],
        "reviews": projects(actor, filters={"state": "applied"})[:8]
        if has_ability(actor, "project.review")
        else [],
        "tasks": due_tasks(actor, today=day_of(at), limit=8) if has_ability(actor, "project.run") else [],
        "opinions": open_opinions(actor, limit=8) if has_ability(actor, "opinion.reply") else [],
        "looks": due_looks(actor, today=day_of(at)) if has_ability(actor, "fund.request") else [],
        "agreements": ending_agreements(actor, today=day_of(at))
        if has_ability(actor, "agreement.keep")
        else [],
        "stops": stops_of(actor, day_of(at)) if has_ability(actor, "observation.make") else [],
        "notices": to_do_notices(request),
        "snapshots": waiting_snapshots(actor).count() if has_ability(actor, "notice.review") else 0,
        "rights": due_requests(actor) if has_ability(actor, "privacy.keep") else [],
        "exports": waiting_grants(actor),
        "measuring": evaluation_parts(actor, at=at),
        "all_done": not any(each["count"] for each in parts),
    }
    return render_page(request, "web/desk/my_day.html", context)


def part_of(part: Any) -> dict[str, Any]:
    title, tone, query = PARTS[part.code]
    return {
        "title": title,
        "tone": tone,
        "url": f"{resolve_url('issues:inbox')}{query}",
        "count": part.count,
        "capped": part.capped,
        "rows": [(each, STATES[each.state], ISSUE_TONES[each.state]) for each in part.rows],
    }


def to_do_notices(request: Asked) -> list[Any]:
    """Drafts and objections for a reviewer; reviewed ones for whoever posts; ended ones to conclude."""
    states = {"notice.review": ("draft", "objected", "ended"), "notice.draft": ("reviewed",)}
    wanted = [
        state for ability, names in states.items() if has_ability(request.actor, ability) for state in names
    ]
    return [each for state in wanted for each in notices(request.actor, state=state)[:5]]
