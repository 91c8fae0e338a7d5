"""Who may do what with a meeting (plain Python)."""

from doorstep.kernel.actor import Actor
from doorstep.people.access import can


def can_read(actor: Actor, *, path: str) -> bool:
    return can(actor, "meeting.read", at_path=path)


def can_hold(actor: Actor, *, path: str) -> bool:
    """Call it, hold it, write its minutes, and carry its procedure on."""
    return can(actor, "meeting.hold", at_path=path)
