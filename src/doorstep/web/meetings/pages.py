"""The list of meetings, a meeting's page, and its page for the room."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_safe

from doorstep.consultations import rules
from doorstep.consultations.access import can_hold
from doorstep.consultations.periods import period_of
from doorstep.consultations.queries import carried_over, escalated_items, meeting_page, meetings
from doorstep.consultations.queries.inviting import backdated_postings, flags_of, guest_list, results_due
from doorstep.consultations.rules.thresholds import THRESHOLDS, shown_check
from doorstep.kernel.calendar import day_of
from doorstep.places.queries import communities
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment, status
from doorstep.web.doors import Asked, desk
from doorstep.web.lists import keyset
from doorstep.web.meetings.owners import by_area
from doorstep.web.tones import INVITATION_TONES, ITEM_TONES, MEETING_TONES

FILTERS = ("kind", "state", "year", "path", "about", "text")


@desk("meeting.read")
@require_safe
def meeting_list(request: Asked) -> HttpResponse:
    """Every meeting in sight, newest first."""
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    rows, pager = keyset(request, meetings(request.actor, filters=filters))
    table = Table(
        caption=translate("会议"),
        columns=[
            Column(translate("开会时间"), "tight"),
            Column(translate("会议"), "clip"),
            Column(translate("种类")),
            Column(translate("地点"), "clip"),
            Column(translate("实到/应到"), "num"),
            Column(translate("状态")),
        ],
        rows=[meeting_row(each) for each in rows],
        empty_title=translate("没有会议"),
        empty_text=translate("发一个通知，会议就从这里开始。"),
    )
    context = {
        "backdated": len(backdated_postings(request.actor)),
        "table": table,
        "pager": pager,
        "filters": filters,
        "escalated": escalated_items(request.actor),
        "kinds": rules.KINDS,
        "states": rules.STATES,
        "communities": communities(request.actor.street_id or 0),
        "may_hold": any(can_hold(request.actor, path=grant.path) for grant in request.actor.grants),
    }
    return render_page(request, "web/meetings/list.html", context)


def meeting_row(meeting: Any) -> Row:
    url = resolve_url("meetings:page", meeting.pk)
    return Row(
        cells=[
            Link(moment(meeting.starts_at, "short"), url),
            Link(meeting.title, url),
            translate(rules.KINDS[meeting.kind]),
            meeting.room,
            f"{meeting.attended}/{meeting.entitled}" if meeting.state != "called" else "–",
            status(translate(rules.STATES[meeting.state]), MEETING_TONES[meeting.state]),
        ],
        key=str(meeting.pk),
        name=meeting.title,
    )


@desk("meeting.read")
@require_safe
def page(request: Asked, meeting_id: UUID) -> HttpResponse:
    """One meeting: its notice, what was put to it, asked and decided, and its whole life."""
    return render_page(request, "web/meetings/page.html", page_context(request, meeting_id))


@desk("meeting.hold")
@require_safe
def room(request: Asked, meeting_id: UUID) -> HttpResponse:
    """The same meeting in big type, for the wall of the room."""
    return render_page(request, "web/meetings/room.html", page_context(request, meeting_id))


def page_context(request: Asked, meeting_id: UUID) -> dict[str, Any]:
    meeting = meeting_page(request.actor, meeting_id)
    may = can_hold(request.actor, path=meeting.path)
    code, due = rules.NOTICE_RULE.get(meeting.kind), results_due(meeting)
    return {
        "guests": [guest_line(each) for each in guest_list(request.actor, meeting)],
        "flags": flags_of(meeting),
        "notice": period_line(period_of(meeting.street_id, code, on=meeting.posted_on)) if code else None,
        "results": results_line(meeting, due) if due else None,
        "meeting": meeting,
        "state_label": rules.STATES[meeting.state],
        "kind_label": rules.KINDS[meeting.kind],
        "tone": MEETING_TONES[meeting.state],
        "items": [item_line(each) for each in sorted(meeting.items.all(), key=lambda each: each.order)],
        "carried": [item_line(each) for each in carried_over(meeting)],
        "questions": sorted(meeting.questions.all(), key=lambda each: each.pk),
        "life": [life_entry(each) for each in sorted(meeting.steps.all(), key=lambda each: each.at)],
        "may": may,
        "is_open": meeting.state not in rules.WORKFLOW.final,
        "blank": PlainForm(),
    }


def guest_line(line: Any) -> dict[str, Any]:
    """One row of the list; whoever may not know an outsider reads only that there is one."""
    asked = line.invitation
    return {
        "asked": asked,
        "name": line.name or translate(rules.GUEST_KINDS[asked.kind]),
        "kind": rules.GUEST_KINDS[asked.kind],
        "label": rules.INVITATION_STATES[asked.state],
        "tone": INVITATION_TONES[asked.state],
    }


def period_line(period: rules.Period) -> dict[str, Any]:
    """How many days, of which kind, and on what ground."""
    return {"days": period.days, "unit": rules.UNITS[period.unit], "basis": period.basis}


def results_line(meeting: Any, due: rules.LastDay) -> dict[str, Any]:
    """By when the result must hang out, when it did, and whether that was or is too late."""
    seen = meeting.results_posted_on or day_of(timezone.now())
    period = period_of(meeting.street_id, rules.RESULT_RULE[meeting.kind], on=due.day)
    return {
        **period_line(period),
        "due": due.day,
        "posted": meeting.results_posted_on,
        "is_owed": meeting.state in {"held", "minuted"} and meeting.results_posted_on is None,
        "is_late": meeting.state in rules.TOOK_PLACE and seen > due.day,
    }


def item_line(item: Any) -> dict[str, Any]:
    """An item as a meeting reads it, with each comparison of its tally in words."""
    return {
        "item": item,
        "label": rules.ITEM_STATES[item.state],
        "tone": ITEM_TONES[item.state],
        "rule": THRESHOLDS[item.rule].label if item.rule else "",
        "checks": [(shown_check(each), each["holds"]) for each in item.tally["checks"]] if item.tally else [],
        "basis": item.tally["basis"] if item.tally else "",
        "caution": item.tally["caution"] if item.tally else "",
        "is_open": item.state in rules.OPEN_ITEMS,
        "by_area": by_area(item.rule),
        "only_talk": item.meeting.kind in rules.RULE_OF and not item.rule,
    }


def life_entry(step: Any) -> dict[str, Any]:
    return {
        "when": step.at,
        "who": step.by_name,
        "what": translate(rules.ACTS[step.act]),
        "note": step.note,
        "tone": MEETING_TONES[step.to_state],
    }
