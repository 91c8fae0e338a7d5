"""From approval to acceptance: start, milestones, pause, new plan versions, acceptance by people."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from doorstep.issues.services import deliver_from_project, leave_project
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.projects import access, rules
from doorstep.projects.models import AcceptanceSign, PlanVersion, Project
from doorstep.projects.services.propose import plan_of, put_plan
from doorstep.projects.services.steps import move, project_for, write_step
from doorstep.records.acts import act


@act
def start_project(*, project_id: UUID, by: Actor, at: datetime) -> Project:
    """Work begins; from here how hard the project is stands, fixed by two people."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.difficulty is None, "project.difficulty_open")
    before = move(project, "start", at=at)
    project.started_at = at
    project.save(update_fields=["state", "state_since", "started_at"])
    write_step(project, "project.start", by=by, at=at, before=before)
    return project


@act
def pause_project(*, project_id: UUID, public_reason: str, by: Actor, at: datetime) -> Project:
    """Halt for a reason that the public reads."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    before = move(project, "pause", at=at, note=public_reason)
    project.public_reason = public_reason
    project.save(update_fields=["state", "state_since", "public_reason"])
    write_step(project, "project.pause", by=by, at=at, before=before, public_note=public_reason)
    return project


@act
def resume_project(*, project_id: UUID, by: Actor, at: datetime) -> Project:
    """Go on after a pause."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    before = move(project, "resume", at=at)
    project.public_reason = ""
    project.save(update_fields=["state", "state_since", "public_reason"])
    write_step(project, "project.resume", by=by, at=at, before=before)
    return project


@act
def cancel_project(*, project_id: UUID, public_reason: str, by: Actor, at: datetime) -> Project:
    """End it without result, by the street, for a published reason; its issues go back to be handled."""
    project = project_for(project_id, by=by)
    require(access.can_review(by, path=project.path))
    before = move(project, "cancel", at=at, note=public_reason)
    project.public_reason, project.ended_at = public_reason, at
    project.save(update_fields=["state", "state_since", "public_reason", "ended_at"])
    for issue_id in issues_left_alone(project):
        leave_project(issue_id=issue_id, note=public_reason, by=by, at=at)
    write_step(project, "project.cancel", by=by, at=at, before=before, public_note=public_reason)
    return project


@act
def unlink_issue(*, project_id: UUID, issue_id: UUID, note: str, by: Actor, at: datetime) -> Project:
    """Take an issue out of the project; when no other project holds it, it goes back to be handled."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(not note.strip(), "note.needed")
    link = project.sources.get(issue_id=issue_id)
    held_elsewhere = link.issue.projects.exclude(pk=link.pk).exclude(project__state="cancelled").exists()
    link.delete()
    if not held_elsewhere:
        leave_project(issue_id=issue_id, note=note, by=by, at=at)
    write_step(project, "project.unlink_issue", by=by, at=at, before=project.state, note=note)
    return project


def issues_left_alone(project: Project) -> list[UUID]:
    """The project's issues that wait for this project alone."""
    waiting = project.sources.filter(issue__state="in_project")
    shared = waiting.filter(
        issue__projects__project__state__in=sorted(set(rules.STATES) - rules.WORKFLOW.final)
    ).exclude(issue__projects__project=project)
    shared_ids = set(shared.values_list("issue_id", flat=True))
    return [each for each in waiting.values_list("issue_id", flat=True) if each not in shared_ids]


