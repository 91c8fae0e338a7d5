from collections.abc import Iterator

import pytest
from django.db import connections

from tests.issues.town import Town, make_town


@pytest.fixture
def town(request: pytest.FixtureRequest) -> Iterator[Town]:
    """The town of the issue tests, with room for counting knocks."""
    request.applymarker(pytest.mark.django_db(databases=list(connections)))
    request.getfixturevalue("db")
    return make_town()
