"""Who may draft, review and post what the public sees (plain Python)."""

from doorstep.kernel.actor import Actor
from doorstep.people.access import can, has_ability


def can_draft(actor: Actor, *, path: str) -> bool:
    return can(actor, "notice.draft", at_path=path)


def can_make(actor: Actor, *, path: str) -> bool:
    """Drawing a page afresh: the clock, or whoever drafts."""
    return actor.kind == "system" or can_draft(actor, path=path)


def can_withdraw(actor: Actor, *, path: str) -> bool:
    """Taking a notice down is urgent when it says too much: drafter and reviewer alike may."""
    return can_draft(actor, path=path) or can(actor, "notice.review", at_path=path)


def can_see_desk(actor: Actor) -> bool:
    """Drafts, waiting pages and what people think of the tool are the publishing desk's alone."""
    return has_ability(actor, "notice.draft") or has_ability(actor, "notice.review")


def can_review(actor: Actor, *, path: str, drafted_by: str) -> bool:
    """R6: a second person; nobody reviews their own draft."""
    return actor.ref != drafted_by and can(actor, "notice.review", at_path=path)


def can_archive(actor: Actor, *, path: str) -> bool:
    """Filing what has run its days: the clock, or either of the two who carry a notice."""
    return actor.kind == "system" or can_withdraw(actor, path=path)
