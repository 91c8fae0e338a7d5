"""Notices from draft to archive, public pages that wait for release, and feedback on the tool."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.projects.queries import project_page
from doorstep.publishing.access import can_draft, can_review
from doorstep.publishing.queries import (
    feedback_list,
    notice_for_desk,
    notices,
    objection_for_desk,
    waiting_snapshots,
)
from doorstep.publishing.rules import NOTICE_STATES, SNAPSHOT_KINDS
from doorstep.publishing.services import (
    answer_feedback,
    answer_objection,
    conclude_notice,
    draft_notice,
    end_notices,
    post_notice,
    release_snapshot,
    return_draft,
    review_notice,
    withdraw_notice,
)
from doorstep.records.receipts import Answer
from doorstep.ui.forms import CountedTextarea, PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import status
from doorstep.web.doors import Asked, desk, form_door, write_door
from doorstep.web.lists import keyset
from doorstep.web.tones import NOTICE_TONES

BOTH = ("notice.draft", "notice.review")


@desk(*BOTH)
@require_safe
def notices_page(request: Asked) -> HttpResponse:
    """Every notice, newest first."""
    state = request.GET.get("state", "")
    rows, pager = keyset(request, notices(request.actor, state=state))
    table = Table(
        caption=translate("公示"),
        columns=[
            Column(translate("公示"), "clip"),
            Column(translate("状态")),
            Column(translate("起草")),
            Column(translate("审核")),
            Column(translate("公示期"), "tight"),
        ],
        rows=[
            Row(
                cells=[
                    Link(each.title, resolve_url("publishing:notice", each.pk)),
                    status(translate(NOTICE_STATES[each.state]), NOTICE_TONES[each.state]),
                    each.drafted_by.display_name,
                    each.reviewed_by.display_name if each.reviewed_by else "",
                    f"{each.starts_on} – {each.ends_on}" if each.starts_on else "",
                ]
            )
            for each in rows
        ],
        empty_title=translate("没有公示"),
        empty_text=translate("项目审查通过后，在项目页起草公示。"),
    )
    context = {
        "table": table,
        "pager": pager,
        "state": state,
        "states": NOTICE_STATES,
        "waiting": waiting_snapshots(request.actor).count(),
    }
    return render_page(request, "web/publishing/notices.html", context)


@desk("notice.draft")
@require_POST
def draft(request: Asked, number: str) -> HttpResponse:
    """Draft the approval notice of a reviewed project."""
    project = project_page(request.actor, number)

    def do() -> Answer:
        notice = draft_notice(project_id=project.pk, by=request.actor, at=timezone.now())
        return Answer(
            to=resolve_url("publishing:notice", notice.pk), note=str(_("草稿已生成，请另一位同事审核。"))
        )

    return write_door(request, door="notice.draft", do=do)


# act → (label, state it starts from, drafter's or reviewer's, name of the text it asks for)
NOTICE_ACTS: dict[str, tuple[Any, str, str, str]] = {
    "review": (_("审核通过"), "draft", "review", ""),
    "return": (_("退回草稿"), "reviewed", "review", "note"),
    "post": (_("张贴公示"), "reviewed", "draft", "place_posted"),
    "withdraw": (_("撤回公示"), "posted", "draft", "reason"),
    "end": (_("结束公示期"), "posted", "draft", ""),
    "conclude": (_("办理立项"), "ended", "review", ""),
}


@desk(*BOTH)
@require_safe
def notice_page(request: Asked, notice_id: UUID) -> HttpResponse:
    """One notice with its objections and what can be done next."""
    notice = notice_for_desk(request.actor, notice_id)
    context = {
        "notice": notice,
        "state_label": NOTICE_STATES[notice.state],
        "tone": NOTICE_TONES[notice.state],
        "objections": notice.objections.all(),
        "acts": acts_for(request, notice),
    }
    return render_page(request, "web/publishing/notice.html", context)


def acts_for(request: Asked, notice: Any) -> list[dict[str, Any]]:
    path, drafted_by = notice.street.path, f"account:{notice.drafted_by_id}"
    may = {
        "draft": can_draft(request.actor, path=path),
        "review": can_review(request.actor, path=path, drafted_by=drafted_by),
    }
    return [
        {"label": label, "url": resolve_url("publishing:act", notice.pk, act)}
        for act, (label, state, who, _text) in NOTICE_ACTS.items()
        if notice.state == state and may[who]
    ]


class TextForm(PlainForm):
    text = forms.CharField(label=_("说明"), widget=CountedTextarea, max_length=300)


@desk(*BOTH)
@require_http_methods(["GET", "POST"])
def move(request: Asked, notice_id: UUID, act: str) -> HttpResponse:
    """One step of a notice."""
    if act not in NOTICE_ACTS:
        raise Http404
    notice = notice_for_desk(request.actor, notice_id)
    label, _state, _who, text_name = NOTICE_ACTS[act]
    form = (TextForm if text_name else PlainForm)(request.POST or None)
    if text_name == "place_posted":
        form.fields["text"].label = translate("张贴在哪里")

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
def waiting(request: Asked) -> HttpResponse:
    """New versions of public pages; whoever made one cannot release it."""
    rows = waiting_snapshots(request.actor)[:100]
    context = {
        "rows": [(each, SNAPSHOT_KINDS[each.kind], each.made_by != request.actor.ref) for each in rows],
    }
    return render_page(request, "web/publishing/waiting.html", context)


@desk("notice.review")
@require_POST
def release(request: Asked, snapshot_id: UUID) -> HttpResponse:
    """Let one version out."""

    def do() -> Answer:
        release_snapshot(snapshot_id=snapshot_id, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("publishing:waiting"), note=str(_("已发布。")))

    return write_door(request, door="snapshot.release", do=do)


@desk(*BOTH)
@require_safe
def feedback_page(request: Asked) -> HttpResponse:
    """What people think of the tool."""
    rows, pager = keyset(request, feedback_list(request.actor))
    return render_page(request, "web/publishing/feedback.html", {"rows": rows, "pager": pager})


class ReplyForm(PlainForm):
    answer = forms.CharField(label=_("怎么处理的"), widget=CountedTextarea, max_length=1000)


@desk("notice.draft")
@require_http_methods(["GET", "POST"])
def answer_to_feedback(request: Asked, feedback_id: UUID) -> HttpResponse:
    """Write what was done about it."""
    feedback = feedback_list(request.actor).get(pk=feedback_id)
    form = ReplyForm(request.POST or None)

    def do() -> Answer:
        answer_feedback(
            feedback_id=feedback_id, answer=form.cleaned_data["answer"], by=request.actor, at=timezone.now()
        )
        return Answer(to=resolve_url("publishing:feedback"), note=str(_("已记录。")))

    context = {"label": _("答复意见建议"), "said": feedback.text}
    return form_door(
        request, form, door="feedback.answer", do=do, template="web/publishing/act.html", context=context
    )
