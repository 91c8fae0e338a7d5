"""The reporter's sealed contact as it stands beside a row."""

from doorstep.issues.models import Issue, IssueContact


def contact_of(issue: Issue) -> IssueContact | None:
    """The contact that was loaded with the row; None for an anonymous voice."""
    return getattr(issue, "contact", None)


def sealed_about(what: str, issue: Issue) -> str:
    """What a sealed value is bound to: ``name``, ``phone`` or ``email`` of one issue."""
    return f"issue.contact.{what}:{issue.pk}"
