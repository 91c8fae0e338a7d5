import pytest

from tests.delivery.yard import Yard, make_yard
from tests.issues.town import make_town
from tests.projects.site import make_site


@pytest.fixture
def yard(db) -> Yard:
    return make_yard(make_site(make_town()))
