"""Who may do what with partners, agreements and needs (plain Python)."""

from doorstep.kernel.actor import Actor
from doorstep.people.access import can


def can_keep_agreements(actor: Actor, *, path: str) -> bool:
    return can(actor, "agreement.keep", at_path=path)


def can_confirm(actor: Actor, *, path: str, is_liaison: bool) -> bool:
    """Whoever works for the partner never confirms what the partner has delivered."""
    return not is_liaison and can_keep_agreements(actor, path=path)


def can_keep_needs(actor: Actor, *, path: str) -> bool:
    return can(actor, "need.keep", at_path=path)


def can_claim(actor: Actor, *, path: str) -> bool:
    return can(actor, "need.claim", at_path=path)


def can_rate(actor: Actor, *, side: str, path: str, is_partners_own: bool) -> bool:
    """The partner rates the working together, the other side rates the partner; nobody rates themselves."""
    if side == "partner":
        return is_partners_own and can_claim(actor, path=path)
    return not is_partners_own and can_keep_needs(actor, path=path)
