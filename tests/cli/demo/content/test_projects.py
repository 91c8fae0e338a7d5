"""The ninety-nine projects: fifteen fields, three orientations, quotas kept, a milestone in every quarter."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from doorstep.cli.demo.content.categories import categories
from doorstep.cli.demo.content.people import party_orgs
from doorstep.cli.demo.content.places import street
from doorstep.cli.demo.content.projects import FIELDS, ORIENTATIONS, matrix, project, projects
from doorstep.projects.rules import BENEFICIARY_UNITS

QUOTA_FEN = {"committee": 0, "community": 5_000_000, "branch": 3_000_000, "new_sector": 3_000_000}


def test_matrix_sums_to_99_with_every_field_and_orientation_used():
    cells = matrix()

    assert sum(cells.values()) == 99
    assert all(sum(cells[field, each] for each in ORIENTATIONS) for field in FIELDS)
    assert all(sum(cells[each, orientation] for each in FIELDS) for orientation in ORIENTATIONS)
    assert len(FIELDS) == 15


def test_projects_are_numbered_in_the_order_they_are_applied_for():
    plans = projects()

    assert [plan.number for plan in plans] == [f"2019-{number:03}" for number in range(1, 100)]
    assert all(first.applied_on <= second.applied_on for first, second in pairwise(plans))
    assert len({plan.name for plan in plans}) == 99


def test_quota_money_of_an_organisation_never_exceeds_its_year():
    kinds = {org.code: org.kind for org in party_orgs()}
    spent = Counter()

    for plan in projects():
        spent[plan.org] += plan.quota_fen

    assert {org: fen for org, fen in spent.items() if fen > QUOTA_FEN[kinds[org]]} == {}


@pytest.mark.parametrize("plan", projects(), ids=lambda plan: plan.number)
def test_project_states_everything_the_form_asks_for(plan):
    assert all((plan.goal, plan.baseline, plan.evidence, plan.measures, plan.public_summary))
    assert plan.place_path in street().by_path
    assert all(group.count > 0 and group.unit in BENEFICIARY_UNITS for group in plan.beneficiaries)
    assert plan.beneficiaries
    assert set(plan.categories) <= {leaf.code for leaf in categories()}
    assert bool(plan.categories) != bool(plan.own_reason)
    assert plan.difficulty_reasons[0] != plan.difficulty_reasons[1]


@pytest.mark.parametrize("plan", projects(), ids=lambda plan: plan.number)
def test_project_has_a_milestone_in_every_quarter_it_runs_in(plan):
    assert plan.applied_on < plan.starts_on < plan.ends_on
    days = [step.planned_on for step in plan.milestones]

    assert all(plan.starts_on <= day <= plan.ends_on for day in days)
    assert quarters(days) == quarters_between(plan.starts_on, plan.ends_on)


@pytest.mark.parametrize("plan", projects(), ids=lambda plan: plan.number)
def test_project_ending_fits_its_days(plan):
    assert (plan.ends_on.year > 2019) == (plan.ending == "running") or plan.ending in ("paused", "cancelled")
    assert bool(plan.ending_reason) == (plan.ending in ("paused", "cancelled"))


def test_project_helps_no_more_households_than_its_estate_has():
    for plan in projects():
        homes = sum(spot.room != "" for spot in street().within(plan.place_path))
        for group in plan.beneficiaries:
            assert group.unit == "persons" or group.count <= homes


def test_heating_is_for_540_households_and_stands_before_the_season():
    plan = project("heating")

    assert sum(group.count for group in plan.beneficiaries) == 540
    assert plan.milestones[-1].planned_on < date(2019, 11, 15)


def quarters(days):
    return sorted({(day.year, (day.month - 1) // 3) for day in days})


def quarters_between(first, last):
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return sorted({(month // 12, month % 12 // 3) for month in months})
