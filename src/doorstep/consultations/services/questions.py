"""Questions at a meeting and their answers."""

from datetime import datetime
from uuid import UUID

from doorstep.consultations.models import Question
from doorstep.consultations.services.steps import meeting_for, write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if
from doorstep.records.acts import act


@act
def ask_question(*, meeting_id: UUID, text: str, by: Actor, at: datetime) -> Question:
    """Take down what somebody asked, without who asked it. Refused before the meeting and after it is filed."""
    meeting = meeting_for(meeting_id, by=by)
    refuse_if(meeting.state not in {"held", "minuted"}, "meeting.not_held")
    refuse_if(not text.strip(), "note.needed")
    question = Question.objects.create(
        meeting=meeting, street_id=meeting.street_id, text=text.strip()[:500], at=at
    )
    write_step(meeting, "meeting.question", by=by, at=at, note=text)
    return question


@act
def answer_question(*, question_id: int, answer: str, answered_by: str, by: Actor, at: datetime) -> Question:
    """The answer, and which unit gave it; an answer is given once."""
    question = Question.objects.select_for_update().get(pk=question_id)
    meeting = meeting_for(question.meeting_id, by=by)
    refuse_if(question.answered_at is not None, "meeting.answered")
    refuse_if(not answer.strip() or not answered_by.strip(), "note.needed")
    question.answer, question.answered_by = answer.strip(), answered_by.strip()
    question.answered_at = at
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    write_step(meeting, "meeting.answer", by=by, at=at, note=answer)
    return question
