"""Acts on chosen rows of the inbox; what could not be done is named with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from doorstep.issues import rules
from doorstep.issues.queries import issue_ids_by_tracking
from doorstep.issues.services import close_by_reason, dispatch_issue, triage_issue
from doorstep.kernel.errors import Refusal, refuse_if, require
from doorstep.people.access import has_ability
from doorstep.people.queries import units_of
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import SeeOther, render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.issues.forms import CloseByReasonForm, DispatchForm
from doorstep.web.sentences import sentence

MOST_CHOSEN: Final = 100
NAMED_REFUSALS: Final = 5


class ChosenForm(PlainForm):
    note = forms.CharField(label=_("说明"), required=False, max_length=500)


@dataclass(frozen=True)
class BulkStep:
    label: Any
    ability: str
    form: type[PlainForm]
    run: Callable[..., Any]
    fixed: dict[str, Any]
    fields: tuple[str, ...]


def triage_as(route: str) -> BulkStep:
    label = (
        _("按立行立改分办")
        if route == "on_spot"
        else _("按限时整改分办")
        if route == "time_limited"
        else _("按长期推进分办")
    )
    return BulkStep(label, "issue.triage", ChosenForm, triage_issue, {"route": route}, ("note",))


BULK: Final = {
    **{route: triage_as(route) for route in rules.TRIAGE_ROUTES},
    "dispatch": BulkStep(
        _("派单"), "issue.dispatch", DispatchForm, dispatch_issue, {}, ("unit_id", "days", "note")
    ),
    "close": BulkStep(
        _("说明理由销号"), "issue.triage", CloseByReasonForm, close_by_reason, {}, ("reason_code", "note")
    ),
}


@desk("issue.triage", "issue.dispatch")
@require_POST
def chosen(request: Asked) -> HttpResponse:
    """First the choice from the inbox, then the page that asks how; only the second post writes."""
    act = request.POST.get("act", "")
    if act not in BULK:
        raise Http404
    step = BULK[act]
    require(has_ability(request.actor, step.ability))
    numbers = list(dict.fromkeys(request.POST.getlist("chosen")))
    if not numbers:
        return SeeOther(resolve_url("issues:inbox"))
    refuse_if(len(numbers) > MOST_CHOSEN, "bulk.too_many", most=MOST_CHOSEN)
    ids = issue_ids_by_tracking(request.actor, numbers)
    context = {"label": step.label, "act": act, "numbers": numbers}
    if "sure" not in request.POST:
        return render_page(
            request, "web/issues/chosen.html", {**context, "form": form_of(request, step, None)}
        )
    form = form_of(request, step, request.POST)

    def do() -> Answer:
        values = {**step.fixed, **{name: form.cleaned_data[name] for name in step.fields}}
        note = do_each(request, step, dict(zip(numbers, ids, strict=True)), values)
        return Answer(to=resolve_url("issues:inbox"), note=note)

    return form_door(
        request, form, door="issue.chosen", do=do, template="web/issues/chosen.html", context=context
    )


def form_of(request: Asked, step: BulkStep, data: Any) -> PlainForm:
    if step.form is DispatchForm:
        return DispatchForm(data, units=units_of(request.actor.street_id or 0))
    return step.form(data)


def do_each(request: Asked, step: BulkStep, ids: dict[str, Any], values: dict[str, Any]) -> str:
    """Each row is an act of its own: one that is refused leaves the others done and itself untouched."""
    at, refused = timezone.now(), dict[str, str]()
    for number, issue_id in ids.items():
        try:
            with transaction.atomic():
                step.run(issue_id=issue_id, by=request.actor, at=at, **values)
        except Refusal as refusal:
            refused[number] = sentence(refusal)
    return summary(len(ids) - len(refused), refused)


def summary(done: int, refused: dict[str, str]) -> str:
    said = translate("办好 %(n)s 件。") % {"n": done}
    if not refused:
        return said
    lines = [f"{number}：{reason}" for number, reason in list(refused.items())[:NAMED_REFUSALS]]
    more = translate("%(n)s 件没有办：") % {"n": len(refused)}
    return "\n".join((said + more, *lines))
