"""Who may do what to a project (plain Python)."""

from doorstep.kernel.actor import Actor
from doorstep.people.access import can


def can_propose(actor: Actor, *, path: str) -> bool:
    return can(actor, "project.propose", at_path=path)


def can_review(actor: Actor, *, path: str) -> bool:
    return can(actor, "project.review", at_path=path)


def can_approve(actor: Actor, *, path: str, lead_id: int) -> bool:
    """Whoever leads a project neither checks nor approves it, nor a change of its plan (P4)."""
    return actor.account_id != lead_id and can_review(actor, path=path)


def can_run(actor: Actor, *, path: str, lead_id: int) -> bool:
    """The lead, or whoever may run projects at the place."""
    return actor.account_id == lead_id or can(actor, "project.run", at_path=path)


def can_rate_difficulty(actor: Actor, *, path: str, lead_id: int) -> bool:
    """Two people fix how hard it is, and neither of them leads it."""
    return actor.account_id != lead_id and (
        can(actor, "project.review", at_path=path) or can(actor, "project.propose", at_path=path)
    )


def can_accept(actor: Actor, *, path: str, lead_id: int) -> bool:
    """P5: whoever leads the project does not accept it."""
    return actor.account_id != lead_id and can(actor, "project.accept", at_path=path)


def can_cancel(actor: Actor, *, path: str, lead_id: int, reviewed: bool) -> bool:
    """The street ends a project; a branch may withdraw what the street has not reviewed yet."""
    may_withdraw = not reviewed and can_run(actor, path=path, lead_id=lead_id)
    return may_withdraw or can_review(actor, path=path)


def can_keep_fields(actor: Actor, *, path: str) -> bool:
    return can(actor, "rule.set", at_path=path)


def can_record_opinion(actor: Actor, *, path: str) -> bool:
    """Anybody may say what they think of a plan; at the desk whoever takes opinions down at the place."""
    return actor.kind == "resident" or can(actor, "opinion.record", at_path=path)


def can_reply_opinion(actor: Actor, *, path: str) -> bool:
    return can(actor, "opinion.reply", at_path=path)


def can_release_opinion(actor: Actor, *, path: str, entered_by: int | None) -> bool:
    """R6: the words of an opinion are let out by a second person, never by whoever took them down."""
    return actor.account_id != entered_by and can(actor, "notice.review", at_path=path)
