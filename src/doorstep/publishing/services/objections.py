"""Objections while a notice stands, and their answers, which everybody reads."""

from datetime import datetime
from typing import Final
from uuid import UUID

from doorstep.journal.services import digest_of, new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if
from doorstep.publishing import rules
from doorstep.publishing.models import Notice, Objection
from doorstep.publishing.services.steps import check_reviewer, is_over, journalled, notice_for, write_step
from doorstep.publishing.services.words import refuse_leaks
from doorstep.records.acts import act

OBJECTION_LIMIT: Final = 2000


@act
def object_to_notice(*, notice_id: UUID, text: str, by: Actor, at: datetime) -> Objection:
    """Anybody may object while the notice stands; what they say is read by the desk, the answer by everybody."""
    notice = notice_for(notice_id, by=by)
    refuse_if(notice.state not in rules.STANDING or is_over(notice.ends_on, at), "notice.not_posted")
    refuse_if(not text.strip(), "note.needed")
    refuse_if(len(text) > OBJECTION_LIMIT, "text.too_long", limit=OBJECTION_LIMIT)
    move(notice, "object")
    objection = Objection.objects.create(
        notice=notice, street_id=notice.street_id, text=text, at=at, salt=new_salt()
    )
    journalled(notice, "notice.object", by=by, at=at, digest=digest_of(text, objection.salt))
    return objection


@act
def answer_objection(*, objection_id: int, answer: str, upheld: bool, by: Actor, at: datetime) -> Objection:
    """Answer in public, once; neither the notice's drafter nor the project's lead decides about it."""
    rows = Objection.objects.select_for_update(of=("self",))
    objection = rows.get(pk=objection_id, street_id=by.street_id or 0)
    notice = notice_for(objection.notice_id, by=by)
    check_reviewer(notice, by=by)
    refuse_if(objection.answered_at is not None, "objection.answered")
    refuse_if(not answer.strip(), "note.needed")
    refuse_leaks(notice.street, answer=answer)
    objection.answer, objection.upheld = answer, upheld
    objection.answered_by_id, objection.answered_at = by.account_id, at
    objection.save(update_fields=["answer", "upheld", "answered_by", "answered_at"])
    if notice.state == "objected" and not has_open(notice):
        move(notice, "answer")
    write_step(notice, "notice.answer", by=by, at=at, note=answer)
    return objection


def has_open(notice: Notice) -> bool:
    """Whether somebody still waits for an answer."""
    return notice.objections.filter(answered_at__isnull=True).exists()


def move(notice: Notice, name: str) -> None:
    notice.state = rules.WORKFLOW.move(notice.state, name)
    notice.save(update_fields=["state"])
