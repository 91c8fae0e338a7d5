from collections.abc import Callable

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from doorstep.kernel.errors import Refusal
from doorstep.publishing.models import Notice
from tests.issues.town import make_town
from tests.projects.site import make_site
from tests.publishing.desk import Desk, rows_written


@pytest.fixture
def desk(db) -> Desk:
    return Desk(make_site(make_town()))


@pytest.fixture
def refused() -> Callable[[str, Callable[[], object]], None]:
    """``refused(code, act)``: refused with this code; no row is written and no notice has moved."""

    def check(code: str, act: Callable[[], object]) -> None:
        before = rows_written(), list(Notice.objects.order_by("id").values())
        with pytest.raises(Refusal) as caught, transaction.atomic():
            act()
        assert caught.value.code == code
        assert (rows_written(), list(Notice.objects.order_by("id").values())) == before

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
