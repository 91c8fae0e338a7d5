"""Why a wish waits goes onto the project's page, drawn from the allow-list and read by a second person first."""

import pytest

from doorstep.publishing import services
from doorstep.publishing.models import Snapshot
from doorstep.publishing.queries import project_page
from tests.funds.counter import make_counter
from tests.funds.rounds import STARTS, Rounds
from tests.issues.town import DAY, HOUR, make_town
from tests.projects.site import make_site

WAIT = [{"reason": "今年的钱先修路。", "on": "2026-06-30", "meeting": "2026-03-12 东河社区两委会"}]


@pytest.fixture
def rounds(db) -> Rounds:
    return Rounds(make_counter(make_site(make_town())))


def refresh(rounds: Rounds, at=STARTS + HOUR) -> list[Snapshot]:
    services.refresh_snapshots(street_id=rounds.counter.site.street_id, year=2026, at=at)
    return list(Snapshot.objects.filter(kind="project", posted_at__isnull=True))


def test_reason_waits_for_its_second_reader_and_then_stands_on_the_page(rounds: Rounds) -> None:
    candidate = rounds.graded()
    number = candidate.project.number
    street_id = rounds.counter.site.street_id
    assert refresh(rounds) == []
    rounds.choose(candidate, outcome="waits")

    (drawn,) = refresh(rounds)
    assert project_page(street_id, number) is None
    services.release_snapshot(snapshot_id=drawn.pk, by=rounds.counter.reviewer, at=STARTS + DAY)

    page = project_page(street_id, number)
    assert page is not None
    assert (page.body["waits"], page.body["name"], page.body["goal"]) == (WAIT, "东河苑供热改造", "")


def test_page_drawn_twice_says_the_same(rounds: Rounds) -> None:
    rounds.choose(rounds.graded(), outcome="waits")

    first = [each.pk for each in refresh(rounds)]

    assert [each.pk for each in refresh(rounds, STARTS + 2 * HOUR)] == first


def test_reason_goes_when_a_later_meeting_carries_it(rounds: Rounds) -> None:
    candidate = rounds.graded()
    rounds.choose(candidate, outcome="waits")
    (drawn,) = refresh(rounds)
    services.release_snapshot(snapshot_id=drawn.pk, by=rounds.counter.reviewer, at=STARTS + HOUR)
    later = rounds.later()
    rounds.choose(candidate, item=later, at=STARTS + 7 * DAY)

    (drawn,) = refresh(rounds, STARTS + 8 * DAY)

    assert drawn.body["waits"] == []
