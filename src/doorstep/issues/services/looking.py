"""Opening what is sealed: each look is an act with a reason, and the journal says who looked (G9)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from doorstep.issues import access, rules
from doorstep.issues.contacts import contact_of, sealed_about
from doorstep.issues.models import Issue, IssueContact, PersonSearch
from doorstep.issues.services.steps import keep, take
from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.access import paths_with
from doorstep.records.acts import act
from doorstep.records.vault import blind, read_sealed

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
    """How to reach the reporter; None for an anonymous voice. Each look is a step of the issue.

    Refuses without a reason, and whoever delivered it once it is delivered (R5).
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(
        access.can_read_contact(
            by,
            path=issue.path,
            unit_id=issue.unit_id,
            delivered_by=issue.delivered_by_id,
            is_open=issue.is_open,
        )
    )
    refuse_if(not reason.strip(), "reason.needed")
    contact = contact_of(issue)
    keep(work, "issue.read_contact", by=by, at=at, note=reason)
    return opened(issue, contact) if contact else None


def opened(issue: Issue, contact: IssueContact) -> ClearContact:
    def clear(what: str) -> str:
        return read_sealed(getattr(contact, f"{what}_sealed"), about=sealed_about(what, issue))

    return ClearContact(clear("name"), clear("phone"), clear("email"), contact.told_by)


@act
def find_person(*, text: str, reason: str, by: Actor, at: datetime) -> list[Issue]:
    """Issues of one person, by the whole phone number or the whole name, newest first, at most fifty.

    Refuses without a reason; sees only below the places where the actor may look people up.
    """
    paths = paths_with(by, "search.person")
    require(bool(paths))
    refuse_if(not reason.strip(), "reason.needed")
    rules.sound_text(reason, most=rules.SHORT_LIMIT)
    refuse_if(not text.strip(), "search.too_short")
    wanted = Q(contact__phone_blind=blind(text, purpose="issue.phone"))
    wanted |= Q(contact__name_blind=blind(text, purpose="issue.name"))
    rows = Issue.objects.visible_to(by).filter(wanted).select_related("category", "place", "unit")
    found = [each for each in rows.order_by("-id")[:MOST_FOUND] if access.can_find_person(by, path=each.path)]
    note_search(reason, len(found), by=by, at=at)
    return found


def note_search(reason: str, count: int, *, by: Actor, at: datetime) -> None:
    """The act's own row with its reason, and the journal entry with the reason's salted digest."""
    salt, street_id = new_salt(), by.street_id or 0
    row = PersonSearch.objects.create(
        id=uuid7(at), street_id=street_id, by=by.ref, at=at, reason=reason, found_count=count, salt=salt
    )
    about, digest = f"person_search:{row.pk}", digest_of(reason, salt)
    record(by=by, act="issue.find_person", about=about, at=at, street_id=street_id, digest=digest)
