"""Rectifications: their owner sees what is to be put right and until when, and nothing of who said it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.evaluation import access, services
from doorstep.evaluation.queries import desk as queries
from doorstep.evaluation.rules.states import RECTIFICATION_KINDS, RECTIFICATION_STATES
from doorstep.kernel.errors import require
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.evaluation.forms import NoteForm
from doorstep.web.tones import RECTIFICATION_TONES


@desk()
@require_safe
def rectification(request: Asked, rectification_id: UUID) -> HttpResponse:
    """Cause, action, owner and due day; who said what stands nowhere on it."""
    found = queries.rectification_page(request.actor, rectification_id)
    actor = request.actor
    verifies = access.can_verify_rectified(actor, path=found.evaluation.path, owner_id=found.owner_id)
    context = {
        "found": found,
        "state_label": RECTIFICATION_STATES[found.state],
        "kind": RECTIFICATION_KINDS[found.kind],
        "tone": RECTIFICATION_TONES[found.state],
        "mine": access.can_report_rectified(actor, owner_id=found.owner_id),
        "verifies": verifies and found.state == "done",
        "sees_evaluation": found.owner_id != actor.account_id,
    }
    return render_page(request, "web/evaluation/rectification.html", context)


@desk()
@require_http_methods(["GET", "POST"])
def report(request: Asked, rectification_id: UUID) -> HttpResponse:
    """The owner says what was done."""
    found = queries.rectification_page(request.actor, rectification_id)
    require(access.can_report_rectified(request.actor, owner_id=found.owner_id))
    return step(
        request,
        found,
        NoteForm(request.POST or None),
        services.report_rectified,
        label=_("报告整改完成"),
        done=_("已报告，由别人去看过再销号。"),
        question=_("写明做了什么、什么时候做的。不要去找提意见的居民，更不要请人改评价。"),
    )


@desk("evaluation.review", "evaluation.assess")
@require_http_methods(["GET", "POST"])
def verify(request: Asked, rectification_id: UUID) -> HttpResponse:
    """Somebody other than its owner has seen that it is put right."""
    found = queries.rectification_page(request.actor, rectification_id)
    return step(
        request,
        found,
        PlainForm(request.POST or None),
        services.verify_rectified,
        label=_("看过了，已改好"),
        done=_("已复核。"),
        question=_("到现场看过，确实改好了，再按下面的按钮。"),
    )


@desk("evaluation.review", "evaluation.assess")
@require_http_methods(["GET", "POST"])
def send_back(request: Asked, rectification_id: UUID) -> HttpResponse:
    """It is not put right yet; the words say why."""
    found = queries.rectification_page(request.actor, rectification_id)
    return step(
        request,
        found,
        NoteForm(request.POST or None),
        services.send_back_rectified,
        label=_("还没改好，退回"),
        done=_("已退回。"),
    )


def step(
    request: Asked,
    found: Any,
    form: PlainForm,
    run: Callable[..., Any],
    *,
    label: Any,
    done: Any,
    question: Any = "",
) -> HttpResponse:
    def do() -> Answer:
        values = {"note": form.cleaned_data["note"]} if "note" in form.fields else {}
        run(rectification_id=found.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("evaluation:rectification", found.pk), note=str(done))

    context = {
        "label": label,
        "about": found.action,
        "question": question,
        "back": resolve_url("evaluation:rectification", found.pk),
    }
    return form_door(
        request,
        form,
        door=f"evaluation.{run.__name__}",
        do=do,
        template="web/evaluation/act.html",
        context=context,
    )
