"""The issues that asked for a project: many to many, and every one goes back when nobody solves it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from doorstep.issues.services import join_project, leave_project, tell_project_news
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.projects import access, rules
from doorstep.projects.models import Project, ProjectIssue
from doorstep.projects.services.steps import project_for, write_step
from doorstep.records.acts import act


@act
def link_issues(*, project_id: UUID, issue_ids: Sequence[UUID], by: Actor, at: datetime) -> Project:
    """These issues are reasons for this project; their reporters are told and see its public state.

    One that is linked already is passed over; when all are, nothing is written.
    """
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.state in rules.ENDED, "project.ended", state=project.state)
    known = set(project.sources.values_list("issue_id", flat=True))
    fresh = [issue_id for issue_id in dict.fromkeys(issue_ids) if issue_id not in known]
    if fresh:
        link(project, fresh, by=by, at=at)
    return project


def link(project: Project, issue_ids: Sequence[UUID], *, by: Actor, at: datetime) -> None:
    issues = join_project(
        issue_ids=issue_ids, project_number=project.number, project_name=project.name, by=by, at=at
    )
    ProjectIssue.objects.bulk_create(
        ProjectIssue(project=project, issue=issue, street_id=project.street_id, by=by.ref, at=at)
        for issue in issues
    )
    note = " ".join(issue.tracking for issue in issues)
    write_step(project, "project.link_issue", by=by, at=at, before=project.state, note=note)


@act
def unlink_issue(*, project_id: UUID, issue_id: UUID, note: str, by: Actor, at: datetime) -> Project:
    """Take an issue out of the project; when no other open project holds it, it goes back to be handled.

    Refuses once the project has ended, and the last source of a project that gives no reason of its own.
    """
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.state in rules.ENDED, "project.ended", state=project.state)
    refuse_if(not note.strip(), "note.needed")
    found = project.sources.select_related("issue").get(issue_id=issue_id)
    others = project.sources.exclude(pk=found.pk).exists()
    bare = not others and not project.own_reason.strip() and project.state not in rules.EDITABLE
    refuse_if(bare, "project.incomplete", fields=["source"])
    alone = issue_id in issues_left_alone(project)
    found.delete()
    if alone:
        leave_project(issue_id=issue_id, note=note, by=by, at=at)
    said = f"{found.issue.tracking} {note}"
    write_step(project, "project.unlink_issue", by=by, at=at, before=project.state, note=said)
    return project


@act
def tell_progress(*, project_id: UUID, note: str, by: Actor, at: datetime) -> Project:
    """A word of the lead's to everybody who waits for the project; the public reads it too.

    Refuses an empty word and a project that has ended.
    """
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.state in rules.ENDED, "project.ended", state=project.state)
    refuse_if(not note.strip(), "note.needed")
    write_step(project, "project.news", by=by, at=at, before=project.state, public_note=note)
    tell_sources(project, note, by=by, at=at)
    return project


def tell_sources(project: Project, news: str, *, by: Actor, at: datetime) -> None:
    """The reporters behind the project were promised news; whatever the public sees is news."""
    waiting = list(project.sources.filter(issue__state="in_project").values_list("issue_id", flat=True))
    if waiting:
        tell_project_news(issue_ids=waiting, project_name=project.name, news=news, by=by, at=at)


def issues_left_alone(project: Project) -> list[UUID]:
    """The project's issues that wait for a project, and no other open project holds."""
    waiting = project.sources.filter(issue__state="in_project").order_by("id")
    held = ProjectIssue.objects.exclude(project=project).exclude(project__state__in=rules.ENDED)
    return list(waiting.exclude(issue_id__in=held.values("issue_id")).values_list("issue_id", flat=True))


def give_back_issues(project: Project, *, note: str, by: Actor, at: datetime) -> None:
    """The project ends without result: what waited for it alone is sorted again, with the reason told."""
    for issue_id in issues_left_alone(project):
        leave_project(issue_id=issue_id, note=note, by=by, at=at)
