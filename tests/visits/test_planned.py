"""Agreed visits stand among somebody's work until they are kept, dropped or handed over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from doorstep.journal.models import Entry
from doorstep.people.handovers import open_work_of
from doorstep.records.models import Tally
from doorstep.records.tallies import sum_cells, verify
from doorstep.visits.models import Visit
from doorstep.visits.queries import planned_for, visits
from doorstep.visits.services import drop_planned, keep_planned, plan_visit
from doorstep.visits.services.planned import move_planned
from tests.visits.factories import AT, TODAY, knock, make_plan, make_visit, not_found, refused

LATER = TODAY + timedelta(days=7)
THEN = AT + timedelta(days=7)


def agree(office, **changes):
    values = {"place_id": office.place("01/01/1/101/").pk, "on": LATER, "by": office.worker, "at": AT}
    return plan_visit(**(values | changes))


def test_plan_visit_waits_without_an_outcome_and_counts_nowhere(office):
    visit = agree(office)

    assert (visit.state, visit.outcome, visit.visited_on) == ("planned", "", LATER)
    assert [each.account_id for each in visit.visitors.all()] == [office.worker.account_id]
    assert Tally.objects.count() == 0
    assert Entry.objects.values_list("act", flat=True).get() == "visit.plan"
    assert list(visits(office.worker)) == []


def test_plan_visit_for_a_past_day_is_refused(office):
    with refused("visit.planned_in_past"):
        agree(office, on=TODAY - timedelta(days=1))


def test_plan_visit_within_a_campaign_and_for_others(office):
    plan = make_plan(office)

    visit = agree(office, visitors=[office.colleague.account_id], plan_id=plan.pk, by=office.clerk)

    assert visit.plan_id == plan.pk
    assert list(planned_for(office.colleague, on=LATER)) == [visit]
    assert list(planned_for(office.worker, on=LATER)) == []


def test_planned_for_shows_what_is_due_until_a_day(office):
    agree(office)

    assert [len(planned_for(office.worker, on=day)) for day in (TODAY, LATER)] == [0, 1]


def test_keep_planned_is_the_same_row_with_what_came_of_it(office):
    visit = agree(office)
    crew = [office.worker.account_id, office.colleague.account_id]
    said = knock(office, visited_on=LATER, topics="暖气不热", visitors=crew)

    kept = keep_planned(visit_id=visit.pk, knock=said, by=office.worker, at=THEN)

    assert Visit.objects.get() == kept
    assert (kept.state, kept.outcome, kept.topics, kept.recorded_at) == ("recorded", "met", "暖气不热", THEN)
    assert sorted(kept.visitors.values_list("account_id", flat=True)) == sorted(crew)
    assert sum_cells(office.street.pk, "households", year=2026) == {"met": 1}
    assert verify(office.street.pk) == []


def test_keep_planned_costs_at_most_ten_statements(office, django_assert_max_num_queries):
    visit = agree(office)
    said = knock(office, visited_on=LATER)
    make_visit(office, "01/01/1/102/")

    with django_assert_max_num_queries(10):
        keep_planned(visit_id=visit.pk, knock=said, by=office.worker, at=THEN)


def test_keep_planned_twice_is_refused(office):
    visit = agree(office)
    said = knock(office, visited_on=LATER)
    keep_planned(visit_id=visit.pk, knock=said, by=office.worker, at=THEN)

    with refused("move.unknown"):
        keep_planned(visit_id=visit.pk, knock=said, by=office.worker, at=THEN)

    assert sum_cells(office.street.pk, "visits", year=2026) == {"met|door": 1}


def test_keep_planned_at_another_door_is_refused(office):
    visit = agree(office)
    said = replace(knock(office, visited_on=LATER), place_id=office.place("01/01/1/102/").pk)

    with refused("visit.other_door"):
        keep_planned(visit_id=visit.pk, knock=said, by=office.worker, at=THEN)


def test_drop_planned_needs_a_reason_and_leaves_no_trace_in_the_figures(office):
    visit = agree(office)

    with refused("note.needed"):
        drop_planned(visit_id=visit.pk, reason=" ", by=office.worker, at=THEN)
    drop_planned(visit_id=visit.pk, reason="住户出差", by=office.worker, at=THEN)

    assert Visit.objects.values_list("state", "outcome").get() == ("archived", "")
    assert list(visits(office.clerk)) == []
    assert verify(office.street.pk) == []


def test_planned_visit_is_not_found_next_door(office):
    visit = agree(office)

    with not_found(Visit):
        drop_planned(visit_id=visit.pk, reason="x", by=office.neighbour, at=THEN)


def test_planned_visits_are_handed_over_and_a_shared_one_keeps_the_taker(office):
    both = [office.worker.account_id, office.colleague.account_id]
    agree(office)
    agree(office, place_id=office.place("01/01/1/102/").pk, visitors=both)

    assert open_work_of(office.worker.account_id) == {"visits.planned": 2}
    moved = move_planned(
        giver_id=office.worker.account_id, taker_id=office.colleague.account_id, by=office.clerk, at=AT
    )

    assert moved == 2
    assert open_work_of(office.worker.account_id) == {}
    assert open_work_of(office.colleague.account_id) == {"visits.planned": 2}
    assert Entry.objects.filter(act="visit.hand_over").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_planned_for_costs_the_same_for_one_and_three(office, count, django_assert_num_queries):
    for door in ("101/", "102/", "201/")[:count]:
        agree(office, place_id=office.place(f"01/01/1/{door}").pk)

    with django_assert_num_queries(1):
        names = [visit.place.full_name for visit in planned_for(office.worker, on=LATER)]

    assert len(names) == count
