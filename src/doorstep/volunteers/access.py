"""Who may do what to a reporting-in member (plain Python)."""

from doorstep.kernel.actor import Actor
from doorstep.people.access import can, has_ability


def can_keep(actor: Actor, *, path: str) -> bool:
    return can(actor, "member.keep", at_path=path)


def is_own(actor: Actor, *, account_id: int | None) -> bool:
    """Somebody's own file, for as long as they hold the member's role."""
    return account_id is not None and actor.account_id == account_id and has_ability(actor, "service.own")


def can_keep_or_own(actor: Actor, *, path: str, account_id: int | None) -> bool:
    return can_keep(actor, path=path) or is_own(actor, account_id=account_id)


def can_enter(actor: Actor, *, path: str, account_id: int | None) -> bool:
    """The community, whoever works at the doors there, or the member."""
    return can(actor, "service.confirm", at_path=path) or can_keep_or_own(
        actor, path=path, account_id=account_id
    )


def can_confirm(actor: Actor, *, path: str, claimants: tuple[int | None, ...]) -> bool:
    """Q4: neither the member nor whoever wrote the service down says that it is true."""
    may = can(actor, "service.confirm", at_path=path) or can_keep(actor, path=path)
    return may and actor.account_id is not None and actor.account_id not in claimants


def can_see_points(actor: Actor, *, path: str, account_id: int | None) -> bool:
    """Q1: the owner, and whoever answers for them in the community."""
    return can_keep_or_own(actor, path=path, account_id=account_id)


def can_answer(actor: Actor, *, path: str, first_id: int | None) -> bool:
    """An objection or an appeal is answered by somebody else than who decided first."""
    return can_keep(actor, path=path) and actor.account_id != first_id
