"""The reporter's sealed contact as it stands beside a row."""

from functools import partial

from doorstep.issues.models import Issue, IssueContact
from doorstep.records.rotation import register_sealed

SEALED = ("name", "phone", "email")


def contact_of(issue: Issue) -> IssueContact | None:
    """The contact that was loaded with the row; None for an anonymous voice."""
    return None if issue.anonymous else getattr(issue, "contact", None)


def sealed_about(what: str, issue: Issue) -> str:
    """What a sealed value is bound to: ``name``, ``phone`` or ``email`` of one issue."""
    return place_for(what, issue.pk)


def place_for(what: str, issue_id: object) -> str:
    return f"issue.contact.{what}:{issue_id}"


def register_contacts() -> None:
    """Let the sealed values be sealed anew when the keys change."""
    for what in SEALED:
        register_sealed(IssueContact, f"{what}_sealed", partial(place_of, what))


def place_of(what: str, contact: IssueContact) -> str:
    return place_for(what, contact.issue_id)
