"""Who may do what with a measurement of satisfaction (plain Python).

Whoever leads or delivered the project never comes here at all: ``visible_to`` does not show it to them (R5).
"""

from doorstep.kernel.actor import Actor
from doorstep.people.access import can


def can_run(actor: Actor, *, path: str) -> bool:
    """Plan it, register whom it was for, lock, draw, close, ask again."""
    return can(actor, "evaluation.run", at_path=path)


def can_commit(actor: Actor, *, side: str, path: str) -> bool:
    """The street's side of the seed by whoever runs it, the residents' side by a supervisor."""
    return can(actor, "evaluation.run" if side == "a" else "evaluation.witness", at_path=path)


def can_call(actor: Actor, *, path: str, caller_id: int | None) -> bool:
    """Only one's own list."""
    return actor.account_id == caller_id and can(actor, "evaluation.call", at_path=path)


def can_assess(actor: Actor, *, path: str) -> bool:
    return can(actor, "evaluation.assess", at_path=path)


def can_review(actor: Actor, *, path: str, planned_by: int | None) -> bool:
    """A second person lets the result out."""
    return actor.account_id != planned_by and can(actor, "evaluation.review", at_path=path)


def can_recall(actor: Actor, *, path: str, entered_by: int) -> bool:
    """A second call is made by somebody other than whoever took the answer down."""
    return actor.account_id != entered_by and can(actor, "evaluation.call", at_path=path)


def can_look(actor: Actor, *, path: str) -> bool:
    return can(actor, "evaluation.review", at_path=path)


def can_report_rectified(actor: Actor, *, owner_id: int) -> bool:
    return actor.account_id == owner_id


def can_verify_rectified(actor: Actor, *, path: str, owner_id: int) -> bool:
    """Somebody other than its owner."""
    return actor.account_id != owner_id and (
        can(actor, "evaluation.review", at_path=path) or can(actor, "evaluation.assess", at_path=path)
    )
