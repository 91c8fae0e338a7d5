"""Notices as everybody reads them: the board, one notice of any kind, its paper, objections and their answers."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.publishing.queries import (
    PublicNotice,
    files_of,
    public_notice,
    public_notice_row,
    public_notices,
)
from doorstep.publishing.rules import NOTICE_KINDS, NOTICE_STATES
from doorstep.publishing.services import object_to_notice
from doorstep.records.attachments import open_attachment
from doorstep.records.receipts import Answer
from doorstep.ui.forms import CountedTextarea, HoneypotMixin, PlainForm
from doorstep.web.doors import Asked, form_door, public
from doorstep.web.lists import keyset
from doorstep.web.papers import BODY_TEMPLATES, address_of, as_pdf, has_pdf, qr_of
from doorstep.web.public.faces import to
from doorstep.web.public.knocks import knock_or_refuse
from doorstep.web.tones import NOTICE_TONES

FILTERS = ("kind", "state", "year", "text")


@public
@require_safe
def notice_list(request: Asked) -> HttpResponse:
    """Everything that ever went up, newest first; what was taken down keeps its line."""
    chosen = {name: request.GET.get(name, "").strip()[:60] for name in FILTERS}
    rows, pager = keyset(request, public_notices(request.street.pk, filters=chosen))
    context = {
        "rows": [(each, NOTICE_KINDS[each.kind], *shown_state(each)) for each in rows],
        "pager": pager,
        "chosen": chosen,
        "kinds": NOTICE_KINDS,
        "states": {"standing": _("公示中"), "over": _("公示已结束")},
    }
    return render(request, "web/public/notices.html", context)


def shown_state(notice: Any) -> tuple[str, str]:
    return NOTICE_STATES[notice.state], NOTICE_TONES[notice.state]


def known_notice(request: Asked, number: str) -> PublicNotice:
    """A notice that went up; anything else is not found."""
    found = public_notice(request.street.pk, number)
    if found is None:
        raise Http404
    return found


@public
@require_safe
def notice(request: Asked, number: str) -> HttpResponse:
    """One notice with its table, its boards, and what was answered to objections."""
    found = known_notice(request, number)
    state_label, tone = shown_state(found)
    context = {
        "notice": found,
        "kind_label": NOTICE_KINDS[found.kind],
        "state_label": state_label,
        "tone": tone,
        "body": found.body,
        "body_template": BODY_TEMPLATES[found.kind],
        "explained_at": ("notice-figure", number),
        "files": files_of(found.pk, by=Actor.resident(request.street.pk)) if found.body else [],
        "has_pdf": has_pdf(),
        "project_number": found.body.get("project_number") or found.project_number,
    }
    return render(request, "web/public/notice.html", context)


@public
@require_safe
def print_notice(request: Asked, number: str) -> HttpResponse:
    """The same on one sheet for the wall, with a code that leads back here."""
    found = known_notice(request, number)
    context = {
        "notice": found,
        "body": found.body,
        "body_template": BODY_TEMPLATES[found.kind],
        "watermark": "" if found.is_standing else NOTICE_STATES[found.state],
        "address": address_of(number),
        "qr": qr_of(number),
        "back": to(request, "notice", number),
    }
    return render(request, "web/notices/print.html", context)


@public
@require_safe
def notice_pdf(request: Asked, number: str) -> HttpResponse:
    """The paper as a PDF; making one costs the server something, so not without bound."""
    knock_or_refuse(request, "public.track_per_hour")
    row = public_notice_row(request.street.pk, number)
    if row is None:
        raise Http404
    return as_pdf(row, unit=request.street.name, today=day_of(timezone.now()))


@public
@require_safe
def notice_file(request: Asked, number: str, attachment_id: UUID) -> HttpResponse:
    """A file that went up with it."""
    found = known_notice(request, number)
    by = Actor.resident(request.street.pk)
    if attachment_id not in {each.pk for each in files_of(found.pk, by=by)}:
        raise Http404
    opened = open_attachment(attachment_id=attachment_id, by=by)
    return HttpResponse(opened.path.read_bytes(), headers=opened.headers)


class ObjectionForm(HoneypotMixin, PlainForm):
    text = forms.CharField(
        label=_("您的异议"),
        help_text=_("请写明不同意什么、为什么。不用写姓名和电话。答复会公开，您写的话不公开。"),
        max_length=2000,
        widget=CountedTextarea,
    )


@public
@require_http_methods(["GET", "POST"])
def object_to_one(request: Asked, number: str) -> HttpResponse:
    """Object to a notice of any kind while it stands; no name is asked."""
    found = known_notice(request, number)
    form = ObjectionForm(request.POST or None)

    def do() -> Answer:
        knock_or_refuse(request, "public.report_per_hour")
        by = Actor.resident(request.street.pk)
        object_to_notice(notice_id=found.pk, text=form.cleaned_data["text"], by=by, at=timezone.now())
        return Answer(to=to(request, "notice", number), note=str(_("异议已收到，答复会写在这一页。")))

    context = {"number": number, "notice": found, "back": to(request, "notice", number)}
    return form_door(
        request, form, door="public.object", do=do, template="web/public/object.html", context=context
    )
