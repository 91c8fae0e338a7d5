from collections.abc import Callable

import pytest
from django.db import transaction

from doorstep.journal.models import Entry
from doorstep.kernel.errors import Refusal
from doorstep.volunteers.models import MemberStep, PointEntry
from tests.issues.town import Town, make_town


@pytest.fixture
def town(db) -> Town:
    return make_town()


@pytest.fixture
def refused() -> Callable[[str, Callable[[], object]], None]:
    """``refused(code, act)``: refused with this code, and nothing is left behind."""

    def check(code: str, act: Callable[[], object]) -> None:
        def rows() -> tuple[int, ...]:
            return tuple(model.objects.count() for model in (Entry, MemberStep, PointEntry))

        before = rows()
        with pytest.raises(Refusal) as caught, transaction.atomic():
            act()
        assert caught.value.code == code
        assert rows() == before

    return check
