"""Who may do what to an issue (plain Python). Whoever delivered never calls back, rates or closes (R5)."""

from doorstep.kernel.actor import Actor
from doorstep.people.access import can, grants_with
from doorstep.people.rules import HANDLER


def can_capture(actor: Actor, *, path: str) -> bool:
    return can(actor, "issue.capture", at_path=path)


def can_triage(actor: Actor, *, path: str) -> bool:
    return can(actor, "issue.triage", at_path=path)


def can_dispatch(actor: Actor, *, path: str) -> bool:
    return can(actor, "issue.dispatch", at_path=path)


def can_merge(actor: Actor, *, path: str) -> bool:
    return can(actor, "issue.merge", at_path=path)


def can_handle(actor: Actor, *, path: str, unit_id: int | None) -> bool:
    """The unit it was given to; while it was given to nobody, whoever works at the doors there."""
    grants = grants_with(actor, "issue.handle")
    if unit_id is not None:
        return any(grant.unit_id == unit_id for grant in grants)
    return any(grant.role != HANDLER and path.startswith(grant.path) for grant in grants)


def can_finish(actor: Actor, *, path: str, unit_id: int | None) -> bool:
    """Put right at once, contact, explain: who handles it or who sorts what comes in."""
    return can_handle(actor, path=path, unit_id=unit_id) or can_triage(actor, path=path)


def can_extend(actor: Actor, *, path: str, unit_id: int | None) -> bool:
    return can_handle(actor, path=path, unit_id=unit_id) or can_dispatch(actor, path=path)


def is_deliverer(actor: Actor, *, unit_id: int | None, delivered_by: int | None) -> bool:
    """Whether this person, or the unit they work for, put it right (R5)."""
    in_unit = unit_id is not None and any(grant.unit_id == unit_id for grant in actor.grants)
    return in_unit or (delivered_by is not None and actor.account_id == delivered_by)


def can_call_back(actor: Actor, *, path: str, unit_id: int | None, delivered_by: int | None) -> bool:
    calls = can(actor, "issue.call_back", at_path=path)
    return calls and not is_deliverer(actor, unit_id=unit_id, delivered_by=delivered_by)


def can_close(actor: Actor, *, path: str, unit_id: int | None, delivered_by: int | None) -> bool:
    """Callers and those who sort, but never who delivered it (R4, R5)."""
    closes = can(actor, "issue.call_back", at_path=path) or can_triage(actor, path=path)
    return closes and not is_deliverer(actor, unit_id=unit_id, delivered_by=delivered_by)


def can_confirm(actor: Actor, *, path: str, mode: str, delivered_by: int | None) -> bool:
    """A signature or code is the household's own; a spoken yes is taken only by somebody else's ear."""
    at_doors = any(path.startswith(grant.path) for grant in grants_with(actor, "issue.capture"))
    return at_doors and (mode != "verbal" or actor.account_id != delivered_by)


def can_reopen(actor: Actor, *, path: str) -> bool:
    return can(actor, "issue.call_back", at_path=path) or can_triage(actor, path=path)


def can_propose_exclusion(actor: Actor, *, path: str) -> bool:
    return can(actor, "issue.exclude.propose", at_path=path)


def can_decide_exclusion(actor: Actor, *, path: str, proposed_by: int) -> bool:
    """The second person."""
    return actor.account_id != proposed_by and can(actor, "issue.exclude.decide", at_path=path)


def can_link(actor: Actor, *, path: str) -> bool:
    """Making it part of a project, or taking it out again: who proposes or runs projects there."""
    return any(
        can(actor, ability, at_path=path) for ability in ("project.propose", "project.run", "project.review")
    )


def can_deliver_from_project(actor: Actor, *, path: str) -> bool:
    return can(actor, "project.accept", at_path=path) or can_link(actor, path=path)


def can_correct(actor: Actor, *, path: str, owner_id: int | None) -> bool:
    return actor.account_id is not None and (actor.account_id == owner_id or can_triage(actor, path=path))


def can_keep_categories(actor: Actor, *, path: str) -> bool:
    return actor.kind == "system" or can(actor, "issue.dispatch", at_path=path)


def can_find_person(actor: Actor, *, path: str) -> bool:
    return can(actor, "search.person", at_path=path)


def can_read_contact(
    actor: Actor, *, path: str, unit_id: int | None, delivered_by: int | None, is_open: bool
) -> bool:
    """Who handles it until it is delivered, who calls back, who sorts; never who delivered it (R5)."""
    if can_call_back(actor, path=path, unit_id=unit_id, delivered_by=delivered_by):
        return True
    if not is_open or delivered_by is not None:
        return can_triage(actor, path=path) and not is_deliverer(
            actor, unit_id=unit_id, delivered_by=delivered_by
        )
    return can_finish(actor, path=path, unit_id=unit_id)
