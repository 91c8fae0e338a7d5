"""How hard a project is: said by two people who do not lead it, before it starts."""

from datetime import datetime
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.projects import access, rules
from doorstep.projects.models import DifficultyRating, Project
from doorstep.projects.services.steps import project_for, write_step
from doorstep.records.acts import act


@act
def rate_difficulty(*, project_id: UUID, value: int, reasons: str, by: Actor, at: datetime) -> Project:
    """One of two people says how hard it is; when the two are close, it is settled.

    Somebody who changes their mind rates again, and what they said before stays readable. Raises NotAllowed
    for the lead, NotPossible once the project has started or ended, for a value outside 1–5 or without
    reasons.
    """
    project = project_for(project_id, by=by)
    require(access.can_rate_difficulty(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.state in rules.ENDED, "project.ended", state=project.state)
    refuse_if(project.started_at is not None, "project.difficulty_fixed")
    refuse_if(value not in rules.DIFFICULTIES, "project.difficulty_range", value=value)
    refuse_if(not reasons.strip(), "note.needed")
    DifficultyRating.objects.create(
        project=project, by_id=by.account_id or 0, value=value, reasons=reasons, at=at
    )
    settle_difficulty(project)
    write_step(project, "project.rate", by=by, at=at, before=project.state, note=f"{value} {reasons}")
    return project


def settle_difficulty(project: Project) -> None:
    """Draw the class from what people said, each person's newest word; the lead's own never counts."""
    rows = project.difficulty_ratings.exclude(by_id=project.lead_id).order_by("id")
    newest: dict[int, int] = {}
    for person, value in rows.values_list("by_id", "value"):
        newest.pop(person, None)  # said again: it moves to the end
        newest[person] = value
    project.difficulty = rules.settled_difficulty(list(newest.values()))
    project.save(update_fields=["difficulty"])