@act
def complete_milestone(
    *,
    project_id: UUID,
    milestone_id: int,
    done_on: date,
    result: str,
    deviation_reason: str = "",
    next_step: str = "",
    by: Actor,
    at: datetime,
) -> Project:
    """A milestone stands; a late one says why. A milestone is completed once."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.state not in {"in_progress", "rework"}, "project.not_running", state=project.state)
    milestone = project.milestones.get(pk=milestone_id)
    refuse_if(milestone.done_on is not None, "milestone.done")
    refuse_if(done_on > day_of(at), "day.future")
    refuse_if(done_on > milestone.planned_on and not deviation_reason.strip(), "milestone.late_reason")
    milestone.done_on, milestone.result = done_on, result
    milestone.deviation_reason, milestone.next_step = deviation_reason, next_step
    milestone.save()
    write_step(
        project,
        "project.milestone",
        by=by,
        at=at,
        before=project.state,
        note=milestone.name,
        public_note=result,
    )
    return project


@act
def change_plan(*, project_id: UUID, plan: rules.Plan, reason: str, by: Actor, at: datetime) -> PlanVersion:
    """A new plan version with its reason, approved by the street; every version stays readable (P4)."""
    project = project_for(project_id, by=by)
    require(access.can_review(by, path=project.path))
    refuse_if(not reason.strip(), "note.needed")
    refuse_if(project.state not in {"approved", "in_progress", "paused", "rework"}, "project.not_running")
    missing = rules.missing_in(plan, has_source=True)
    refuse_if(bool(missing), "project.incomplete", fields=missing)
    same = rules.plan_as_json(plan) == rules.plan_as_json(plan_of(project))
    refuse_if(same, "plan.unchanged")
    put_plan(project, plan)
    return add_version(project, reason=reason, by=by, at=at)


def add_version(project: Project, *, reason: str, by: Actor, at: datetime) -> PlanVersion:
    """Store the plan as it now stands under the next number."""
    project.plan_version += 1
    project.save(update_fields=["plan_version"])
    version = PlanVersion.objects.create(
        project=project,
        number=project.plan_version,
        plan=rules.plan_as_json(plan_of(project)),
        reason=reason,
        approved_by_id=by.account_id,
        at=at,
    )
    write_step(project, "project.plan", by=by, at=at, before=project.state, public_note=reason)
    return version


@act
def claim_completion(*, project_id: UUID, note: str, by: Actor, at: datetime) -> Project:
    """The lead says it is done, with the evidence; every milestone must stand."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.milestones.filter(done_on__isnull=True).exists(), "project.milestones_open")
    before = move(project, "claim_completion", at=at, note=note)
    project.save(update_fields=["state", "state_since"])
    write_step(project, "project.claim", by=by, at=at, before=before, note=note)
    return project


@act
def sign_acceptance(
    *,
    project_id: UUID,
    person_name: str,
    capacity: str,
    accepts: bool,
    remark: str = "",
    account_id: int | None = None,
    by: Actor,
    at: datetime,
) -> AcceptanceSign:
    """One signature under the work, on paper or on screen; the lead can neither sign nor key it in."""
    project = project_for(project_id, by=by)
    require(access.can_accept(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.state != "completion_claimed", "project.not_claimed", state=project.state)
    refuse_if(account_id == project.lead_id, "project.own")
    refuse_if(capacity not in rules.ACCEPTANCE_CAPACITIES, "acceptance.capacity")
    refuse_if(not accepts and not remark.strip(), "note.needed")
    round_number = claim_round(project)
    refuse_if(
        project.acceptances.filter(round=round_number, person_name=person_name).exists(), "acceptance.signed"
    )
    sign = AcceptanceSign.objects.create(
        project=project,
        round=round_number,
        person_name=person_name,
        account_id=account_id,
        capacity=capacity,
        accepts=accepts,
        remark=remark,
        at=at,
    )
    write_step(project, "project.sign", by=by, at=at, before=project.state, note=remark)
    return sign


def claim_round(project: Project) -> int:
    """Which time completion is being claimed."""
    return project.steps.filter(act="project.claim").count()


@act
def conclude_acceptance(*, project_id: UUID, by: Actor, at: datetime, note: str = "") -> Project:
    """Accepted with the signatures P5 asks for; its issues are delivered and their reporters called back."""
    project = project_for(project_id, by=by)
    require(access.can_accept(by, path=project.path, lead_id=project.lead_id))
    signs = [
        (each.capacity, each.accepts, each.account_id == project.lead_id)
        for each in project.acceptances.filter(round=claim_round(project))
    ]
    gaps = rules.acceptance_gaps(signs)
    refuse_if(bool(gaps), "acceptance.incomplete", gaps=gaps)
    refuse_if(any(not accepts for _, accepts, _ in signs), "acceptance.dissent")
    before = move(project, "accept", at=at)
    project.accepted_at = project.ended_at = at
    project.save(update_fields=["state", "state_since", "accepted_at", "ended_at"])
    write_step(project, "project.accept", by=by, at=at, before=before, public_note=note)
    deliver_from_project(issue_ids=issues_left_alone(project), note=project.goal, by=by, at=at)
    return project


@act
def demand_rework(*, project_id: UUID, note: str, by: Actor, at: datetime) -> Project:
    """Somebody did not accept: back to work with what is wrong."""
    project = project_for(project_id, by=by)
    require(access.can_accept(by, path=project.path, lead_id=project.lead_id))
    last = project.acceptances.aggregate(last=Max("round"))["last"]
    refuse_if(last is None, "acceptance.none")
    before = move(project, "demand_rework", at=at, note=note)
    project.save(update_fields=["state", "state_since"])
    write_step(project, "project.rework", by=by, at=at, before=before, note=note)
    return project
