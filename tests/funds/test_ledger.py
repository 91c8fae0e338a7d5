"""Thousands of random acts by eight writers at once: nothing is overdrawn and no fen is lost."""

import time
from collections import Counter as Tally
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.db import connection

from doorstep.funds import services
from doorstep.funds.models import FundMove, FundQuota
from doorstep.funds.services import deciding, ledger
from doorstep.people.models import PartyOrg
from tests.funds.counter import YEAR, Counter, make_counter
from tests.funds.rush import faults, life, reviewed, rush
from tests.issues.town import AT, make_town
from tests.projects.site import make_site

LIVES, QUOTAS = 1_000, 4
SOUND = {"overdrawn": 0, "lost_fen": 0, "broken": 0, "unlike_expenses": 0}


@pytest.fixture
def desk(transactional_db) -> Counter:
    """Four branches of one secretary with their quotas."""
    site = make_site(make_town())
    for number in range(2, QUOTAS + 1):
        PartyOrg.objects.create(
            street=site.town.street, code=f"b{number}", name=f"第{number}支部", kind="branch", path=site.path
        )
    return make_counter(site)


@pytest.mark.slow
def test_eight_writers_at_once_overdraw_nothing_and_lose_no_fen(desk: Counter):
    rng = Random(20190101)
    quotas = list(FundQuota.objects.filter(year=YEAR).order_by("id"))
    sources = [desk.source(1_500_000, name=f"来源{number}") for number in (1, 2)]
    rows = reviewed(desk, quotas, LIVES, rng, sources=sources)
    lives = [life(desk, each, quotas, rng, sources) for each in rows]

    found = rush(lives)

    assert faults(desk.site.street_id) == SOUND
    assert found["done"] > LIVES
    assert found["fund.exceeds"] > 0
    assert set(found) <= {
        "done",
        "fund.exceeds",
        "fund.below_used",
        "fund.corrected",
    }  # two put the same move right at once
    kinds = set(FundMove.objects.filter(source__in=sources).values_list("kind", flat=True))
    assert kinds >= {"grant", "grant_back", "commit", "release", "pay", "refund", "charge"}


@pytest.mark.slow
def test_with_the_lock_patched_out_the_same_rush_overdraws(desk: Counter, monkeypatch):
    def unlocked(purse):
        found = type(purse).objects.get(pk=purse.pk)
        time.sleep(0.02)
        return found

    monkeypatch.setattr(ledger, "locked", unlocked)
    monkeypatch.setattr(ledger, "next_number", lambda purse: uuid4().int >> 68)
    monkeypatch.setattr(deciding, "locked_quota", lambda **asked: FundQuota.objects.get(**asked))
    if connection.vendor == "sqlite":  # there the transaction itself is the lock
        monkeypatch.setattr(services, "approve_expense", services.approve_expense.__wrapped__)
    rng = Random(20190101)
    quotas = list(FundQuota.objects.filter(year=YEAR, pk=desk.quota.pk))

    rows = reviewed(desk, quotas, 160, rng, most=400_000)
    rush([lambda each=each: one(desk, each) for each in rows])

    assert faults(desk.site.street_id)["overdrawn"] == 1


def one(desk: Counter, expense):

    try:
        services.approve_expense(expense_id=expense.pk, by=desk.reviewer, at=AT + timedelta(days=2))
    except Exception:
        return Tally(failed=1)
    return Tally(done=1)
