"""Public pages that wait for their release, and feedback on the tool."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.publishing.leaks import KINDS as FINDINGS
from doorstep.publishing.queries import feedback_list, waiting_snapshots
from doorstep.publishing.rules import REASON_CODES, SNAPSHOT_KINDS
from doorstep.publishing.services import answer_feedback, release_snapshot
from doorstep.publishing.services.words import findings_of
from doorstep.records.receipts import Answer
from doorstep.ui.forms import CountedTextarea, PlainForm
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door, write_door
from doorstep.web.lists import keyset
from doorstep.web.publishing.places import said_where

MOST_WAITING = 50
BOTH = ("notice.draft", "notice.review")


@desk(*BOTH)
@require_safe
def waiting(request: Asked) -> HttpResponse:
    """New versions of public pages; whoever made one cannot release it."""
    rows = list(waiting_snapshots(request.actor).select_related("street")[:MOST_WAITING])
    found = findings_by_page(rows)
    context = {
        "rows": [
            {
                "page": each,
                "kind": SNAPSHOT_KINDS[each.kind],
                "may": each.made_by != request.actor.ref,
                "findings": found.get(str(each.pk), []),
            }
            for each in rows
        ],
        "reasons": REASON_CODES.items(),
    }
    return render_page(request, "web/publishing/waiting.html", context)


def findings_by_page(rows: list[Any]) -> dict[str, list[tuple[str, str, str]]]:
    """What looks like a person's in each page, as kind, place and covered excerpt; all are read in one scan."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    if rows:
        for each in findings_of({str(row.pk): row.body for row in rows}, street=rows[0].street):
            key, _dot, place = each.place.partition(".")
            found.setdefault(key, []).append((FINDINGS[each.kind], said_where(place), each.excerpt))
    return found


@desk("notice.review")
@require_POST
def release(request: Asked, snapshot_id: UUID) -> HttpResponse:
    """Let one version out."""

    def do() -> Answer:
        release_snapshot(
            snapshot_id=snapshot_id,
            reason_code=request.POST.get("reason_code", ""),
            by=request.actor,
            at=timezone.now(),
        )
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
