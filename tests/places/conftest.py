import pytest

from tests.people.office import Office, make_office


@pytest.fixture
def office(db) -> Office:
    return make_office()
