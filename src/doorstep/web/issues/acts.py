"""The acts on one issue, each asked on a page of its own and done once."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.issues.queries import (
    category_choices,
    issue_by_tracking,
    issue_ids_by_tracking,
    issue_page_by_tracking,
    similar_issues,
)
from doorstep.issues.services import decide_exclusion, merge_issues
from doorstep.kernel.errors import require
from doorstep.people.queries import units_of
from doorstep.records.receipts import Answer
from doorstep.ui.forms import labels
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.issues.forms import CorrectForm, DecisionForm, DispatchForm, MergeForm, TriageForm
from doorstep.web.issues.steps import STEPS, Step, merges, run_step
from doorstep.web.tones import ISSUE_TONES

TEMPLATE = "web/issues/act.html"
ACT_ABILITIES = (
    "issue.triage",
    "issue.dispatch",
    "issue.handle",
    "issue.call_back",
    "issue.merge",
    "issue.capture",
    "issue.exclude.propose",
)


@desk(*ACT_ABILITIES)
@require_http_methods(["GET", "POST"])
def step(request: Asked, number: str, act: str) -> HttpResponse:
    """One act: asked once more with what it needs, refused to whoever may not."""
    if act not in STEPS or act == "merge":
        raise Http404
    found = STEPS[act]
    issue = issue_by_tracking(request.actor, number)
    require(found.may(request.actor, issue))
    form = form_for(request, found, issue)

    def do() -> Answer:
        run_step(found, issue=issue, values=form.cleaned_data, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("issues:page", number), note=str(found.done))

    context = {**act_context(issue, found.label), "question": found.question, "now": found.now, "act": act}
    return form_door(request, form, door=f"issue.{act}", do=do, template=TEMPLATE, context=context)


def act_context(issue: Any, label: Any) -> dict[str, Any]:
    return {"issue": issue, "label": label, "tone": ISSUE_TONES[issue.state]}


def form_for(request: Asked, found: Step, issue: Any) -> forms.Form:
    """The form with the lists it offers and what is known already."""
    data, street_id = request.POST or None, issue.street_id
    if found.form is TriageForm:
        first = {"route": "" if issue.route == "in_hand" else issue.route, "urgency": issue.urgency}
        return TriageForm(data, categories=labels(dict(category_choices(street_id))), initial=first)
    if found.form is DispatchForm:
        return DispatchForm(data, units=units_of(street_id), initial={"unit_id": issue.category.unit_id})
    if found.form is CorrectForm:
        first = {"text": issue.text, "place_text": issue.place_text, "kind": issue.kind}
        return CorrectForm(data, categories=labels(dict(category_choices(street_id))), initial=first)
    return found.form(data)


@desk("issue.merge")
@require_http_methods(["GET", "POST"])
def merge(request: Asked, number: str) -> HttpResponse:
    """Take other voices about the same matter into this one; the likeness is a hint, a person decides."""
    issue = issue_by_tracking(request.actor, number)
    require(merges(request.actor, issue))
    alike = similar_issues(request.actor, issue)
    candidates = [(each.issue.tracking, candidate_words(each.issue)) for each in alike]
    form = MergeForm(request.POST or None, candidates=candidates)

    def do() -> Answer:
        chosen = [*form.cleaned_data.get("same", ()), *form.cleaned_data["numbers"]]
        merge_issues(
            survivor_id=issue.pk,
            merged_ids=issue_ids_by_tracking(request.actor, chosen),
            note=form.cleaned_data["note"],
            by=request.actor,
            at=timezone.now(),
        )
        return Answer(to=resolve_url("issues:page", number), note=str(_("已并件，各位反映人都会收到消息。")))

    context = {**act_context(issue, _("并件")), "act": "merge"}
    return form_door(request, form, door="issue.merge", do=do, template=TEMPLATE, context=context)


def candidate_words(issue: Any) -> str:
    place = issue.place_text or (issue.place.full_name if issue.place else "")
    return f"{issue.tracking} · {place} · {issue.text[:60]}"


@desk("issue.exclude.decide")
@require_http_methods(["GET", "POST"])
def decide(request: Asked, number: str) -> HttpResponse:
    """The second person's word on leaving an issue out of the rates."""
    issue = issue_page_by_tracking(request.actor, number)
    waiting = next((each for each in issue.exclusions.all() if each.approved is None), None)
    if waiting is None:
        raise Http404
    form = DecisionForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("approved", "note")}
        decide_exclusion(exclusion_id=waiting.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("issues:page", number), note=str(_("已决定。")))

    context = {**act_context(issue, _("决定是否不计入考核")), "act": "decide", "question": waiting.reason}
    return form_door(request, form, door="issue.decide", do=do, template=TEMPLATE, context=context)
