from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from doorstep.funds.models import Expense, FundQuota, FundSource
from doorstep.funds.queries import overdrawn_in, unreconciled_fen
from doorstep.kernel.errors import Refusal
from tests.funds.counter import YEAR, Counter, make_counter, rows_written
from tests.issues.town import make_town
from tests.projects.site import make_site


@pytest.fixture
def counter(db) -> Iterator[Counter]:
    """After the test no quota is overdrawn, and counters and moves say the same."""
    found = make_counter(make_site(make_town()))

    yield found

    street_id = found.site.street_id
    assert (overdrawn_in(street_id, YEAR).count(), unreconciled_fen(street_id, YEAR)) == (0, 0)


@pytest.fixture
def refused() -> Callable[..., dict]:
    """``refused(code, act)``: refused with this code; no row is written, nothing has moved. Gives the values."""

    def check(code: str, act: Callable[[], object]) -> dict:
        before = rows_written(), state_of_all()
        with pytest.raises(Refusal) as caught, transaction.atomic():
            act()
        assert caught.value.code == code
        assert (rows_written(), state_of_all()) == before
        return caught.value.values

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


def state_of_all() -> list:
    return [list(model.objects.order_by("id").values()) for model in (Expense, FundQuota, FundSource)]
