"""Where a notice hangs, and the files that go out with it."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.publishing import access, rules
from doorstep.publishing.models import Notice, NoticePosting
from doorstep.publishing.services.steps import notice_for, write_step
from doorstep.publishing.services.words import refuse_leaks
from doorstep.records.acts import act
from doorstep.records.attachments import Upload, attach
from doorstep.records.models import Attachment

NOTICE_FILES: Final = "notice"
POSTING_PHOTOS: Final = "notice_posting"


def write_posting(notice: Notice, place: str, *, on: date, by: Actor, at: datetime) -> NoticePosting:
    return NoticePosting.objects.create(
        id=uuid7(at),
        notice=notice,
        street_id=notice.street_id,
        place=place,
        posted_on=on,
        by=by.ref,
        by_name=by.name,
        at=at,
    )


@act
def record_posting(
    *, notice_id: UUID, place: str, on: date, photo: Upload | None = None, by: Actor, at: datetime
) -> NoticePosting:
    """It hangs on another board too, since this day; a photo may come with it and is never asked for (R1).

    Raises NotPossible without a place, before it was posted, and for a day that has not come.
    """
    notice = notice_for(notice_id, by=by)
    require(access.can_draft(by, path=notice.path))
    refuse_if(not place.strip(), "notice.place")
    refuse_leaks(notice.street, place=place)
    refuse_if(notice.state not in rules.STANDING, "notice.not_posted")
    refuse_if(on > day_of(at), "notice.posted_later")
    posting = write_posting(notice, place.strip()[:120], on=on, by=by, at=at)
    if photo is not None:
        attach(
            owner_kind=POSTING_PHOTOS,
            owner_ref=str(posting.pk),
            upload=photo,
            by=by,
            at=at,
            street_id=notice.street_id,
        )
    write_step(notice, "notice.record_posting", by=by, at=at, note=posting.place)
    return posting


@act
def attach_to_notice(*, notice_id: UUID, upload: Upload, by: Actor, at: datetime) -> Attachment:
    """A picture or a PDF that goes out with the draft; cleaned as it comes in, scanned before it goes out (N4)."""
    notice = notice_for(notice_id, by=by)
    require(access.can_draft(by, path=notice.path))
    refuse_if(notice.state != "draft", "notice.not_draft")
    kept = attach(
        owner_kind=NOTICE_FILES,
        owner_ref=str(notice.pk),
        upload=upload,
        by=by,
        at=at,
        street_id=notice.street_id,
    )
    write_step(notice, "notice.attach", by=by, at=at, note=str(kept.pk))
    return kept


@act
def detach_from_notice(*, notice_id: UUID, attachment_id: UUID, by: Actor, at: datetime) -> Notice:
    """Take a file out of a draft; raises Attachment.DoesNotExist for a file of another notice."""
    notice = notice_for(notice_id, by=by)
    require(access.can_draft(by, path=notice.path))
    refuse_if(notice.state != "draft", "notice.not_draft")
    file = Attachment.objects.get(pk=attachment_id, owner_kind=NOTICE_FILES, owner_ref=str(notice.pk))
    write_step(notice, "notice.detach", by=by, at=at, note=file.name)
    file.delete()
    return notice
