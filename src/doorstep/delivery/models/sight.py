"""Which rows lie in a partner's sight: its own organisation's."""

from django.db.models import Q

from doorstep.kernel.actor import Actor
from doorstep.people.access import has_ability
from doorstep.people.sight import NOTHING


def own_of(actor: Actor) -> Q:
    """Rows with a ``partner`` that the actor is the liaison of."""
    if actor.account_id is None or not has_ability(actor, "need.claim"):
        return NOTHING
    return Q(street_id=actor.street_id, partner__liaisons__account_id=actor.account_id)
