from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from tests.web.world import World, make_world


@pytest.fixture(autouse=True, scope="session")
def _a_static_folder() -> None:
    """The pages' files are found by their finders; the folder that serving collects into is only expected."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Two streets with one of everything, with room for sessions and counted knocks."""
    request.applymarker(pytest.mark.django_db(databases=list(connections)))
    request.getfixturevalue("db")
    return make_world()
