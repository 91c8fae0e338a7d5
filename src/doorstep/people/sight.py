"""Which rows lie in somebody's sight: by place, where they hold an ability."""

from django.db.models import Q

from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import path_range
from doorstep.people.access import paths_with

NOTHING = Q(pk__in=())


def by_place(actor: Actor, ability: str) -> Q:
    """Rows with a ``path`` of the actor's street below a place where the ability holds.

    Never anything to a resident or to another street.
    """
    if actor.account_id is None or actor.street_id is None:
        return NOTHING
    scope = NOTHING
    for path in paths_with(actor, ability):
        low, high = path_range(path)
        scope |= Q(path__gte=low, path__lt=high)
    return scope & Q(street_id=actor.street_id)
