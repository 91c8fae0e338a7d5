"""Due lists help to plan a walk; coverage tells about places, never about people."""

from dataclasses import fields
from datetime import date, timedelta
from fractions import Fraction

import pytest

from doorstep.visits.queries import DueDoor, GridCoverage, coverage_by_grid, due_count, due_list
from doorstep.visits.services import close_plan, set_target_class
from tests.visits.factories import AT, TODAY, make_grid, make_plan, make_visit

HOME = "01/01/1/101/"


def tails(office, actor=None, *, on=TODAY, plan=None, **scope):
    rows = due_list(actor or office.clerk, plan or office.plan, on=on, **scope)
    return [row.path.removeprefix(office.street.path) for row in rows]


@pytest.fixture
def office(office):
    office.plan = make_plan(office)
    return office


def test_every_door_nobody_saw_is_due_in_address_order(office):
    assert tails(office) == [
        "01/01/1/101/",
        "01/01/1/102/",
        "01/01/1/201/",
        "01/01/1/202/",
        "01/s1/",
        "02/01/101/",
    ]
    assert due_count(office.clerk, office.plan, on=TODAY) == 6


def test_due_door_says_since_when(office):
    (row,) = due_list(office.clerk, office.plan, on=TODAY, path=office.place(HOME).path)

    assert row == DueDoor(
        place_id=office.place(HOME).pk,
        name="红砖社区红砖里1号楼101室",
        path="990000/003/01/01/1/101/",
        kind="dwelling",
        target_class="ordinary",
        last_seen_on=None,
        due_on=date(2026, 1, 1),
        days_over=60,
    )


@pytest.mark.parametrize(("target", "days"), [("ordinary", 182), ("hardship", 30), ("empty_nest", 30)])
def test_met_door_is_due_again_after_its_interval(office, target, days):
    set_target_class(place_id=office.place(HOME).pk, code=target, by=office.clerk, at=AT)
    make_visit(office, HOME)

    assert HOME not in tails(office, on=TODAY + timedelta(days=days - 1))
    assert HOME in tails(office, on=TODAY + timedelta(days=days))


def test_door_with_an_agreed_day_is_due_on_that_day(office):
    make_visit(office, HOME, next_visit_on=TODAY + timedelta(days=5))

    assert HOME not in tails(office, on=TODAY + timedelta(days=4))
    assert HOME in tails(office, on=TODAY + timedelta(days=5))


def test_agreed_day_is_answered_by_the_next_visit(office):
    make_visit(office, HOME, next_visit_on=TODAY + timedelta(days=5))
    later = TODAY + timedelta(days=5)
    make_visit(office, HOME, visited_on=later, at=AT + timedelta(days=5))

    assert HOME not in tails(office, on=later + timedelta(days=1))


def test_door_where_nobody_was_home_stays_due(office):
    make_visit(office, HOME, outcome="not_home")

    assert HOME in tails(office)


def test_door_that_refused_is_left_in_peace_until_the_campaign_ends(office):
    make_visit(office, HOME, outcome="refused", plan_id=office.plan.pk)
    assert HOME not in tails(office, on=date(2026, 12, 31))

    close_plan(plan_id=office.plan.pk, by=office.clerk, at=AT)
    office.plan = make_plan(office, starts_on=date(2026, 1, 1))
    assert HOME in tails(office, on=date(2026, 12, 31))


def test_vacant_door_waits_its_interval(office):
    make_visit(office, HOME, outcome="vacant")

    assert HOME not in tails(office)


@pytest.mark.parametrize("on", [date(2025, 12, 31), date(2027, 1, 1)])
def test_nothing_is_due_outside_the_campaign(office, on):
    assert tails(office, on=on) == []


def test_nothing_is_due_in_a_closed_campaign(office):
    office.plan = close_plan(plan_id=office.plan.pk, by=office.clerk, at=AT)

    assert tails(office) == []


def test_due_list_shows_what_one_may_see(office):
    assert tails(office, office.neighbour) == ["02/01/101/"]


def test_due_list_pages_by_path(office):
    first = tails(office, limit=2)

    assert tails(office, after=f"{office.street.path}{first[-1]}", limit=2) == [
        "01/01/1/201/",
        "01/01/1/202/",
    ]


def test_due_list_of_a_grid(office):
    grid = make_grid(office, "001", "01/s1/", HOME)
    empty = make_grid(office, "002")

    assert tails(office, grid_id=grid.pk) == [HOME, "01/s1/"]
    assert tails(office, grid_id=empty.pk) == []


def test_due_list_is_one_statement_for_one_and_many(office, django_assert_num_queries):
    for limit in (1, 6):
        with django_assert_num_queries(1):
            assert len(due_list(office.clerk, office.plan, on=TODAY, limit=limit)) == limit


def test_coverage_counts_households_by_the_narrowest_grid(office):
    wide = make_grid(office, "001", "01/01/1/")
    narrow = make_grid(office, "002", "01/01/1/201/")
    for door in (HOME, HOME, "01/01/1/201/", "01/s1/"):
        make_visit(office, door)
    make_visit(office, "01/01/1/102/", outcome="not_home")

    assert coverage_by_grid(office.clerk, office.plan, on=TODAY) == [
        GridCoverage(wide.pk, "001", "第001网格", 3, 1, Fraction(1, 3)),
        GridCoverage(narrow.pk, "002", "第002网格", 1, 1, Fraction(1)),
        GridCoverage(None, "", "", 1, 0, Fraction(0)),
    ]


def test_coverage_counts_only_the_days_of_the_campaign(office):
    plan = make_plan(office, starts_on=date(2026, 3, 3))
    make_visit(office, HOME)

    assert [row.met for row in coverage_by_grid(office.clerk, plan, on=TODAY)] == [0]


def test_coverage_shows_what_one_may_see(office):
    assert [row.doors for row in coverage_by_grid(office.neighbour, office.plan, on=TODAY)] == [1]


def test_coverage_is_three_statements(office, django_assert_num_queries):
    make_grid(office, "001", "01/01/1/")

    with django_assert_num_queries(3):
        coverage_by_grid(office.clerk, office.plan, on=TODAY)


def test_coverage_and_due_rows_name_no_member_of_staff():
    names = {each.name for row in (GridCoverage, DueDoor) for each in fields(row)}

    assert not names & {"account", "account_id", "visitor", "visitors", "entered_by", "worker"}
