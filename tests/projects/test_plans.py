"""A changed plan is a new version with its reason; every version stays (P4)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from doorstep.kernel.actor import Actor
from doorstep.projects import services
from doorstep.projects.models import PlanVersion, Project
from doorstep.projects.queries import plan_history
from doorstep.projects.rules import BeneficiaryPlan, Change, MilestonePlan, Plan
from tests.issues.town import DAY
from tests.projects.site import PLAN, STARTED, Site, again, as_lead, other_secretary, statements

LATER = replace(PLAN, ends_on=date(2026, 6, 5))


def change(
    site: Site, project: Project, plan: Plan = LATER, *, reason: str = "避开考试周", by: Actor | None = None
) -> PlanVersion:
    return services.change_plan(
        project_id=project.pk, plan=plan, reason=reason, by=by or site.reviewer, at=STARTED + DAY
    )


def test_change_adds_a_version_and_leaves_the_first_as_it_was(site: Site) -> None:
    project = site.in_progress()
    first = project.versions.get().plan

    version = change(site, project)

    assert (version.number, again(project).ends_on) == (2, date(2026, 6, 5))
    assert [each.plan for each in project.versions.order_by("number")] == [first, version.plan]
    assert project.steps.filter(act="project.plan", public_note="避开考试周").count() == 1


def test_history_reads_newest_first_and_says_what_changed(site: Site) -> None:
    project = site.in_progress()
    change(site, project)

    pages = plan_history(project)

    assert [(each.version.number, each.changes) for each in pages] == [
        (2, [Change("ends_on", "完成日期", "2026-05-29", "2026-06-05")]),
        (1, []),
    ]


@pytest.mark.parametrize("state", ["approved", "in_progress", "paused", "rework"])
def test_change_is_possible_from_approval_to_the_last_rework(site: Site, state: str) -> None:
    project = site.at_state(state)
    grown = replace(PLAN, beneficiaries=(*PLAN.beneficiaries, BeneficiaryPlan("老人", 5, "persons")))

    assert change(site, project, grown).number == 2
    assert services.plan_of(again(project)) == grown


@pytest.mark.parametrize("state", ["idea", "applied", "reviewed", "completion_claimed", "accepted"])
def test_change_at_another_time_is_refused(site: Site, refused, state: str) -> None:
    project = site.at_state(state)

    refused("project.not_running", lambda: change(site, project))


def test_change_keeps_what_stands_and_numbers_by_day(site: Site) -> None:
    project = site.in_progress()
    first, last = PLAN.milestones
    site.complete(project, project.milestones.get(order=1))
    new = (MilestonePlan("订货", date(2026, 3, 18)), MilestonePlan("验收", date(2026, 6, 5)))

    change(site, project, replace(LATER, milestones=(new[1], last, first, new[0])))

    rows = project.milestones.order_by("order").values_list("order", "name", "done_on")
    assert list(rows) == [
        (1, "订货", None),
        (2, "入户测温", date(2026, 3, 20)),
        (3, "换管完成", None),
        (4, "验收", None),
    ]
    assert services.plan_of(again(project)).milestones == (new[0], first, last, new[1])


@pytest.mark.parametrize(
    "milestones",
    [
        (PLAN.milestones[1], MilestonePlan("别的", date(2026, 3, 20))),
        (MilestonePlan("入户测温", date(2026, 3, 30)), PLAN.milestones[1]),
    ],
    ids=["left out", "moved"],
)
def test_change_of_what_stands_is_refused(site: Site, refused, milestones: Any) -> None:
    project = site.in_progress()
    site.complete(project, project.milestones.get(order=1))

    refused("plan.done_milestone", lambda: change(site, project, replace(LATER, milestones=milestones)))


@pytest.mark.parametrize(
    ("plan", "reason", "code"),
    [
        (LATER, " ", "note.needed"),
        (replace(LATER, goal=""), "改", "project.incomplete"),
        (PLAN, "改", "plan.unchanged"),
        (replace(PLAN, milestones=PLAN.milestones[::-1]), "改", "plan.unchanged"),
        (replace(LATER, quota_fen=-1), "改", "money.negative"),
    ],
)
def test_change_that_says_nothing_is_refused(site: Site, refused, plan: Plan, reason: str, code: str) -> None:
    project = site.in_progress()

    refused(code, lambda: change(site, project, plan, reason=reason))


def test_change_is_approved_by_the_street_and_not_by_the_lead(site: Site, refused, not_found) -> None:
    project = site.in_progress()

    refused("project.own", lambda: change(site, project, by=site.secretary))
    refused("project.own", lambda: change(site, project, by=as_lead(project)))
    refused("project.own", lambda: change(site, project, by=site.supervisor))
    not_found(lambda: change(site, project, by=other_secretary(site)))


def test_change_costs_the_same_with_many_milestones(site: Site) -> None:
    project = site.in_progress()
    many = tuple(MilestonePlan(f"第{n}户", date(2026, 4, n)) for n in range(1, 29))

    few = statements(lambda: change(site, project))
    lots = statements(lambda: change(site, project, replace(LATER, milestones=(*PLAN.milestones, *many))))

    assert (lots - few, few <= 17) == (0, True)
