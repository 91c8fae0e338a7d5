"""A new version of the plan, and what meetings asked of the project."""

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.projects.queries import project_page
from doorstep.projects.services import change_plan, complete_task, plan_of
from doorstep.projects.tasks import task_page
from doorstep.records.receipts import Answer
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.projects.forms import ChangePlanForm, TaskForm, plan_initial


@desk("project.review")
@require_http_methods(["GET", "POST"])
def change(request: Asked, number: str) -> HttpResponse:
    """Change goal, dates, money or milestones, with the reason the public reads."""
    project = project_page(request.actor, number)
    form = ChangePlanForm(request.POST or None, initial=plan_initial(plan_of(project)))

    def do() -> Answer:
        version = change_plan(
            project_id=project.pk,
            plan=form.plan(),
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=timezone.now(),
        )
        note = str(_("已存为第 %(n)s 版。")) % {"n": version.number}
        return Answer(to=resolve_url("projects:page", number), note=note)

    context = {"project": project, "label": _("调整计划")}
    return form_door(
        request, form, door="project.plan", do=do, template="web/projects/act.html", context=context
    )


@desk("project.run")
@require_http_methods(["GET", "POST"])
def task(request: Asked, number: str, task_id: int) -> HttpResponse:
    """What a meeting asked for is done, with a word on how."""
    found = task_page(request.actor, task_id)
    form = TaskForm(request.POST or None, initial={"done_on": timezone.localdate()})

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("done_on", "note")}
        complete_task(task_id=found.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("projects:page", found.project.number), note=str(_("已办结。")))

    context = {"project": found.project, "label": _("办结")}
    return form_door(
        request, form, door="project.task", do=do, template="web/projects/act.html", context=context
    )
