"""A timed job is claimed by one process at a time, once for each interval."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from doorstep.records.models import Recurring
from doorstep.records.recurring import claim_due, note_run

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
JOBS = {"seal": timedelta(minutes=1), "sweep": timedelta(days=1)}


@pytest.mark.django_db
def test_claim_due_gives_each_job_once_an_interval():
    found = [
        sorted(claim_due(intervals=JOBS, at=AT + timedelta(seconds=step))) for step in (0, 30, 60, 86_400)
    ]

    assert found == [["seal", "sweep"], [], ["seal"], ["seal", "sweep"]]


@pytest.mark.django_db
def test_note_run_keeps_how_it_ended():
    claim_due(intervals=JOBS, at=AT)

    note_run(name="seal", at=AT, error="disk full")

    assert Recurring.objects.values_list("last_at", "last_error").get(name="seal") == (AT, "disk full")


@pytest.mark.django_db(transaction=True)
def test_claim_due_of_many_at_once_gives_a_job_to_one():
    claim_due(intervals=JOBS, at=AT)
    with ThreadPoolExecutor(8) as pool:
        claimed = list(pool.map(lambda _: claim_and_hang_up(), range(24)))

    assert sorted(name for names in claimed for name in names) == ["seal", "sweep"]


def claim_and_hang_up() -> list[str]:
    try:
        return claim_due(intervals=JOBS, at=AT + timedelta(days=2))
    finally:
        connections["default"].close()
