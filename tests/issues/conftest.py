from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from doorstep.issues.counters import BOOKS
from doorstep.kernel.errors import Refusal
from doorstep.places.models import Street
from doorstep.records.tallies import verify
from tests.issues.town import Town, make_town, rows_written


@pytest.fixture
def town(db) -> Iterator[Town]:
    """After the test the counters say what the rows say."""
    yield make_town()

    found = [difference for street in Street.objects.all() for difference in verify(street.pk)]
    assert [difference for difference in found if difference.book in BOOKS] == []


@pytest.fixture
def refused() -> Callable[[str, Callable[[], object]], None]:
    """``refused(code, act)``: the act is refused with this code and leaves no row behind."""

    def check(code: str, act: Callable[[], object]) -> None:
        before = rows_written()
        with pytest.raises(Refusal) as caught, transaction.atomic():
            act()
        assert caught.value.code == code
        assert rows_written() == before

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
