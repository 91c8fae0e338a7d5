"""One may knock so often in a while, and nobody can read from the counters who knocked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from doorstep.records.limits import forget_knocks, knock
from doorstep.records.models import RateHit

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def knocks(times, key="report:192.0.2.7", limit=3, seconds=3600, now=NOW):
    return [knock(key=key, limit=limit, seconds=seconds, now=now) for _ in range(times)]


def test_knock_is_let_in_up_to_the_limit():
    assert knocks(5) == [True, True, True, False, False]


def test_knock_counts_each_key_and_each_length_by_itself():
    knocks(3)

    assert knocks(1, key="report:192.0.2.8") == [True]
    assert knocks(1, seconds=60) == [True]


def test_knock_starts_anew_when_the_window_ends():
    knocks(4)

    assert knocks(1, now=NOW + timedelta(hours=1)) == [True]


def test_knock_stores_no_address():
    knocks(1)

    assert "192.0.2.7" not in RateHit.objects.get().key


def test_knock_of_many_at_once_lets_in_exactly_the_limit():
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: knock_and_hang_up(), range(80)))

    assert sum(answers) == 10


def test_forget_knocks_removes_only_ended_windows():
    knocks(1)
    knocks(1, seconds=86_400)

    assert forget_knocks(now=NOW + timedelta(hours=2)) == 1
    assert RateHit.objects.count() == 1


def knock_and_hang_up() -> bool:
    try:
        return knock(key="flood", limit=10, seconds=3600, now=NOW)
    finally:
        for connection in connections.all():
            connection.close()
