"""From an idea to a reviewed application: proposed and determined by a branch, checked by the street."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models.functions import Length

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.models import Account, PartyOrg
from doorstep.places.models import Place
from doorstep.projects import access, rules
from doorstep.projects.models import Project, ProjectField
from doorstep.projects.services.plans import plan_of, put_plan
from doorstep.projects.services.sources import link_issues
from doorstep.projects.services.steps import move, project_for, write_step
from doorstep.records.acts import act

NAME_LIMIT: Final = 80


@dataclass(frozen=True)
class Proposal:
    """What names a project: whose, why, in which field, led by whom, where."""

    name: str
    org_id: int
    orientation: str
    field_code: str
    lead_id: int
    place_id: int
    own_reason: str = ""
    led_by_secretary: bool = False


@act
def propose_project(
    *, proposal: Proposal, plan: rules.Plan, issue_ids: Sequence[UUID] = (), by: Actor, at: datetime
) -> Project:
    """A branch writes down an idea; nothing about it is public yet.

    Raises NotAllowed outside the proposer's place, NotPossible for an unknown field or orientation. A place,
    organisation or lead that is closed or another street's is not found.
    """
    place = site_of(proposal, by=by)
    require(access.can_propose(by, path=place.path))
    check_names(proposal)
    street_id = place.street_id
    field = ProjectField.objects.filter(street_id=street_id, code=proposal.field_code, active=True).first()
    if field is None:
        raise NotPossible("project.field", value=proposal.field_code)
    project = Project(
        id=uuid7(at),
        street_id=street_id,
        number=next_number(street_id, day_of(at).year),
        name=proposal.name.strip(),
        org=PartyOrg.objects.get(pk=proposal.org_id, street_id=street_id, active=True),
        lead=Account.objects.get(pk=proposal.lead_id, street_id=street_id, is_active=True),
        led_by_secretary=proposal.led_by_secretary,
        place=place,
        path=place.path,
        orientation=proposal.orientation,
        field=field,
        own_reason=proposal.own_reason,
        state=rules.WORKFLOW.initial,
        state_since=at,
        made_at=at,
    )
    put_plan(project, plan, new=True)
    write_step(project, "project.propose", by=by, at=at, before="", note=proposal.own_reason)
    if issue_ids:
        link_issues(project_id=project.pk, issue_ids=issue_ids, by=by, at=at)
    return project


def site_of(proposal: Proposal, *, by: Actor) -> Place:
    """Where it lies. Its street is locked, so that two who propose at once get two numbers."""
    places = Place.objects.visible_to(by).select_related("street")
    return places.select_for_update(of=("street",), no_key=True).get(pk=proposal.place_id)


def check_names(proposal: Proposal) -> None:
    """P1: one of exactly three orientations; a name that stands on one line."""
    known = proposal.orientation in rules.ORIENTATIONS
    refuse_if(not known, "project.orientation", value=proposal.orientation)
    refuse_if(not proposal.name.strip(), "project.incomplete", fields=["name"])
    refuse_if(len(proposal.name.strip()) > NAME_LIMIT, "text.too_long", limit=NAME_LIMIT)


@act
def edit_proposal(
    *, project_id: UUID, plan: rules.Plan, by: Actor, at: datetime, own_reason: str | None = None
) -> Project:
    """Change the plan while it is still an idea or was returned; afterwards only a new plan version changes it."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.state not in rules.EDITABLE, "project.not_editable", state=project.state)
    if own_reason is not None:
        project.own_reason = own_reason
    put_plan(project, plan)
    write_step(project, "project.edit", by=by, at=at, before=project.state)
    return project


def next_number(street_id: int, year: int) -> str:
    """``2019-001`` and upwards, one series a street and year; the street's row is locked."""
    last = (
        Project.objects.filter(street_id=street_id, number__startswith=f"{year}-")
        .order_by(Length("number").desc(), "-number")
        .values_list("number", flat=True)
        .first()
    )
    return f"{year}-{int(last.partition('-')[2]) + 1 if last else 1:03d}"


@act
def apply_project(*, project_id: UUID, by: Actor, at: datetime) -> Project:
    """The branch determines the project and hands it to the street; an incomplete one is refused by field."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    missing = rules.missing_in(
        plan_of(project),
        has_source=bool(project.own_reason.strip()) or project.sources.exists(),
        has_difficulty=project.difficulty_ratings.exclude(by_id=project.lead_id).exists(),
    )
    refuse_if(bool(missing), "project.incomplete", fields=missing)
    before = move(project, "apply", at=at)
    project.save(update_fields=["state", "state_since"])
    write_step(project, "project.apply", by=by, at=at, before=before)
    return project


@act
def return_application(*, project_id: UUID, note: str, by: Actor, at: datetime) -> Project:
    """The street sends it back with what is to be mended."""
    project = project_for(project_id, by=by)
    require(access.can_review(by, path=project.path))
    before = move(project, "return_application", at=at, note=note)
    project.save(update_fields=["state", "state_since"])
    write_step(project, "project.return", by=by, at=at, before=before, note=note)
    return project


@act
def review_project(*, project_id: UUID, note: str = "", by: Actor, at: datetime) -> Project:
    """The street's check; whoever leads the project cannot be the one who checks it."""
    project = project_for(project_id, by=by)
    require(access.can_review(by, path=project.path))
    require(access.can_approve(by, path=project.path, lead_id=project.lead_id), "project.own")
    before = move(project, "review", at=at, note=note)
    project.save(update_fields=["state", "state_since"])
    write_step(project, "project.review", by=by, at=at, before=before, note=note)
    return project
