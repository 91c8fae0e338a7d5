"""The desk's list of notices, one notice with everything about it, and its steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.kernel.calendar import day_of
from doorstep.publishing.access import can_archive, can_draft, can_review, can_withdraw
from doorstep.publishing.leaks import KINDS as LEAK_KINDS
from doorstep.publishing.leaks import REASONS as LEAK_REASONS
from doorstep.publishing.queries import (
    files_of,
    notice_for_desk,
    notices,
    objection_for_desk,
    waiting_snapshots,
)
from doorstep.publishing.rules import ACTS, NOTICE_KINDS, NOTICE_STATES, REASON_CODES, STANDING
from doorstep.publishing.services import (
    answer_objection,
    archive_notice,
    conclude_notice,
    end_notices,
    post_notice,
    return_draft,
    review_notice,
    withdraw_notice,
)
from doorstep.publishing.services.scanning import Found, findings_in
from doorstep.records.receipts import Answer
from doorstep.ui.forms import CountedTextarea, PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import status
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.papers import BODY_TEMPLATES, address_of, as_pdf, has_pdf, qr_of
from doorstep.web.publishing.places import said_where
from doorstep.web.tones import NOTICE_TONES

BOTH = ("notice.draft", "notice.review")
FILTERS = ("state", "kind", "year", "text", "posted")


@desk(*BOTH)
@require_safe
def notices_page(request: Asked) -> HttpResponse:
    """Every notice, newest first."""
    chosen = {name: request.GET.get(name, "").strip()[:60] for name in FILTERS}
    rows, pager = keyset(request, notices(request.actor, filters=chosen))
    table = Table(
        caption=translate("公示"),
        columns=[
            Column(translate("编号"), "tight"),
            Column(translate("公示"), "clip"),
            Column(translate("类别"), "tight"),
            Column(translate("状态")),
            Column(translate("起草")),
            Column(translate("审核")),
            Column(translate("公示期"), "tight"),
        ],
        rows=[Row(cells=cells_of(each)) for each in rows],
        empty_title=translate("没有公示"),
        empty_text=translate("在“待公示的事”里起草。"),
    )
    context = {
        "table": table,
        "pager": pager,
        "chosen": chosen,
        "states": NOTICE_STATES,
        "kinds": NOTICE_KINDS,
        "waiting": waiting_snapshots(request.actor).count(),
    }
    return render_page(request, "web/publishing/notices.html", context)


def cells_of(each: Any) -> list[Any]:
    return [
        each.number,
        Link(each.title, resolve_url("publishing:notice", each.pk)),
        translate(NOTICE_KINDS[each.kind]),
        status(translate(NOTICE_STATES[each.state]), NOTICE_TONES[each.state]),
        each.drafted_by.display_name,
        each.reviewed_by.display_name if each.reviewed_by else "",
        f"{each.starts_on} – {each.ends_on}" if each.starts_on else "",
    ]


# act → (label, states it starts from, whose it is, name of the text it asks for)
NOTICE_ACTS: dict[str, tuple[Any, tuple[str, ...], str, str]] = {
    "review": (_("审核通过"), ("draft",), "review", ""),
    "return": (_("退回草稿"), ("reviewed",), "review", "note"),
    "post": (_("张贴公示"), ("reviewed",), "draft", "place_posted"),
    "end": (_("结束公示期"), STANDING, "draft", ""),
    "conclude": (_("办理立项"), ("ended",), "review", ""),
    "archive": (_("归档"), ("ended",), "archive", ""),
    "withdraw": (_("撤回公示"), ("draft", "reviewed", *STANDING, "ended", "archived"), "withdraw", "reason"),
}
ONLY_KIND = {"conclude": True, "archive": False}  # whether it is for notices of approval


@desk(*BOTH)
@require_safe
def notice_page(request: Asked, notice_id: UUID) -> HttpResponse:
    """One notice with what was found in it, its boards, objections and what can be done next."""
    notice = notice_for_desk(request.actor, notice_id)
    found = findings_in(notice) if notice.state in {"draft", "reviewed"} else []
    context = {
        "notice": notice,
        "body": notice.body,
        "body_template": BODY_TEMPLATES[notice.kind],
        "kind_label": NOTICE_KINDS[notice.kind],
        "state_label": NOTICE_STATES[notice.state],
        "tone": NOTICE_TONES[notice.state],
        "objections": notice.objections.all(),
        "postings": notice.postings.all(),
        "steps": [
            {"at": each.at, "by_name": each.by_name, "label": ACTS[each.act], "note": note_of(each)}
            for each in sorted(notice.steps.all(), key=lambda each: each.pk)
        ],
        "files": files_of(notice.pk, by=request.actor),
        "findings": [shown(each) for each in found],
        "still_open": sum(1 for each in found if not each.signed),
        "acts": acts_for(request, notice),
        "is_drafter": can_draft(request.actor, path=notice.path),
        "is_reviewer": is_reviewer(request, notice),
        "is_standing": notice.state in STANDING,
        "has_pdf": has_pdf(),
    }
    return render_page(request, "web/publishing/notice.html", context)


def note_of(each: Any) -> str:
    """What somebody wrote; an edit's note names places and a file's its key, which say nothing here."""
    return "" if each.act in {"notice.edit", "notice.attach"} else each.note


def shown(found: Found) -> dict[str, Any]:
    """A finding as the desk reads it: what it looks like, where it stands, and why it may stay if it was signed."""
    return {
        "digest": found.digest,
        "kind": LEAK_KINDS.get(found.kind, found.kind),
        "place": said_where(found.place),
        "excerpt": found.excerpt,
        "reason": LEAK_REASONS.get(found.reason, ""),
        "signed": REASON_CODES.get(found.signed, ""),
    }


def is_reviewer(request: Asked, notice: Any) -> bool:
    return can_review(request.actor, path=notice.path, drafted_by=f"account:{notice.drafted_by_id}")


def acts_for(request: Asked, notice: Any) -> list[dict[str, Any]]:
    may = {
        "draft": can_draft(request.actor, path=notice.path),
        "review": is_reviewer(request, notice),
        "archive": can_archive(request.actor, path=notice.path),
        "withdraw": can_withdraw(request.actor, path=notice.path),
    }
    return [
        {"label": label, "url": resolve_url("publishing:act", notice.pk, act)}
        for act, (label, states, who, _text) in NOTICE_ACTS.items()
        if notice.state in states
        and may[who]
        and ONLY_KIND.get(act, notice.kind == "approval") == (notice.kind == "approval")
    ]


class TextForm(PlainForm):
    text = forms.CharField(label=_("说明"), widget=CountedTextarea, max_length=300)


class PlaceForm(PlainForm):
    text = forms.CharField(label=_("张贴在哪里"), max_length=120)


@desk(*BOTH)
@require_http_methods(["GET", "POST"])
def move(request: Asked, notice_id: UUID, act: str) -> HttpResponse:
    """One step of a notice."""
    if act not in NOTICE_ACTS:
        raise Http404
    notice = notice_for_desk(request.actor, notice_id)
    label, _states, _who, text_name = NOTICE_ACTS[act]
    form_class = PlaceForm if text_name == "place_posted" else TextForm if text_name else PlainForm
    form = form_class(request.POST or None)

    def do() -> Answer:
        values = {text_name: form.cleaned_data["text"]} if text_name else {}
        step(act, notice_id, request, values)
        return Answer(to=resolve_url("publishing:notice", notice_id), note=str(_("已办理。")))

    context = {"notice": notice, "label": label}
    return form_door(
        request, form, door=f"notice.{act}", do=do, template="web/publishing/act.html", context=context
    )


def step(act: str, notice_id: UUID, request: Asked, values: dict[str, str]) -> None:
    at = timezone.now()
    if act == "end":
        end_notices(at=at)
        return
    services: dict[str, Callable[..., Any]] = {
        "review": review_notice,
        "return": return_draft,
        "post": post_notice,
        "withdraw": withdraw_notice,
        "archive": archive_notice,
        "conclude": conclude_notice,
    }
    services[act](notice_id=notice_id, by=request.actor, at=at, **values)


class AnswerForm(PlainForm):
    answer = forms.CharField(
        label=_("答复"), help_text=_("会公开。"), widget=CountedTextarea, max_length=2000
    )
    upheld = forms.TypedChoiceField(
        label=_("异议是否成立"),
        choices=[("no", _("不成立")), ("yes", _("成立"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


@desk("notice.review")
@require_http_methods(["GET", "POST"])
def answer(request: Asked, objection_id: int) -> HttpResponse:
    """Answer an objection in public."""
    objection = objection_for_desk(request.actor, objection_id)
    form = AnswerForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("answer", "upheld")}
        found = answer_objection(objection_id=objection_id, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("publishing:notice", found.notice_id), note=str(_("已答复。")))

    context = {"label": _("答复异议"), "notice": objection.notice, "said": objection.text}
    return form_door(
        request, form, door="notice.answer", do=do, template="web/publishing/act.html", context=context
    )


@desk(*BOTH)
@require_safe
def print_notice(request: Asked, notice_id: UUID) -> HttpResponse:
    """The sheet for the wall, as a draft too."""
    notice = notice_for_desk(request.actor, notice_id)
    context = {
        "notice": notice,
        "body": notice.body,
        "body_template": BODY_TEMPLATES[notice.kind],
        "watermark": "" if notice.state in STANDING else NOTICE_STATES[notice.state],
        "address": address_of(notice.number),
        "qr": qr_of(notice.number),
        "back": resolve_url("publishing:notice", notice_id),
    }
    return render(request, "web/notices/print.html", context)


@desk(*BOTH)
@require_safe
def notice_pdf(request: Asked, notice_id: UUID) -> HttpResponse:
    """The paper as a PDF, with a watermark until it stands."""
    notice = notice_for_desk(request.actor, notice_id)
    return as_pdf(notice, unit=notice.street.name, today=day_of(timezone.now()))
