"""What every act on an evaluation does alike: find it, move it, write the step and the journal entry."""

from datetime import datetime
from uuid import UUID

from doorstep.evaluation.models import Evaluation, EvaluationStep
from doorstep.evaluation.rules.states import WORKFLOW
from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import uuid7
from doorstep.records.upserts import insert


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
    salt = new_salt()
    step = EvaluationStep(
        id=uuid7(at),
        evaluation=evaluation,
        street_id=evaluation.street_id,
        act=act,
        to_state=evaluation.state,
        note=note,
        by=by.ref,
        by_name=by.name,
        at=at,
        salt=salt,
    )
    insert(step)
    record(
        by=by,
        act=act,
        about=about or f"evaluation:{evaluation.pk}",
        at=at,
        street_id=evaluation.street_id,
        digest=digest_of(note, salt),
    )
