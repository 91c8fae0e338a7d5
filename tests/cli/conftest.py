from collections.abc import Iterator

import pytest
from django.db import connections

from tests.web.world import World, make_world


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Two streets with one of everything, with room for sessions and counted knocks."""
    request.applymarker(pytest.mark.django_db(databases=list(connections)))
    request.getfixturevalue("db")
    return make_world()
