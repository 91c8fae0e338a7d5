"""Who keeps personal matters and who is the second person (plain Python).

The desk is a clerk's: they see the street's visits and issues already, so that keeping requests shows them
nothing new. The second person is a reviewer, never the same one. An administrator is neither: whoever manages
accounts never sees what residents said.
"""

from doorstep.kernel.actor import Actor
from doorstep.people.access import can, has_ability


def can_keep(actor: Actor, *, path: str) -> bool:
    return can(actor, "privacy.keep", at_path=path)


def can_approve(actor: Actor, *, path: str, asked_by: str) -> bool:
    """A second person: nobody approves what they asked for themselves."""
    return actor.ref != asked_by and can(actor, "privacy.approve", at_path=path)


def can_see_desk(actor: Actor) -> bool:
    return has_ability(actor, "privacy.keep") or has_ability(actor, "privacy.approve")


def can_ask_here(actor: Actor, *, path: str) -> bool:
    """Anybody asks for their own at the public page; at the counter the desk writes it down."""
    return actor.kind == "resident" or can_keep(actor, path=path)
