"""The dispatch board: open work by unit in the units' own order; never of persons, never a ranking."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_safe

from doorstep.issues import rules
from doorstep.issues.queries import BoardColumn
from doorstep.issues.queries import board as board_columns
from doorstep.places.queries import communities
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk
from doorstep.web.issues.due import is_late, limit_of
from doorstep.web.tones import ISSUE_TONES


@desk("issue.dispatch", "issue.handle")
@require_safe
def board(request: Asked) -> HttpResponse:
    """Waiting to be accepted, being worked on, overdue: each number opens its rows."""
    at = timezone.now()
    places = communities(request.actor.street_id or 0)
    asked = request.GET.get("community", "")
    chosen = asked if asked in {each.path for each in places} else ""
    columns = board_columns(request.actor, community=chosen, at=at)
    busy = [each for each in columns if each.rows or each.to_accept or each.accepted or each.working]
    context = {
        "units": [unit_card(each, community=chosen, at=at) for each in busy],
        "idle": [each.unit.name for each in columns if each not in busy],
        "places": places,
        "chosen": chosen,
        "as_of": at,
    }
    return render_page(request, "web/issues/board.html", context, part="web/issues/_board.html")


def unit_card(column: BoardColumn, *, community: str, at: Any) -> dict[str, Any]:
    here = f"{resolve_url('issues:inbox')}?unit_id={column.unit.pk}"
    here += f"&community={community}" if community else ""
    return {
        "name": column.unit.name,
        "counts": [
            (translate("待接单"), column.to_accept, f"{here}&state=assigned", "wait"),
            (translate("已接单"), column.accepted, f"{here}&state=accepted", "doing"),
            (translate("办理中"), column.working, f"{here}&state=working", "doing"),
            (translate("已超时"), column.overdue, f"{here}&due=overdue", "now"),
        ],
        "rows": [
            {
                "issue": issue,
                "label": translate(rules.STATES[issue.state]),
                "tone": ISSUE_TONES[issue.state],
                "limit": limit_of(issue, now=at),
                "late": is_late(issue, now=at),
            }
            for issue in column.rows
        ],
        "all_url": f"{here}&open=1",
    }
