"""From an idea to a reviewed application: proposed and determined by a branch, checked by the street."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from doorstep.issues.services import join_project
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.models import Account, PartyOrg
from doorstep.places.models import Place
from doorstep.projects import access, rules
from doorstep.projects.models import (
    Beneficiary,
    DifficultyRating,
    Milestone,
    Project,
    ProjectField,
    ProjectIssue,
)
from doorstep.projects.services.steps import move, project_for, write_step
from doorstep.records.acts import act


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

    Raises NotAllowed outside the proposer's place, NotPossible for an unknown field or orientation.
    """
    place = Place.objects.visible_to(by).get(pk=proposal.place_id)
    require(access.can_propose(by, path=place.path))
    refuse_if(
        proposal.orientation not in rules.ORIENTATIONS, "project.orientation", value=proposal.orientation
    )
    refuse_if(not proposal.name.strip(), "project.incomplete", fields=["name"])
    project = Project(
        id=uuid7(at),
        street_id=place.street_id,
        number=next_number(place.street_id, at.year),
        name=proposal.name.strip(),
        org=PartyOrg.objects.get(pk=proposal.org_id, street_id=place.street_id),
        lead=Account.objects.get(pk=proposal.lead_id, street_id=place.street_id),
        led_by_secretary=proposal.led_by_secretary,
        place=place,
        path=place.path,
        orientation=proposal.orientation,
        field=ProjectField.objects.get(street_id=place.street_id, code=proposal.field_code, active=True),
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


@act
def edit_proposal(
    *, project_id: UUID, plan: rules.Plan, by: Actor, at: datetime, own_reason: str | None = None
) -> Project:
    """Change the plan while it is still an idea or was returned; afterwards only a new plan version changes it."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.state not in {"idea", "returned"}, "project.not_editable", state=project.state)
    if own_reason is not None:
        project.own_reason = own_reason
    put_plan(project, plan)
    write_step(project, "project.edit", by=by, at=at, before=project.state)
    return project


def next_number(street_id: int, year: int) -> str:
    """``2019-001`` and upwards, one series a street and year."""
    last = (
        Project.objects.filter(street_id=street_id, number__startswith=f"{year}-")
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return f"{year}-{int(last.partition('-')[2]) + 1 if last else 1:03d}"


def put_plan(project: Project, plan: rules.Plan, *, new: bool = False) -> None:
    """Write a plan's fields, beneficiaries and milestones; a milestone already done keeps its result."""
    for name in ("goal", "baseline", "evidence", "measures", "starts_on", "ends_on"):
        setattr(project, name, getattr(plan, name))
    for name in ("quota_fen", "other_fen", "in_kind", "public_summary"):
        setattr(project, name, getattr(plan, name))
    refuse_if(plan.quota_fen < 0 or plan.other_fen < 0, "money.negative")
    project.save(force_insert=new)
    if not new:
        project.beneficiaries.all().delete()
    Beneficiary.objects.bulk_create(
        Beneficiary(project=project, group=each.group, count=each.count, unit=each.unit)
        for each in plan.beneficiaries
    )
    put_milestones(project, plan, new=new)


def put_milestones(project: Project, plan: rules.Plan, *, new: bool) -> None:
    done = [] if new else list(project.milestones.filter(done_on__isnull=False))
    if not new:
        project.milestones.filter(done_on__isnull=True).delete()
    kept = {(each.name, each.planned_on) for each in done}
    Milestone.objects.bulk_create(
        Milestone(project=project, order=order, name=each.name, planned_on=each.planned_on)
        for order, each in enumerate(plan.milestones, start=1)
        if (each.name, each.planned_on) not in kept
    )


@act
def link_issues(*, project_id: UUID, issue_ids: Sequence[UUID], by: Actor, at: datetime) -> Project:
    """These issues are reasons for this project; their reporters are told and see its public state."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.state in rules.WORKFLOW.final, "project.ended", state=project.state)
    known = set(project.sources.values_list("issue_id", flat=True))
    fresh = [issue_id for issue_id in dict.fromkeys(issue_ids) if issue_id not in known]
    join_project(issue_ids=fresh, project_number=project.number, project_name=project.name, by=by, at=at)
    ProjectIssue.objects.bulk_create(
        ProjectIssue(project=project, issue_id=issue_id, street_id=project.street_id, by=by.ref, at=at)
        for issue_id in fresh
    )
    write_step(project, "project.link_issue", by=by, at=at, before=project.state, note=f"{len(fresh)}")
    return project


@act
def apply_project(*, project_id: UUID, by: Actor, at: datetime) -> Project:
    """The branch determines the project and hands it to the street; an incomplete one is refused by field."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    has_source = bool(project.own_reason.strip()) or project.sources.exists()
    missing = rules.missing_in(plan_of(project), has_source=has_source)
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
    require(by.account_id != project.lead_id, "project.own")
    before = move(project, "review", at=at, note=note)
    project.save(update_fields=["state", "state_since"])
    write_step(project, "project.review", by=by, at=at, before=before, note=note)
    return project


@act
def rate_difficulty(*, project_id: UUID, value: int, reasons: str, by: Actor, at: datetime) -> Project:
    """One of two people says how hard it is, before it starts; when the two are close, it is settled.

    Raises NotPossible once the project has started, for a value outside 1–5 or without reasons.
    """
    project = project_for(project_id, by=by)
    require(access.can_rate_difficulty(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.started_at is not None, "project.difficulty_fixed")
    refuse_if(value not in rules.DIFFICULTIES, "project.difficulty_range", value=value)
    refuse_if(not reasons.strip(), "note.needed")
    DifficultyRating.objects.update_or_create(
        project=project, by_id=by.account_id, defaults={"value": value, "reasons": reasons, "at": at}
    )
    values = list(project.difficulty_ratings.order_by("at").values_list("value", flat=True))
    project.difficulty = rules.settled_difficulty(values)
    project.save(update_fields=["difficulty"])
    write_step(project, "project.rate", by=by, at=at, before=project.state, note=reasons)
    return project


def plan_of(project: Project) -> rules.Plan:
    """The plan as it stands in the project's rows."""
    return rules.Plan(
        goal=project.goal,
        baseline=project.baseline,
        evidence=project.evidence,
        measures=project.measures,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        quota_fen=project.quota_fen,
        other_fen=project.other_fen,
        in_kind=project.in_kind,
        public_summary=project.public_summary,
        beneficiaries=tuple(
            rules.BeneficiaryPlan(each.group, each.count, each.unit)
            for each in project.beneficiaries.order_by("id")
        ),
        milestones=tuple(
            rules.MilestonePlan(each.name, each.planned_on)
            for each in project.milestones.order_by("planned_on", "order")
        ),
    )
