"""Pictures and papers of an issue: always optional, opened with a reason."""

from datetime import datetime
from typing import Final
from uuid import UUID

from doorstep.issues import access
from doorstep.issues.models import Issue
from doorstep.issues.services.steps import keep, take
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.records.acts import act
from doorstep.records.attachments import Opened, Upload, attach, open_attachment
from doorstep.records.models import Attachment

OWNER_KIND: Final = "issue"


def can_read_files(actor: Actor, issue_ref: str) -> bool:
    """Who sees the issue; registered with the store of files."""
    return Issue.objects.visible_to(actor).filter(pk=UUID(issue_ref)).exists()


@act
def attach_to_issue(*, issue_id: UUID, upload: Upload, note: str = "", by: Actor, at: datetime) -> Attachment:
    """Add a cleaned file. Refuses what the store refuses, and who neither owns nor handles the issue."""
    work = take(issue_id, by=by)
    issue = work.issue
    owns = by.account_id is not None and by.account_id == issue.owner_id
    require(owns or access.can_finish(by, path=issue.path, unit_id=issue.unit_id))
    made = attach(
        owner_kind=OWNER_KIND, owner_ref=str(issue.pk), upload=upload, by=by, at=at, street_id=issue.street_id
    )
    keep(work, "issue.attach", by=by, at=at, note=note)
    return made


@act
def open_file(*, issue_id: UUID, attachment_id: UUID, reason: str, by: Actor, at: datetime) -> Opened:
    """The file for one look; who looked and why is a step of the issue.

    Refuses without a reason; a file of another issue, or out of sight, does not exist.
    """
    work = take(issue_id, by=by)
    refuse_if(not reason.strip(), "reason.needed")
    found = open_attachment(attachment_id=attachment_id, by=by)
    if (found.attachment.owner_kind, found.attachment.owner_ref) != (OWNER_KIND, str(issue_id)):
        raise Attachment.DoesNotExist
    keep(work, "issue.open_file", by=by, at=at, note=reason)
    return found
