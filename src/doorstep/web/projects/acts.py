"""What can be done to a project from its page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.issues.queries import issue_ids_by_tracking
from doorstep.kernel.refs import read_tracking_number
from doorstep.projects.queries import project_page
from doorstep.projects.services import (
    apply_project,
    cancel_project,
    claim_completion,
    complete_milestone,
    conclude_acceptance,
    demand_rework,
    link_issues,
    pause_project,
    rate_difficulty,
    resume_project,
    return_application,
    review_project,
    sign_acceptance,
    start_project,
    tell_progress,
)
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.projects.forms import DifficultyForm, IssueNumbersForm, MilestoneForm, ReasonForm, SignForm
from doorstep.web.projects.pages import PAGE_ACTS

ANYONE = ("project.propose", "project.run", "project.review", "project.accept")
Act = Callable[..., Any]
ACTS: dict[str, tuple[Act, str]] = {
    "apply": (apply_project, ""),
    "return": (return_application, "note"),
    "review": (review_project, ""),
    "start": (start_project, ""),
    "news": (tell_progress, "note"),
    "pause": (pause_project, "public_reason"),
    "resume": (resume_project, ""),
    "claim": (claim_completion, "note"),
    "accept": (conclude_acceptance, ""),
    "rework": (demand_rework, "note"),
    "cancel": (cancel_project, "public_reason"),
}


@desk(*ANYONE)
@require_http_methods(["GET", "POST"])
def move(request: Asked, number: str, act: str) -> HttpResponse:
    """One move along the table: asked once more on a page of its own, with a note where one is owed."""
    if act not in ACTS:
        raise Http404
    project = project_page(request.actor, number)
    service, note_name = ACTS[act]
    form = (ReasonForm if note_name else PlainForm)(request.POST or None)

    def do() -> Answer:
        values = {note_name: form.cleaned_data["note"]} if note_name else {}
        service(project_id=project.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("projects:page", number), note=str(_("已办理。")))

    context = {"project": project, "label": PAGE_ACTS[act][0]}
    return form_door(
        request, form, door=f"project.{act}", do=do, template="web/projects/act.html", context=context
    )


@desk("project.propose", "project.run")
@require_http_methods(["GET", "POST"])
def link(request: Asked, number: str) -> HttpResponse:
    """Add issues as reasons, by their numbers."""
    project = project_page(request.actor, number)
    form = IssueNumbersForm(request.POST or None)

    def do() -> Answer:
        ids = issues_named(request, form.cleaned_data["issues"])
        link_issues(project_id=project.pk, issue_ids=ids, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("projects:page", number), note=str(_("问题已关联，反映人会收到消息。")))

    context = {"project": project, "label": _("关联问题")}
    return form_door(
        request, form, door="project.link", do=do, template="web/projects/act.html", context=context
    )


def issues_named(request: Asked, text: str) -> list[UUID]:
    """The issues with these numbers, in sight of the reader; an unknown number is refused."""
    numbers = [read_tracking_number(line) for line in text.splitlines() if line.strip()]
    return issue_ids_by_tracking(request.actor, numbers)


@desk("project.propose", "project.review")
@require_http_methods(["GET", "POST"])
def difficulty(request: Asked, number: str) -> HttpResponse:
    """Say how hard it is; two people do."""
    project = project_page(request.actor, number)
    form = DifficultyForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("value", "reasons")}
        rate_difficulty(project_id=project.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("projects:page", number), note=str(_("难度已评。")))

    context = {"project": project, "label": _("评定难度")}
    return form_door(
        request, form, door="project.difficulty", do=do, template="web/projects/act.html", context=context
    )


@desk("project.run")
@require_http_methods(["GET", "POST"])
def milestone(request: Asked, number: str, milestone_id: int) -> HttpResponse:
    """A milestone stands."""
    project = project_page(request.actor, number)
    form = MilestoneForm(request.POST or None)

    def do() -> Answer:
        values = {
            name: form.cleaned_data[name] for name in ("done_on", "result", "deviation_reason", "next_step")
        }
        complete_milestone(
            project_id=project.pk, milestone_id=milestone_id, by=request.actor, at=timezone.now(), **values
        )
        return Answer(to=resolve_url("projects:page", number), note=str(_("节点已完成。")))

    context = {"project": project, "label": _("完成节点")}
    return form_door(
        request, form, door="project.milestone", do=do, template="web/projects/act.html", context=context
    )


@desk("project.accept")
@require_http_methods(["GET", "POST"])
def sign(request: Asked, number: str) -> HttpResponse:
    """Key in one signature under the work."""
    project = project_page(request.actor, number)
    form = SignForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("person_name", "capacity", "accepts", "remark")}
        sign_acceptance(project_id=project.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("projects:page", number), note=str(_("签字已登记。")))

    context = {"project": project, "label": _("登记验收签字")}
    return form_door(
        request, form, door="project.sign", do=do, template="web/projects/act.html", context=context
    )
