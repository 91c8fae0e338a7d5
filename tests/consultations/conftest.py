import pytest

from tests.consultations.hall import Hall
from tests.issues.town import make_town


@pytest.fixture
def hall(db) -> Hall:
    return Hall(make_town())
