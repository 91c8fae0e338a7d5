"""The project's side of a public notice; called by publishing, which holds the notice."""

from datetime import date, datetime
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.projects import access
from doorstep.projects.models import Project
from doorstep.projects.services.plans import add_version, plan_of
from doorstep.projects.services.sources import tell_sources
from doorstep.projects.services.steps import move, project_for, write_step
from doorstep.records.acts import act


@act
def begin_notice(*, project_id: UUID, starts_on: date, ends_on: date, by: Actor, at: datetime) -> Project:
    """The reviewed project is in public notice from this day to that day."""
    project = project_for(project_id, by=by)
    before = move(project, "post_notice", at=at)
    project.notice_starts_on, project.notice_ends_on = starts_on, ends_on
    project.save(update_fields=["state", "state_since", "notice_starts_on", "notice_ends_on"])
    write_step(project, "project.notice", by=by, at=at, before=before)
    return project


@act
def withdraw_from_notice(*, project_id: UUID, note: str, by: Actor, at: datetime) -> Project:
    """The notice was taken down: back to reviewed, as if it had not been posted."""
    project = project_for(project_id, by=by)
    before = move(project, "withdraw_notice", at=at, note=note)
    project.notice_starts_on = project.notice_ends_on = None
    project.save(update_fields=["state", "state_since", "notice_starts_on", "notice_ends_on"])
    write_step(project, "project.withdraw_notice", by=by, at=at, before=before, public_note=note)
    return project


@act
def approve_project(*, project_id: UUID, by: Actor, at: datetime) -> Project:
    """Approved after its notice days have run; the plan becomes version 1.

    Raises NotPossible before the last day of notice is over, NotAllowed for the project's own lead.
    """
    project = project_for(project_id, by=by)
    require(access.can_review(by, path=project.path))
    require(access.can_approve(by, path=project.path, lead_id=project.lead_id), "project.own")
    refuse_if(
        project.notice_ends_on is None or project.notice_ends_on >= day_of(at), "project.notice_running"
    )
    before = move(project, "approve", at=at)
    project.approved_at = at
    project.save(update_fields=["state", "state_since", "approved_at"])
    write_step(project, "project.approve", by=by, at=at, before=before)
    tell_sources(project, "公示期满，已经立项。", by=by, at=at)
    if project.plan_version == 0:
        add_version(project, plan_of(project), reason="立项时的计划", by=by, at=at)
    return project


@act
def refuse_after_notice(*, project_id: UUID, note: str, by: Actor, at: datetime) -> Project:
    """An objection was upheld: returned to the branch with the reason."""
    project = project_for(project_id, by=by)
    require(access.can_review(by, path=project.path))
    before = move(project, "refuse", at=at, note=note)
    project.save(update_fields=["state", "state_since"])
    write_step(project, "project.refuse", by=by, at=at, before=before, public_note=note)
    return project
