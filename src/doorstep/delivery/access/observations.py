"""Who may do what about an observation (plain Python)."""

from doorstep.kernel.actor import Actor
from doorstep.people.access import can


def can_plan(actor: Actor, *, path: str) -> bool:
    return can(actor, "observation.make", at_path=path)


def can_observe(actor: Actor, *, path: str, lead_id: int, org_id: int) -> bool:
    """Neither the project's lead nor anybody of its branch observes it (R5)."""
    own = actor.account_id == lead_id or any(grant.org_id == org_id for grant in actor.grants)
    return not own and can_plan(actor, path=path)


def can_report_done(actor: Actor, *, owner_id: int, lead_id: int) -> bool:
    """The to-do's owner, or the project's lead."""
    return actor.account_id is not None and actor.account_id in {owner_id, lead_id}


def can_verify(
    actor: Actor, *, path: str, lead_id: int, org_id: int, owner_id: int, done_by_id: int | None
) -> bool:
    """An observer who neither owns the to-do nor reported it done."""
    return actor.account_id not in {owner_id, done_by_id} and can_observe(
        actor, path=path, lead_id=lead_id, org_id=org_id
    )
