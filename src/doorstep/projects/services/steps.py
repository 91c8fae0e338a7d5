"""What every act on a project does alike: find it, move it, write the step and the journal entry."""

from datetime import datetime
from uuid import UUID

from doorstep.journal.services import write_down
from doorstep.kernel.actor import Actor
from doorstep.projects import rules
from doorstep.projects.models import Project, ProjectStep


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
    write_down(
        ProjectStep,
        about=f"project:{project.pk}",
        act=act,
        by=by,
        at=at,
        street_id=project.street_id,
        note=note,
        said=note + public_note,
        project=project,
        from_state=before,
        to_state=project.state,
        public_note=public_note,
    )
