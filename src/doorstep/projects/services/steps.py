"""What every act on a project does alike: find it, move it, write the step and the journal entry."""

from datetime import datetime
from uuid import UUID

from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import uuid7
from doorstep.projects import rules
from doorstep.projects.models import Project, ProjectStep
from doorstep.records.upserts import insert


def project_for(project_id: UUID, *, by: Actor) -> Project:
    """The row, locked for this act; a stranger's project is not found."""
    return Project.objects.visible_to(by).select_for_update().get(pk=project_id)


def move(project: Project, name: str, *, at: datetime, note: str = "") -> str:
    """Move along the table; returns the state before. Nothing is saved yet."""
    before = project.state
    project.state = rules.WORKFLOW.move(project.state, name, note=note)
    project.state_since = at
    return before


def write_step(
    project: Project,
    act: str,
    *,
    by: Actor,
    at: datetime,
    before: str,
    note: str = "",
    public_note: str = "",
) -> None:
    """The act's own row with its note, and the journal entry with the note's salted digest."""
    salt = new_salt()
    step = ProjectStep(
        id=uuid7(at),
        project=project,
        street_id=project.street_id,
        at=at,
        by=by.ref,
        by_name=by.name,
        act=act,
        from_state=before,
        to_state=project.state,
        note=note,
        public_note=public_note,
        salt=salt,
    )
    insert(step)
    record(
        by=by,
        act=act,
        about=f"project:{project.pk}",
        at=at,
        street_id=project.street_id,
        digest=digest_of(note + public_note, salt),
    )
