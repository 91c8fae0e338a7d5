"""What ``bench ledger`` fills in is what the acts would have left, and a small run meets its limits."""

import pytest
from django.utils import timezone

from doorstep.cli.bench import ledger
from doorstep.cli.bench.ledger import fill, open_desk, timed
from doorstep.cli.demo.replay.stage import set_stage
from doorstep.funds.models import FundQuota
from doorstep.funds.queries import overdrawn_in, unreconciled_fen
from doorstep.kernel.calendar import moment

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(db, monkeypatch):
    monkeypatch.setattr(
        ledger,
        "empty_street",
        lambda at: set_stage(seed=1, year=at.year, at=moment(at.date().replace(month=1, day=1), at.time())),
    )
    monkeypatch.setattr(ledger, "TIMED", 2)
    return open_desk(timezone.now())


def test_filled_moves_agree_with_their_counter_and_acts_go_on_after_them(desk) -> None:
    at = timezone.now()
    fill(desk, 41, at)

    took = timed(desk, at)

    quota = FundQuota.objects.get(pk=desk.quota.pk)
    assert (quota.move_count, quota.moves.count(), len(took)) == (43, 43, 2)
    assert (
        overdrawn_in(quota.street_id, desk.year).count(),
        unreconciled_fen(quota.street_id, desk.year),
    ) == (0, 0)
