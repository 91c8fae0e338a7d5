"""Who may change the rulebook (plain Python). Role names are the closed list of ``people.rules``."""

from typing import Final

from doorstep.kernel.actor import Actor

SETTERS: Final = ("reviewer", "administrator")
DISTRICT_DEPTH: Final = 1
STREET_DEPTH: Final = 2


def can_set_rule(actor: Actor, *, street_id: int | None) -> bool:
    """For a whole street (or the district, when ``street_id`` is None) and nothing smaller."""
    if actor.kind == "system":
        return True
    depth = DISTRICT_DEPTH if street_id is None else STREET_DEPTH
    if actor.street_id is not None and actor.street_id != street_id:
        return False
    return any(grant.role in SETTERS and grant.path.count("/") <= depth for grant in actor.grants)
