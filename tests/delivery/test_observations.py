"""A quarter's observation from the plan to the verified to-do."""

from datetime import timedelta

import pytest

from doorstep.delivery.figures.observations import OBSERVATIONS
from doorstep.delivery.models import Observation, ObservationDraw
from doorstep.delivery.queries.observations import (
    commented_in_time,
    day_programme,
    due_in,
    made_in,
    year_lines,
)
from doorstep.delivery.services import observations as services
from doorstep.kernel.calendar import day_of
from tests.projects.site import STARTED, Site

WORDS = {"strengths": "进度快", "shortcomings": "公示旧", "suggestion": "常更新", "grade": "fair"}
LATER = STARTED + timedelta(days=1)


def planned(site: Site) -> Observation:
    site.in_progress()
    (made,) = services.plan_quarter(year=2026, quarter=1, seed="", everybody=True, by=site.reviewer, at=LATER)
    return made


def visited(site: Site) -> Observation:
    return services.record_visit(observation_id=planned(site).pk, by=site.reviewer, at=LATER)


def commented(site: Site) -> Observation:
    return services.comment(observation_id=visited(site).pk, **WORDS, by=site.reviewer, at=LATER)


def todo(site: Site):
    return services.add_todo(
        observation_id=commented(site).pk, text="更新公示", due_on=day_of(LATER), by=site.reviewer, at=LATER
    )


def done(site: Site):
    return services.report_done(todo_id=todo(site).pk, note="已更新", by=site.secretary, at=LATER)


def state(found: Observation) -> str:
    return Observation.objects.get(pk=found.pk).state


def test_nothing_is_planned_twice(site: Site) -> None:
    planned(site)
    again = services.plan_quarter(year=2026, quarter=1, seed="s", everybody=False, by=site.reviewer, at=LATER)
    assert again == []
    assert ObservationDraw.objects.count() == 2
    assert due_in(site.street_id, 2026).count() == 4


def test_programme_names_the_stops_of_a_day(site: Site) -> None:
    found = planned(site)
    services.schedule_day(observation_ids=[found.pk], planned_on=day_of(LATER), by=site.reviewer, at=LATER)
    ((_, stops),) = day_programme(site.reviewer, day_of(LATER))
    assert stops == [found]


def test_comment_in_time_counts(site: Site) -> None:
    commented(site)
    assert made_in(site.street_id, 2026).count() == commented_in_time(site.street_id, 2026).count() == 1


def test_verified_todo_closes_the_observation(site: Site) -> None:
    found = done(site)
    assert state(found.observation) == "followed_up"
    services.verify_todo(todo_id=found.pk, by=site.reviewer, at=LATER)
    assert state(found.observation) == "closed"


def test_todo_that_is_not_put_right_goes_back(site: Site) -> None:
    found = done(site)
    services.send_back_todo(todo_id=found.pk, note="还没改", by=site.reviewer, at=LATER)
    assert state(found.observation) == "commented"


def test_without_todos_it_is_closed_at_once(site: Site) -> None:
    found = commented(site)
    services.close_observation(observation_id=found.pk, by=site.reviewer, at=LATER)
    assert state(found) == "closed"


def test_dropping_needs_a_reason(site: Site, refuses) -> None:
    found = planned(site)
    drop = {"observation_id": found.pk, "by": site.reviewer, "at": LATER}
    refuses("note.needed", lambda: services.drop_observation(reason="", **drop))
    services.drop_observation(reason="项目暂停", **drop)
    assert state(found) == "dropped"


def test_owner_does_not_verify(site: Site, refuses) -> None:
    found = done(site)
    refuses(
        "observation.own_todo",
        lambda: services.verify_todo(todo_id=found.pk, by=site.secretary, at=LATER),
    )


def test_what_is_not_done_is_not_verified(site: Site, refuses) -> None:
    found = todo(site)
    refuses(
        "observation.todo_open",
        lambda: services.verify_todo(todo_id=found.pk, by=site.reviewer, at=LATER),
    )


@pytest.mark.parametrize("act", [services.record_visit, services.close_observation])
def test_a_secretary_does_not_observe(site: Site, refuses, act) -> None:
    found = planned(site)
    refuses("not_allowed", lambda: act(observation_id=found.pk, by=site.secretary, at=LATER))


def test_an_observation_waits_for_its_last_todo(site: Site) -> None:
    first = todo(site)
    second = services.add_todo(
        observation_id=first.observation_id, text="补牌子", due_on=day_of(LATER), by=site.reviewer, at=LATER
    )
    states = []
    for each in (first, second):
        services.report_done(todo_id=each.pk, note="已改", by=site.secretary, at=LATER)
        states.append(state(each.observation))
    for each in (first, second):
        services.verify_todo(todo_id=each.pk, by=site.reviewer, at=LATER)
        states.append(state(each.observation))

    assert states == ["commented", "followed_up", "followed_up", "closed"]


def test_every_figure_of_the_year_counts_the_rows_that_its_page_lists(site: Site) -> None:
    commented(site)
    pages = {"observations.due": "", "observations.made": "made", "observations.commented_in_time": "in_time"}

    read = {each.id: each.read(site.street_id, 2026, at=LATER) for each in OBSERVATIONS}
    listed = {name: len(year_lines(site.reviewer, year=2026, only=only)) for name, only in pages.items()}

    assert {name: (each.value, each.rows) for name, each in read.items()} == {
        "observations.due": (4, 4),
        "observations.made": (1, 1),
        "observations.commented_in_time": (1, 1),
    }
    assert listed == {name: each.rows for name, each in read.items()}


def test_nothing_is_due_where_no_project_runs(site: Site) -> None:
    assert (due_in(site.street_id, 2026).count(), year_lines(site.reviewer, year=2026)) == (0, [])
