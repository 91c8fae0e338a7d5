from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client

from doorstep.kernel.actor import Actor
from doorstep.people.models import Account
from tests.evaluation.conftest import assign
from tests.evaluation.ground import Ground
from tests.issues.town import make_town
from tests.projects.site import make_site
from tests.web.world import employ


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> Ground:
    """The street with everybody in force, and a second caller."""
    request.applymarker(pytest.mark.django_db(databases=list(connections)))
    request.getfixturevalue("db")
    town = make_town()
    employ(town)
    other = town.hire("caller", name="second caller")
    assign(town, other)
    return Ground(make_site(town), other)


@pytest.fixture
def browser() -> Callable[[Actor], Client]:
    """``browser(actor)`` — this person, signed in."""

    def opened(actor: Actor) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=actor.account_id))
        return client

    return opened
