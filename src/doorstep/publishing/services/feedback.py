"""意见建议 about the tool itself: every page's footer leads here, and the street answers."""

from datetime import datetime
from uuid import UUID

from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.places.models import Street
from doorstep.publishing import access
from doorstep.publishing.models import Feedback
from doorstep.records.acts import act

MAX_CHARACTERS = 2000


@act
def give_feedback(*, street_id: int, page: str, text: str, by: Actor, at: datetime) -> Feedback:
    """Keep what somebody thinks of the tool; nothing about the person is asked."""
    refuse_if(not text.strip(), "note.needed")
    refuse_if(len(text) > MAX_CHARACTERS, "text.too_long", limit=MAX_CHARACTERS)
    feedback = Feedback.objects.create(
        id=uuid7(at), street_id=street_id, page=page[:200], text=text, at=at, salt=new_salt()
    )
    journalled(feedback, "feedback.give", by=by, at=at, note=text)
    return feedback


@act
def answer_feedback(*, feedback_id: UUID, answer: str, by: Actor, at: datetime) -> Feedback:
    """Write what was done about it, once."""
    feedback = Feedback.objects.select_for_update().get(pk=feedback_id, street_id=by.street_id or 0)
    require(access.can_draft(by, path=Street.objects.get(pk=feedback.street_id).path))
    refuse_if(feedback.answered_at is not None, "feedback.answered")
    refuse_if(not answer.strip(), "note.needed")
    feedback.answer, feedback.answered_at = answer, at
    feedback.save(update_fields=["answer", "answered_at"])
    journalled(feedback, "feedback.answer", by=by, at=at, note=answer)
    return feedback


def journalled(feedback: Feedback, act_name: str, *, by: Actor, at: datetime, note: str) -> None:
    about, digest = f"feedback:{feedback.pk}", digest_of(note, feedback.salt)
    record(by=by, act=act_name, about=about, at=at, street_id=feedback.street_id, digest=digest)
