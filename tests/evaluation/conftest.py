from collections.abc import Callable

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from doorstep.evaluation.models import CallTask, Evaluation, EvaluationStep, FrameMember, Response
from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import Refusal
from doorstep.people.models import Assignment
from tests.evaluation.ground import Ground
from tests.issues.town import AT, Town, make_town
from tests.projects.site import make_site

TABLES = (Evaluation, FrameMember, CallTask, Response, EvaluationStep, Entry)


@pytest.fixture
def ground(db) -> Ground:
    town = make_town()
    other = town.hire("caller", name="second caller")
    for each in (town.caller, other):
        assign(town, each)
    return Ground(make_site(town), other)


def assign(town: Town, actor: Actor) -> None:
    """Write down the duty that a hired person holds, where a service looks for it."""
    (grant,) = actor.grants
    Assignment.objects.create(
        account_id=actor.account_id,
        street=town.street,
        role=grant.role,
        path=grant.path,
        from_on=day_of(AT),
        given_by="test",
    )


@pytest.fixture
def refuses() -> Callable[[str, Callable[[], object]], None]:
    """``refuses(code, act)``: refused with this code, and nothing is written."""

    def check(code: str, act: Callable[[], object]) -> None:
        before = [list(table.objects.order_by("pk").values()) for table in TABLES]
        with pytest.raises(Refusal) as caught, transaction.atomic():
            act()
        assert caught.value.code == code
        assert [list(table.objects.order_by("pk").values()) for table in TABLES] == before

    return check


@pytest.fixture
def not_found() -> Callable[[Callable[[], object]], None]:
    """``not_found(act)``: to this person the row does not exist."""

    def check(act: Callable[[], object]) -> None:
        with pytest.raises(ObjectDoesNotExist), transaction.atomic():
            act()

    return check
