"""The list of a meeting: asking, replying, going through it; and each person's own meetings."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.consultations import rules
from doorstep.consultations.access import can_hold, can_read
from doorstep.consultations.queries import meeting_page
from doorstep.consultations.queries.inviting import (
    guest_list,
    invitation_page,
    is_own,
    name_of,
    own_lines,
    whom_to_ask,
)
from doorstep.consultations.services import (
    invite,
    read_phone,
    reply_to_invitation,
    take_attendance,
    withdraw_invitation,
)
from doorstep.kernel.calendar import day_of
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment, status
from doorstep.web.doors import Asked, desk, form_door, write_door
from doorstep.web.meetings.guest_forms import AttendanceForm, InviteForm
from doorstep.web.tones import INVITATION_TONES, MEETING_TONES


def shown(line: Any) -> str:
    return line.name or translate(rules.GUEST_KINDS[line.invitation.kind])


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def ask(request: Asked, meeting_id: UUID) -> HttpResponse:
    """Put people and organisations on the list; nothing of the form is kept on the device."""
    meeting = meeting_page(request.actor, meeting_id)
    form = InviteForm(request.POST or None, choices=whom_to_ask(request.actor))

    def do() -> Answer:
        invite(meeting_id=meeting_id, guests=form.guests(), by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("meetings:page", meeting_id), note=str(_("邀请已登记。")))

    context = {"meeting": meeting, "label": _("邀请参会"), "no_draft": True}
    return form_door(
        request, form, door="meeting.invite", do=do, template="web/meetings/act.html", context=context
    )


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def attendance(request: Asked, meeting_id: UUID) -> HttpResponse:
    """Go through the list."""
    meeting = meeting_page(request.actor, meeting_id)
    lines = guest_list(request.actor, meeting)
    came = [str(each.invitation.pk) for each in lines if each.invitation.came]
    form = AttendanceForm(
        request.POST or None,
        guests=[(str(each.invitation.pk), shown(each)) for each in lines],
        initial={"came": came},
    )

    def do() -> Answer:
        values = {"came": form.cleaned_data["came"], "by": request.actor, "at": timezone.now()}
        take_attendance(meeting_id=meeting_id, **values)
        return Answer(to=resolve_url("meetings:page", meeting_id), note=str(_("点名已登记。")))

    context = {"meeting": meeting, "label": _("按名单点名"), "no_draft": True}
    return form_door(
        request, form, door="meeting.attendance", do=do, template="web/meetings/act.html", context=context
    )


@desk()
@require_safe
def mine(request: Asked) -> HttpResponse:
    """The meetings that one calls or is asked to."""
    today = day_of(timezone.now())
    context = {
        "ahead": own_table(request, _("接下来的会"), own_lines(request.actor, today=today, past=False)),
        "past": own_table(request, _("近三个月开过的会"), own_lines(request.actor, today=today, past=True)),
    }
    return render_page(request, "web/meetings/mine.html", context)


def own_table(request: Asked, caption: Any, lines: list[Any]) -> Table:
    return Table(
        caption=str(caption),
        columns=[
            Column(translate("开会时间"), "tight"),
            Column(translate("会议"), "clip"),
            Column(translate("地点"), "clip"),
            Column(translate("我的答复")),
            Column(translate("状态")),
        ],
        rows=[own_row(request, each) for each in lines],
        empty_title=translate("没有会议"),
        empty_text=translate("有人请你开会，或者你召集了会议，就会出现在这里。"),
    )


def own_row(request: Asked, line: Any) -> Row:
    meeting, asked = line.meeting, line.invitation
    runs = can_read(request.actor, path=meeting.path) and asked is None
    url = resolve_url("meetings:page", meeting.pk) if runs else invitation_url(asked)
    reply = translate("召集")
    if asked is not None:
        reply = status(translate(rules.INVITATION_STATES[asked.state]), INVITATION_TONES[asked.state])
    when, title = moment(meeting.starts_at, "short"), meeting.title
    return Row(
        cells=[
            Link(when, url) if url else when,
            Link(title, url) if url else title,
            meeting.room,
            reply,
            status(translate(rules.STATES[meeting.state]), MEETING_TONES[meeting.state]),
        ],
        key=str(meeting.pk),
        name=title,
    )


def invitation_url(asked: Any) -> str:
    return resolve_url("meetings:invitation", asked.pk) if asked is not None else ""


def invitation_context(request: Asked, invitation_id: UUID) -> dict[str, Any]:
    found = invitation_page(request.actor, invitation_id)
    runs = can_hold(request.actor, path=found.meeting.path)
    return {
        "invitation": found,
        "meeting": found.meeting,
        "name": name_of(found, may_know=True),
        "items": found.meeting.items.order_by("order"),
        "state_label": rules.INVITATION_STATES[found.state],
        "tone": INVITATION_TONES[found.state],
        "replies": list(rules.REPLIES.items()),
        "is_open": found.meeting.state == "called",
        "is_own": is_own(request.actor, found),
        "runs": runs,
        "blank": PlainForm(),
    }


@desk()
@require_safe
def invitation(request: Asked, invitation_id: UUID) -> HttpResponse:
    """One invitation: for whoever was asked to answer, and for whoever runs the meeting to print."""
    return render_page(request, "web/meetings/invitation.html", invitation_context(request, invitation_id))


@desk()
@require_POST
def reply(request: Asked, invitation_id: UUID, answer: str) -> HttpResponse:
    """Will come, or cannot."""
    if answer not in rules.REPLIES:
        raise Http404
    invitation_page(request.actor, invitation_id)

    def do() -> Answer:
        reply_to_invitation(invitation_id=invitation_id, reply=answer, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("meetings:invitation", invitation_id), note=str(_("答复已登记。")))

    return write_door(request, door="meeting.reply", do=do)


@desk("meeting.hold")
@require_POST
def withdraw(request: Asked, invitation_id: UUID) -> HttpResponse:
    """Asked by mistake."""
    invitation_page(request.actor, invitation_id)

    def do() -> Answer:
        meeting = withdraw_invitation(invitation_id=invitation_id, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("meetings:page", meeting.pk), note=str(_("邀请已撤回。")))

    return write_door(request, door="meeting.uninvite", do=do)


@desk("meeting.hold")
@require_POST
def phone(request: Asked, invitation_id: UUID) -> HttpResponse:
    """An outsider's phone, shown on this answer alone; the reading stands on the meeting's trail."""
    invitation_page(request.actor, invitation_id)
    found = read_phone(invitation_id=invitation_id, by=request.actor, at=timezone.now())
    context = invitation_context(request, invitation_id)
    return render_page(request, "web/meetings/invitation.html", context | {"phone": found or "–"})
