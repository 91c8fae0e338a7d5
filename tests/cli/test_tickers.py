"""Two processes whose clocks strike at once queue one job, not two."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django_tasks_db.models import DBTaskResult

from doorstep.cli.jobs import JOBS, enqueue_due
from tests.issues.town import AT, DAY


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_job_that_is_due_is_queued_once_by_two_tickers() -> None:
    enqueue_due(at=AT)
    DBTaskResult.objects.all().delete()

    with ThreadPoolExecutor(2) as pool:
        queued = list(pool.map(hanging_up(lambda: enqueue_due(at=AT + DAY)), range(2)))

    found = sorted(each.args_kwargs["args"][0] for each in DBTaskResult.objects.all())
    assert (sum(queued), found) == (len(JOBS), sorted(JOBS))


def hanging_up(act: Callable[[], int]) -> Callable[[int], int]:
    """In a thread of its own, with a connection of its own that is closed at the end."""

    def run(_: int) -> int:
        try:
            return act()
        finally:
            connections.close_all()

    return run
