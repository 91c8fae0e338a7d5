"""What every act on an evaluation does alike: find it, move it, write the step and the journal entry."""

from datetime import datetime
from uuid import UUID

from doorstep.evaluation.models import Evaluation, EvaluationStep
from doorstep.evaluation.rules.states import WORKFLOW
from doorstep.journal.services import write_down
from doorstep.kernel.actor import Actor


def evaluation_for(evaluation_id: UUID, *, by: Actor) -> Evaluation:
    """The row, locked for this act; to whoever delivered the project it does not exist (R5)."""
    return Evaluation.objects.visible_to(by).select_for_update(of=("self",)).get(pk=evaluation_id)


def move(evaluation: Evaluation, name: str, *, at: datetime, note: str = "") -> None:
    """Move along the table and save where it stands."""
    evaluation.state = WORKFLOW.move(evaluation.state, name, note=note)
    evaluation.state_since = at
    evaluation.save(update_fields=["state", "state_since"])


def write_step(
    evaluation: Evaluation, act: str, *, by: Actor, at: datetime, note: str = "", about: str = ""
) -> None:
    """The act's own row with its words, and the journal entry with their salted digest."""
    write_down(
        EvaluationStep,
        about=about or evaluation.about,
        act=act,
        by=by,
        at=at,
        street_id=evaluation.street_id,
        note=note,
        evaluation=evaluation,
        to_state=evaluation.state,
    )
