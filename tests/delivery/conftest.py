from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from doorstep.kernel.errors import Refusal
from doorstep.places.models import Street
from doorstep.projects.models import Project
from doorstep.records.tallies import verify
from tests.delivery.yard import Yard, make_yard
from tests.issues.town import make_town
from tests.projects.site import Site, make_site, rows_written


@pytest.fixture
def site(db) -> Iterator[Site]:
    """After the test the counters still say what the rows say."""
    yield make_site(make_town())

    assert [difference for street in Street.objects.all() for difference in verify(street.pk)] == []


@pytest.fixture
def refuses() -> Callable[[str, Callable[[], object]], None]:
    """``refuses(code, act)``: refused with this code; no row is written and no project has moved."""

    def check(code: str, act: Callable[[], object]) -> None:
        before = rows_written(), list(Project.objects.order_by("id").values())
        with pytest.raises(Refusal) as caught, transaction.atomic():
            act()
        assert caught.value.code == code
        assert (rows_written(), list(Project.objects.order_by("id").values())) == before

    return check


@pytest.fixture
def not_found() -> Callable[[Callable[[], object]], None]:
    """``not_found(act)``: to this person the row does not exist, and nothing is left behind."""

    def check(act: Callable[[], object]) -> None:
        before = rows_written()
        with pytest.raises(ObjectDoesNotExist), transaction.atomic():
            act()
        assert rows_written() == before

    return check


@pytest.fixture
def yard(db) -> Yard:
    return make_yard(make_site(make_town()))
