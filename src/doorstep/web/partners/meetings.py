"""Joint meetings: the list, the minutes, and the promises."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.delivery.queries.meetings import (
    carried_over,
    joint_meeting,
    joint_meetings,
    promise_in_sight,
)
from doorstep.delivery.rules.meetings import PROMISE_STATES, promise_state
from doorstep.delivery.services import Promised, hold_joint_meeting, settle_promise
from doorstep.people.access import has_ability
from doorstep.people.queries import partners, party_orgs
from doorstep.projects.queries import projects
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import status
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.partners.forms import MeetingForm, SettleForm
from doorstep.web.partners.partners import READ
from doorstep.web.partners.shown import PROMISE_TONES


@desk(*READ)
@require_safe
def meeting_list(request: Asked) -> HttpResponse:
    """Joint meetings in sight, newest first."""
    rows, pager = keyset(request, joint_meetings(request.actor))
    table = Table(
        caption=translate("联席会议"),
        columns=[
            Column(translate("日期"), "tight"),
            Column(translate("议题"), "clip"),
            Column(translate("党组织")),
        ],
        rows=[
            Row(
                [each.held_on, Link(each.topic, resolve_url("partners:meeting", each.pk)), each.org.name],
                key=str(each.pk),
                name=each.topic,
            )
            for each in rows
        ],
        empty_title=translate("还没有开过联席会议"),
    )
    context = {
        "table": table,
        "pager": pager,
        "may_keep": has_ability(request.actor, "agreement.keep"),
    }
    return render_page(request, "web/partners/meetings.html", context)


@desk(*READ)
@require_safe
def meeting(request: Asked, meeting_id: UUID) -> HttpResponse:
    """联席会议纪要: what was decided and promised, and what is still open from before; prints on A4."""
    found = joint_meeting(request.actor, meeting_id)
    context = {
        "meeting": found,
        "attended": [each.partner.name for each in found.attended.all()],
        "promises": [promise_row(each) for each in found.promises.all()],
        "carried": [promise_row(each) for each in carried_over(found)],
        "may_keep": has_ability(request.actor, "agreement.keep"),
    }
    return render_page(request, "web/partners/meeting.html", context)


def promise_row(each: Any) -> dict[str, Any]:
    state = promise_state(each.kept)
    return {
        "promise": each,
        "owner": each.partner.name if each.partner else each.unit.name,
        "status": status(translate(PROMISE_STATES[state]), PROMISE_TONES[state]),
    }


@desk("agreement.keep")
@require_http_methods(["GET", "POST"])
def new_meeting(request: Asked) -> HttpResponse:
    """Write a joint meeting down, with the promise that was made there."""
    firms = [(str(each.pk), each.name) for each in partners(request.actor)[:300]]
    running = projects(request.actor, filters={"state": "in_progress"})[:200]
    choices: dict[str, list[tuple[Any, Any]]] = {
        "org_id": [(each.pk, each.name) for each in party_orgs(request.actor.street_id or 0)],
        "partner_ids": firms,
        "promise_partner": [("", "–"), *firms],
        "project_id": [("", "–"), *((str(each.pk), f"{each.number} {each.name}") for each in running)],
    }
    form = MeetingForm(request.POST or None, choices=choices)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("org_id", "held_on", "topic", "decisions")}
        made = hold_joint_meeting(
            partner_ids=[UUID(each) for each in form.cleaned_data["partner_ids"]],
            promises=promises_in(form.cleaned_data),
            by=request.actor,
            at=timezone.now(),
            **values,
        )
        return Answer(to=resolve_url("partners:meeting", made.pk), note=str(_("会议已登记。")))

    context = {"label": _("登记联席会议"), "back": resolve_url("partners:meetings")}
    return form_door(
        request, form, door="joint_meeting.new", do=do, template="web/partners/act.html", context=context
    )


def promises_in(values: dict[str, Any]) -> list[Promised]:
    """The promise of the form, when all of it is filled in."""
    project, partner = values["project_id"], values["promise_partner"]
    text, due_on = values["promise_text"], values["promise_due_on"]
    if not (project and partner and text and due_on):
        return []
    return [Promised(UUID(project), text, due_on, partner_id=UUID(partner))]


@desk("agreement.keep")
@require_http_methods(["GET", "POST"])
def settle(request: Asked, promise_id: UUID) -> HttpResponse:
    """Kept or not, with a word why."""
    promise = promise_in_sight(request.actor, promise_id)
    back = resolve_url("partners:meeting", promise.meeting_id)
    form = SettleForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("kept", "word")}
        settle_promise(promise_id=promise_id, by=request.actor, at=timezone.now(), **values)
        return Answer(to=back, note=str(_("兑现情况已登记。")))

    context = {"label": _("登记兑现"), "about": promise.text, "back": back}
    return form_door(
        request, form, door="promise.settle", do=do, template="web/partners/act.html", context=context
    )
