"""Two sealed numbers: each side hands in a code first and opens the words behind it later."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.evaluation import access, services
from doorstep.evaluation.queries.desk import evaluation_page
from doorstep.evaluation.rules.draw import commitment
from doorstep.evaluation.rules.states import SIDES
from doorstep.kernel.errors import require
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.evaluation.forms import CommitForm, RevealForm

BOTH_SIDES = ("evaluation.run", "evaluation.witness")
GROUPS, LETTERS = 4, "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else on paper


def new_words() -> str:
    """Sixteen letters and digits in four groups: about 79 bits, short enough to copy by hand."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(GROUPS))


def for_side(request: Asked, number: str, side: str) -> Any:
    """The evaluation, for one who may act for this side."""
    if side not in SIDES:
        raise Http404
    found = evaluation_page(request.actor, number)
    require(access.can_commit(request.actor, side=side, path=found.path))
    return found


@desk(*BOTH_SIDES)
@require_http_methods(["GET", "POST"])
def seal(request: Asked, number: str, side: str) -> HttpResponse:
    """Hand in a code. Words made here are shown on this one answer only and kept nowhere."""
    found = for_side(request, number, side)
    context = {"found": found, "side": side, "side_label": SIDES[side], "words": ""}
    if request.method == "POST" and "make" in request.POST:
        words = new_words()
        form = CommitForm(initial={"commitment": commitment(words)})
        return render_page(request, "web/evaluation/seal.html", {**context, "form": form, "words": words})
    form = CommitForm(request.POST or None)

    def do() -> Answer:
        services.commit_secret(
            evaluation_id=found.pk,
            side=side,
            commitment=form.cleaned_data["commitment"].strip(),
            by=request.actor,
            at=timezone.now(),
        )
        return Answer(
            to=resolve_url("evaluation:page", number),
            note=str(_("封存码已提交。那串文字请收好，抽签时要用。")),
        )

    return form_door(
        request, form, door="evaluation.seal", do=do, template="web/evaluation/seal.html", context=context
    )


@desk(*BOTH_SIDES)
@require_http_methods(["GET", "POST"])
def reveal(request: Asked, number: str, side: str) -> HttpResponse:
    """Open the words that were sealed; the code shows that they are the same."""
    found = for_side(request, number, side)
    form = RevealForm(request.POST or None)

    def do() -> Answer:
        services.reveal_secret(
            evaluation_id=found.pk,
            side=side,
            secret=form.cleaned_data["secret"],
            by=request.actor,
            at=timezone.now(),
        )
        return Answer(to=resolve_url("evaluation:page", number), note=str(_("已公开，与封存码一致。")))

    context = {
        "label": _("公开文字"),
        "about": f"{found.number} {found.name}",
        "question": _("公开以后就不能收回，会写进公开文件。"),
        "facts": [(_("哪一方"), SIDES[side])],
        "back": resolve_url("evaluation:page", number),
    }
    return form_door(
        request, form, door="evaluation.reveal", do=do, template="web/evaluation/act.html", context=context
    )
