from collections.abc import Callable

import pytest
from django.db import transaction

from doorstep.kernel.errors import Refusal
from tests.issues.town import Town, make_town
from tests.privacy.desk import rows_written


@pytest.fixture
def town(db) -> Town:
    return make_town()


@pytest.fixture
def refused() -> Callable[..., None]:
    """``refused(code, act)``: refused with this code, and no row was written."""

    def check(code: str, act: Callable[[], object]) -> None:
        before = rows_written()
        with pytest.raises(Refusal) as caught, transaction.atomic():
            act()
        assert caught.value.code == code
        assert rows_written() == before

    return check
