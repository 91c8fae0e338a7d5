"""What the benchmarks load and play is what the services would have left."""

from datetime import date, time, timedelta
from itertools import count

import pytest
from django.utils import timezone

from doorstep.cli.bench.loading import WORD, load_issues
from doorstep.cli.bench.replay import acts_of, desk_of, statements_by_act
from doorstep.cli.bench.statements import statements_of_reports
from doorstep.cli.bench.street import lay_street, lift_bounds, reports
from doorstep.cli.demo.replay.stage import Stage
from doorstep.issues.queries import InboxFilter, inbox, reconciliation
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import moment
from doorstep.records.tallies import verify

pytestmark = pytest.mark.slow

AT = moment(date(2026, 3, 2), time(9))


@pytest.fixture
def open_stage(transactional_db) -> Stage:
    """Committed, because inside the transaction that set a rule no rule is kept in memory."""
    return lay_street(at=AT)


def test_loaded_issues_agree_with_their_counters_and_are_found(db) -> None:
    stage = lay_street(at=AT)
    loaded = load_issues(stage, 400, last=AT)

    system = Actor.system("bench", stage.street_id)
    years = [reconciliation(stage.street_id, year) for year in range(2016, 2027)]
    assert verify(stage.street_id) == []
    assert all(year.is_balanced for year in years)
    assert (loaded.count, sum(year.total for year in years)) == (400, 400)
    assert inbox(system, InboxFilter(text=WORD), at=AT).count == 400 / 20
    assert len(inbox(system, after=str(loaded.deep), at=AT).rows) == 25


def test_plain_matter_costs_at_most_ten_statements_an_act(open_stage: Stage) -> None:
    desk = desk_of(open_stage)
    began = AT - timedelta(days=3)
    names = next(list(acts_of(desk, number, began)) for number in range(4))

    found = statements_by_act(desk, count(4), began)

    assert names == ["capture", "triage", "dispatch", "accept", "deliver", "call_back", "close"]
    assert list(found) == names
    assert max(found.values()) <= 10


def test_report_over_the_public_form_costs_at_most_twenty_statements(open_stage: Stage) -> None:
    lift_bounds(open_stage, at=timezone.now())

    _, *others = statements_of_reports(reports(open_stage, 8))

    assert max(others) <= 20
