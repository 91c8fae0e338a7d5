"""Who may draft, review and post what the public sees (plain Python)."""

from doorstep.kernel.actor import Actor
from doorstep.people.access import can


def can_draft(actor: Actor, *, path: str) -> bool:
    return can(actor, "notice.draft", at_path=path)


def can_review(actor: Actor, *, path: str, drafted_by: str) -> bool:
    """R6: a second person; nobody reviews their own draft."""
    return actor.ref != drafted_by and can(actor, "notice.review", at_path=path)
