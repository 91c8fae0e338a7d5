"""Writing a project down, and mending it while it is an idea."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.people.queries import colleagues, party_orgs
from doorstep.places.queries import places_under, street_path
from doorstep.projects.queries import active_fields, project_page
from doorstep.projects.services import Proposal, edit_proposal, plan_of, propose_project
from doorstep.records.receipts import Answer
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.projects.acts import issues_named
from doorstep.web.projects.forms import PlanForm, ProposalForm, plan_initial


def choices_for(request: Asked) -> dict[str, list[tuple[Any, str]]]:
    street_id = request.actor.street_id or 0
    return {
        "org_id": [(each.pk, each.name) for each in party_orgs(street_id)],
        "lead_id": colleagues(request.actor, ability="project.run", on=timezone.localdate()),
        "place_id": [(each.pk, each.full_name) for each in sites(request)],
        "field_code": [(each.code, _(each.name)) for each in active_fields(street_id)],
    }


def sites(request: Asked) -> list[Any]:
    """Where a project may lie: the communities and estates in the reader's sight, each community before its estates."""
    path = street_path(request.actor.street_id or 0)
    found = [each for kind in ("community", "estate") for each in places_under(request.actor, path, kind)]
    return sorted(found, key=lambda each: each.path)


@desk("project.propose")
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """A branch writes down an idea; it can be saved with gaps and completed later."""
    first_issue = request.GET.get("issue", "")
    form = ProposalForm(
        request.POST or None,
        choices=choices_for(request),
        initial={"lead_id": request.actor.account_id, "issues": first_issue},
    )

    def do() -> Answer:
        values = form.cleaned_data
        proposal = Proposal(
            name=values["name"],
            org_id=values["org_id"],
            orientation=values["orientation"],
            field_code=values["field_code"],
            lead_id=values["lead_id"],
            place_id=values["place_id"],
            own_reason=values["own_reason"],
            led_by_secretary=values["led_by_secretary"],
        )
        issue_ids = issues_named(request, values["issues"])
        at = timezone.now()
        project = propose_project(
            proposal=proposal, plan=form.plan(), issue_ids=issue_ids, by=request.actor, at=at
        )
        return Answer(
            to=resolve_url("projects:page", project.number), note=str(_("已保存为设想，补齐后申报。"))
        )

    return form_door(request, form, door="project.new", do=do, template="web/projects/new.html")


@desk("project.propose", "project.run")
@require_http_methods(["GET", "POST"])
def edit(request: Asked, number: str) -> HttpResponse:
    """Mend the plan of an idea or a returned application."""
    project = project_page(request.actor, number)
    form = PlanForm(request.POST or None, initial=plan_initial(plan_of(project)))

    def do() -> Answer:
        edit_proposal(project_id=project.pk, plan=form.plan(), by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("projects:page", number), note=str(_("已保存。")))

    context = {"project": project, "label": _("修改设想")}
    return form_door(
        request, form, door="project.edit", do=do, template="web/projects/act.html", context=context
    )
