"""Who looks after what is sent (plain Python)."""

from doorstep.kernel.actor import Actor
from doorstep.people.rules import ADMINISTRATOR, CLERK


def can_see_outbox(actor: Actor, *, path: str) -> bool:
    """The clerk who answers residents, and the administrator who mends the mail server."""
    return actor.has(CLERK, at=path) or actor.has(ADMINISTRATOR, at=path)


def can_retry(actor: Actor, *, path: str) -> bool:
    return can_see_outbox(actor, path=path)


def can_print(actor: Actor, *, path: str) -> bool:
    """Slips carry an address, so only the clerk opens and prints them."""
    return actor.has(CLERK, at=path)
