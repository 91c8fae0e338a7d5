"""意见建议 about the tool itself: every page's footer leads here, and the street answers."""

from datetime import datetime
from uuid import UUID

from doorstep.journal.services import digest_of, record
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
    feedback = Feedback.objects.create(id=uuid7(at), street_id=street_id, page=page[:200], text=text, at=at)
    digest = digest_of(text, str(feedback.pk))
    record(
        by=by, act="feedback.give", about=f"feedback:{feedback.pk}", at=at, street_id=street_id, digest=digest
    )
    return feedback


@act
def answer_feedback(*, feedback_id: UUID, answer: str, by: Actor, at: datetime) -> Feedback:
    """Write what was done about it."""
    feedback = Feedback.objects.select_for_update().get(pk=feedback_id, street_id=by.street_id or 0)
    require(access.can_draft(by, path=Street.objects.get(pk=feedback.street_id).path))
    refuse_if(not answer.strip(), "note.needed")
    feedback.answer, feedback.answered_at = answer, at
    feedback.save(update_fields=["answer", "answered_at"])
    digest = digest_of(answer, str(feedback.pk))
    record(
        by=by,
        act="feedback.answer",
        about=f"feedback:{feedback.pk}",
        at=at,
        street_id=feedback.street_id,
        digest=digest,
    )
    return feedback
