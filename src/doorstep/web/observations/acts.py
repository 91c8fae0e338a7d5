"""What can be done to an observation from its page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.delivery.queries.observations import todo_page
from doorstep.delivery.services import observations as services
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.observations.forms import CommentForm, NoteForm, PlanForm, TodoForm
from doorstep.web.observations.pages import found_or_404


def act_page(
    request: Asked, form: PlainForm, act: Callable[..., Any], *, label: Any, to: str, **ids: Any
) -> HttpResponse:
    """One form, one act, and back to where it came from."""

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in form.fields if name != "receipt"}
        act(**ids, **values, by=request.actor, at=timezone.now())
        return Answer(to=to, note=str(_("已办理。")))

    context = {"label": label, "back": to}
    return form_door(
        request,
        form,
        door=f"observation.{act.__name__}",
        do=do,
        template="web/observations/act.html",
        context=context,
    )


@desk("observation.make")
@require_http_methods(["GET", "POST"])
def plan(request: Asked, year: int, quarter: int) -> HttpResponse:
    """Plan the quarter: every running project, or a sample that can be drawn again."""
    if quarter not in range(1, 5):
        raise Http404
    form = PlanForm(request.POST or None)
    to = resolve_url("observations:quarter", year, quarter)
    ids = {"year": year, "quarter": quarter}
    return act_page(request, form, services.plan_quarter, label=_("安排季度观摩"), to=to, **ids)


def on_observation(
    request: Asked, observation_id: UUID, form: PlainForm, act: Callable[..., Any], label: Any
) -> HttpResponse:
    found = found_or_404(request, observation_id)
    to = resolve_url("observations:page", found.pk)
    return act_page(request, form, act, label=label, to=to, observation_id=found.pk)


@desk("observation.make")
@require_http_methods(["GET", "POST"])
def visit(request: Asked, observation_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST or None)
    return on_observation(request, observation_id, form, services.record_visit, _("登记观摩"))


@desk("observation.make")
@require_http_methods(["GET", "POST"])
def say(request: Asked, observation_id: UUID) -> HttpResponse:
    form = CommentForm(request.POST or None)
    return on_observation(request, observation_id, form, services.comment, _("点评"))


@desk("observation.make")
@require_http_methods(["GET", "POST"])
def todo(request: Asked, observation_id: UUID) -> HttpResponse:
    form = TodoForm(request.POST or None)
    return on_observation(request, observation_id, form, services.add_todo, _("提出整改事项"))


@desk("observation.make")
@require_http_methods(["GET", "POST"])
def drop(request: Asked, observation_id: UUID) -> HttpResponse:
    form = NoteForm(request.POST or None)

    def give_up(*, note: str, **values: Any) -> None:
        services.drop_observation(reason=note, **values)

    return on_observation(request, observation_id, form, give_up, _("不再观摩"))


@desk("observation.make")
@require_http_methods(["GET", "POST"])
def close(request: Asked, observation_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST or None)
    return on_observation(request, observation_id, form, services.close_observation, _("观摩办结"))


def on_todo(
    request: Asked, todo_id: UUID, form: PlainForm, act: Callable[..., Any], label: Any
) -> HttpResponse:
    try:
        found = todo_page(request.actor, todo_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    to = resolve_url("observations:page", found.observation_id)
    return act_page(request, form, act, label=label, to=to, todo_id=found.pk)


@desk("project.read")
@require_http_methods(["GET", "POST"])
def done(request: Asked, todo_id: UUID) -> HttpResponse:
    form = NoteForm(request.POST or None)
    return on_todo(request, todo_id, form, services.report_done, _("报告整改完成"))


@desk("observation.make")
@require_http_methods(["GET", "POST"])
def verify(request: Asked, todo_id: UUID) -> HttpResponse:
    form = PlainForm(request.POST or None)
    return on_todo(request, todo_id, form, services.verify_todo, _("复核整改"))


@desk("observation.make")
@require_http_methods(["GET", "POST"])
def send_back(request: Asked, todo_id: UUID) -> HttpResponse:
    form = NoteForm(request.POST or None)
    return on_todo(request, todo_id, form, services.send_back_todo, _("退回整改"))
