"""Opening what is sealed: each look is an act with a reason, and the journal says who looked (G9)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from doorstep.issues import access
from doorstep.issues.contacts import contact_of, sealed_about
from doorstep.issues.models import Issue, IssueContact
from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.people.access import paths_with
from doorstep.records.acts import act
from doorstep.records.vault import blind, open_sealed

MOST_FOUND = 50


@dataclass(frozen=True)
class ClearContact:
    """A reporter's contact in clear, for one look."""

    name: str
    phone: str
    email: str
    told_by: str


@act
def read_contact(*, issue_id: UUID, reason: str, by: Actor, at: datetime) -> ClearContact | None:
    """How to reach the reporter; None for an anonymous voice. Journalled before it is shown.

    Refuses without a reason, and whoever delivered it once it is delivered (R5).
    """
    rows = Issue.objects.visible_to(by).select_related("contact")
    issue = rows.get(pk=issue_id)
    require(
        access.can_read_contact(
            by, path=issue.path, unit_id=issue.unit_id, delivered_by=issue.delivered_by_id, state=issue.state
        )
    )
    refuse_if(not reason.strip(), "reason.needed")
    contact = contact_of(issue)
    digest = digest_of(reason, new_salt())
    record(
        by=by,
        act="issue.read_contact",
        about=f"issue:{issue.pk}",
        at=at,
        street_id=issue.street_id,
        digest=digest,
    )
    return opened(issue, contact) if contact else None


def opened(issue: Issue, contact: IssueContact) -> ClearContact:
    def clear(what: str) -> str:
        return open_sealed(getattr(contact, f"{what}_sealed"), about=sealed_about(what, issue))

    return ClearContact(clear("name"), clear("phone"), clear("email"), contact.told_by)


@act
def find_person(*, text: str, reason: str, by: Actor, at: datetime) -> list[Issue]:
    """Issues of one person, by the whole phone number or the whole name, newest first, at most fifty.

    Refuses without a reason; sees only below the places where the actor may look people up.
    """
    paths = paths_with(by, "search.person")
    require(bool(paths))
    refuse_if(not reason.strip(), "reason.needed")
    refuse_if(not text.strip(), "search.too_short")
    wanted = Q(contact__phone_blind=blind(text, purpose="issue.phone"))
    wanted |= Q(contact__name_blind=blind(text, purpose="issue.name"))
    rows = Issue.objects.visible_to(by).filter(wanted).select_related("category", "place", "unit")
    found = [each for each in rows.order_by("-id")[:MOST_FOUND] if access.can_find_person(by, path=each.path)]
    digest = digest_of(reason, new_salt())
    street = by.street_id
    record(by=by, act="issue.find_person", about=f"street:{street}", at=at, street_id=street, digest=digest)
    return found
