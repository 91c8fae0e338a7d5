"""An approved project at work: start, milestones, pause, and its end without result."""

from datetime import date, datetime
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.projects import access, rules
from doorstep.projects.models import Project
from doorstep.projects.services.sources import give_back_issues, tell_sources
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
    tell_sources(project, "已经开始实施。", by=by, at=at)
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
    tell_sources(project, f"暂停：{public_reason}", by=by, at=at)
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
    tell_sources(project, "已经恢复实施。", by=by, at=at)
    return project


@act
def cancel_project(*, project_id: UUID, public_reason: str, by: Actor, at: datetime) -> Project:
    """End it without result for a published reason; its issues go back to be handled.

    By the street; by the branch itself only before the street has reviewed it.
    """
    project = project_for(project_id, by=by)
    reviewed = project.state not in rules.BEFORE_REVIEW
    require(access.can_cancel(by, path=project.path, lead_id=project.lead_id, reviewed=reviewed))
    before = move(project, "cancel", at=at, note=public_reason)
    project.public_reason, project.ended_at = public_reason, at
    project.save(update_fields=["state", "state_since", "public_reason", "ended_at"])
    write_step(project, "project.cancel", by=by, at=at, before=before, public_note=public_reason)
    give_back_issues(project, note=public_reason, by=by, at=at)
    return project


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
    """A milestone stands, with a result that the public reads; a late one says why. It is completed once."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.state not in rules.RUNNING, "project.not_running", state=project.state)
    milestone = project.milestones.get(pk=milestone_id)
    refuse_if(milestone.done_on is not None, "milestone.done")
    refuse_if(not result.strip(), "note.needed")
    refuse_if(done_on > day_of(at), "day.future")
    refuse_if(done_on > milestone.planned_on and not deviation_reason.strip(), "milestone.late_reason")
    milestone.done_on, milestone.result = done_on, result
    milestone.deviation_reason, milestone.next_step = deviation_reason, next_step
    milestone.save(update_fields=["done_on", "result", "deviation_reason", "next_step"])
    write_step(
        project,
        "project.milestone",
        by=by,
        at=at,
        before=project.state,
        note=milestone.name,
        public_note=result,
    )
    tell_sources(project, f"{milestone.name}：{result}", by=by, at=at)
    return project
