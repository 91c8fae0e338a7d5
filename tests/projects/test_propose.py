"""From an idea to a reviewed application."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from doorstep.issues.models import Issue
from doorstep.kernel.actor import Actor
from doorstep.people.models import Account
from doorstep.projects import services
from doorstep.projects.models import Project, ProjectField, ProjectStep
from doorstep.projects.rules import BeneficiaryPlan, MilestonePlan, Plan
from tests.issues.town import AT, make_town
from tests.projects.site import (
    APPLIED,
    PLAN,
    REVIEWED,
    Site,
    acts_of,
    again,
    as_lead,
    make_site,
    other_secretary,
    statements,
)


def test_propose_writes_the_idea_with_its_plan(site: Site) -> None:
    project = site.proposed(led_by_secretary=True)

    assert (project.state, project.number, project.path) == ("idea", "2026-001", site.path)
    assert (project.lead_id, project.led_by_secretary) == (site.secretary.account_id, True)
    assert services.plan_of(again(project)) == PLAN
    assert acts_of(project) == {"project.propose": 1}
    assert ProjectStep.objects.get().note == "支部走访时发现老管漏水。"


def test_propose_takes_at_most_ten_statements(site: Site) -> None:
    assert statements(site.proposed) <= 10


def test_propose_may_leave_the_plan_for_later(site: Site) -> None:
    assert services.plan_of(again(site.proposed(plan=Plan()))) == Plan()


def test_propose_numbers_run_on_within_the_year(site: Site) -> None:
    site.proposed()
    Project.objects.update(number="2026-999")

    assert [site.proposed().number for _ in range(2)] == ["2026-1000", "2026-1001"]


def test_propose_number_has_the_year_of_the_day_here(site: Site) -> None:
    new_year = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight on 1 January here

    project = services.propose_project(proposal=site.proposal(), plan=PLAN, by=site.secretary, at=new_year)

    assert project.number == "2026-001"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"orientation": "other"}, "project.orientation"),
        ({"name": " "}, "project.incomplete"),
        ({"name": "名" * 81}, "text.too_long"),
        ({"field_code": "moon"}, "project.field"),
    ],
)
def test_propose_refuses_what_it_cannot_name(site: Site, refused, changes: dict, code: str) -> None:
    refused(code, lambda: site.proposed(**changes))


def test_propose_refuses_a_field_that_is_no_longer_used(site: Site, refused) -> None:
    ProjectField.objects.filter(code="heat").update(active=False)

    refused("project.field", site.proposed)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"quota_fen": -1}, "money.negative"),
        ({"other_fen": -1}, "money.negative"),
        ({"in_kind": "工" * 201}, "text.too_long"),
        ({"milestones": (MilestonePlan("节" * 121, date(2026, 3, 20)),)}, "text.too_long"),
        ({"beneficiaries": (BeneficiaryPlan("住户", 0, "persons"),)}, "project.incomplete"),
    ],
)
def test_propose_refuses_a_plan_that_cannot_be_kept(site: Site, refused, changes: dict, code: str) -> None:
    refused(code, lambda: site.proposed(plan=replace(PLAN, **changes)))


def test_propose_with_a_closed_lead_or_organisation_is_not_found(site: Site, not_found) -> None:
    leaver = site.town.hire("secretary", site.path)
    Account.objects.filter(pk=leaver.account_id).update(is_active=False)

    not_found(lambda: site.proposed(lead_id=leaver.account_id))
    type(site.org).objects.update(active=False)
    not_found(site.proposed)


def test_propose_with_another_streets_people_is_not_found(site: Site, not_found) -> None:
    away = make_site(make_town("004", "别处街道"))

    not_found(lambda: site.proposed(lead_id=away.secretary.account_id))
    not_found(lambda: site.proposed(org_id=away.org.pk))
    not_found(lambda: site.proposed(place_id=away.town.places[away.path].pk))


@pytest.mark.parametrize("role", ["clerk", "reviewer", "supervisor", "handler", "caller", "grid_head"])
def test_propose_is_the_branches_act(site: Site, refused, role: str) -> None:
    refused("not_allowed", lambda: site.proposed(by=site.town.people[role]))


def test_propose_outside_ones_place_is_not_found(site: Site, not_found) -> None:
    not_found(lambda: site.proposed(by=other_secretary(site)))
    not_found(lambda: site.proposed(by=Actor.resident(site.street_id)))


def test_edit_replaces_plan_and_reason(site: Site) -> None:
    project = site.proposed()
    plan = replace(PLAN, goal="40 户", beneficiaries=(), milestones=PLAN.milestones[1:])

    services.edit_proposal(
        project_id=project.pk, plan=plan, own_reason="夏天也漏", by=site.secretary, at=APPLIED
    )

    assert services.plan_of(again(project)) == plan
    assert again(project).own_reason == "夏天也漏"
    assert acts_of(project) == {"project.propose": 1, "project.edit": 1}


def test_edit_of_a_returned_application_keeps_its_reason(site: Site) -> None:
    project = site.returned()

    services.edit_proposal(project_id=project.pk, plan=Plan(), by=site.secretary, at=REVIEWED)

    assert (again(project).own_reason, again(project).goal) == ("支部走访时发现老管漏水。", "")


@pytest.mark.parametrize("state", ["applied", "reviewed", "notice", "approved", "in_progress"])
def test_edit_after_the_application_is_refused(site: Site, refused, state: str) -> None:
    project = site.at_state(state)

    refused(
        "project.not_editable",
        lambda: services.edit_proposal(project_id=project.pk, plan=PLAN, by=site.secretary, at=REVIEWED),
    )


def test_edit_by_somebody_who_neither_leads_nor_runs_it_is_refused(site: Site, refused) -> None:
    project = site.proposed()

    refused(
        "not_allowed",
        lambda: services.edit_proposal(project_id=project.pk, plan=PLAN, by=site.supervisor, at=AT),
    )


def apply(site: Site, project: Project, by: Actor | None = None) -> Project:
    return services.apply_project(project_id=project.pk, by=by or site.secretary, at=APPLIED)


def test_apply_hands_it_to_the_street(site: Site) -> None:
    project = apply(site, site.rated())

    assert (project.state, project.state_since) == ("applied", APPLIED)
    assert acts_of(project)["project.apply"] == 1


def test_apply_takes_at_most_ten_statements(site: Site) -> None:
    project = site.rated()

    assert statements(lambda: apply(site, project)) <= 10


def test_apply_with_a_source_issue_needs_no_reason_of_its_own(site: Site) -> None:
    issue = site.town.triaged()

    assert apply(site, site.rated(own_reason="", issues=[issue.pk])).state == "applied"


@pytest.mark.parametrize(
    ("plan", "reason"), [(Plan(), "有理由"), (PLAN, " ")], ids=["empty plan", "neither source nor reason"]
)
def test_apply_with_gaps_is_refused(site: Site, refused, plan: Plan, reason: str) -> None:
    project = site.rated(plan=plan, own_reason=reason)

    refused("project.incomplete", lambda: apply(site, project))


def test_apply_before_somebody_said_how_hard_it_is_is_refused(site: Site, refused) -> None:
    project = site.proposed()

    refused("project.incomplete", lambda: apply(site, project))
    site.rate(project, 3, by=site.clerk)
    assert apply(site, project).state == "applied"


def test_apply_by_the_street_is_refused_to_who_cannot_run_it(site: Site, refused) -> None:
    project = site.rated()

    refused("not_allowed", lambda: apply(site, project, by=site.reviewer))


def test_return_says_what_is_to_be_mended(site: Site) -> None:
    project = site.returned()

    assert project.state == "returned"
    assert project.steps.get(act="project.return").note == "目标写具体些"
    assert apply(site, project).state == "applied"


def test_return_without_a_note_is_refused(site: Site, refused) -> None:
    project = site.applied()

    refused(
        "note.needed",
        lambda: services.return_application(project_id=project.pk, note=" ", by=site.clerk, at=REVIEWED),
    )


@pytest.mark.parametrize("act", ["return_application", "review_project"])
def test_street_check_by_the_branch_is_refused(site: Site, refused, act: str) -> None:
    project = site.applied()

    refused(
        "not_allowed",
        lambda: getattr(services, act)(project_id=project.pk, note="好", by=site.secretary, at=REVIEWED),
    )


def test_review_of_ones_own_project_is_refused(site: Site, refused) -> None:
    project = site.applied()

    refused(
        "project.own",
        lambda: services.review_project(project_id=project.pk, by=as_lead(project), at=REVIEWED),
    )


def test_review_moves_it_on(site: Site) -> None:
    project = site.reviewed()

    assert (project.state, project.state_since) == ("reviewed", REVIEWED)
    assert acts_of(project)["project.review"] == 1


def test_acts_before_the_application_of_a_stranger_are_not_found(site: Site, not_found) -> None:
    project, stranger = site.rated(), other_secretary(site)

    not_found(lambda: apply(site, project, by=stranger))
    not_found(lambda: services.edit_proposal(project_id=project.pk, plan=PLAN, by=stranger, at=AT))


def test_propose_with_an_issue_that_cannot_join_leaves_nothing(site: Site, refused) -> None:
    issue = site.town.delivered()

    refused("move.unknown", lambda: site.proposed(issues=[issue.pk]))
    assert Issue.objects.get().state == "delivered"
