"""Who may do what to a project: every role, inside and outside its place."""

from collections.abc import Callable

import pytest

from doorstep.kernel.actor import Actor, Grant
from doorstep.people.roles import ROLE_LABELS
from doorstep.projects import access
from doorstep.projects.models import Project
from doorstep.projects.queries import due_milestones, project_page, projects, source_issues
from tests.issues.town import make_town
from tests.projects.site import CLAIMED, Site, as_lead, make_site, other_secretary

HERE, BELOW, ELSEWHERE, LEAD = "990000/003/01/", "990000/003/01/01/", "990000/003/02/", 99
MAY: dict[str, tuple[Callable[..., bool], set[str]]] = {
    "propose": (lambda who: access.can_propose(who, path=HERE), {"secretary"}),
    "review": (lambda who: access.can_review(who, path=HERE), {"clerk", "reviewer"}),
    "approve": (lambda who: access.can_approve(who, path=HERE, lead_id=LEAD), {"clerk", "reviewer"}),
    "run": (lambda who: access.can_run(who, path=HERE, lead_id=LEAD), {"secretary", "clerk"}),
    "rate": (
        lambda who: access.can_rate_difficulty(who, path=HERE, lead_id=LEAD),
        {"secretary", "clerk", "reviewer"},
    ),
    "accept": (lambda who: access.can_accept(who, path=HERE, lead_id=LEAD), {"reviewer", "supervisor"}),
    "withdraw": (
        lambda who: access.can_cancel(who, path=HERE, lead_id=LEAD, reviewed=False),
        {"secretary", "clerk", "reviewer"},
    ),
    "cancel": (
        lambda who: access.can_cancel(who, path=HERE, lead_id=LEAD, reviewed=True),
        {"clerk", "reviewer"},
    ),
    "opinion": (
        lambda who: access.can_record_opinion(who, path=HERE),
        {"grid_worker", "grid_head", "secretary", "clerk"},
    ),
    "reply": (lambda who: access.can_reply_opinion(who, path=HERE), {"secretary", "clerk"}),
    "release": (lambda who: access.can_release_opinion(who, path=HERE, entered_by=LEAD), {"reviewer"}),
    "fields": (lambda who: access.can_keep_fields(who, path=HERE), {"reviewer", "administrator"}),
}
NOT_THE_LEAD = {"approve", "rate", "accept", "release"}


def somebody(role: str, path: str, account_id: int = 1) -> Actor:
    return Actor(account_id, 1, "某人", (Grant(role, path),))


@pytest.mark.parametrize("act", MAY)
def test_act_is_for_these_roles_at_the_place_or_above_it(act: str) -> None:
    may, roles = MAY[act]

    assert {role for role in ROLE_LABELS if may(somebody(role, HERE))} == roles
    assert {role for role in ROLE_LABELS if may(somebody(role, "990000/003/"))} == roles


@pytest.mark.parametrize("act", MAY)
def test_act_is_for_nobody_below_the_place_or_beside_it(act: str) -> None:
    may, _ = MAY[act]

    assert not any(may(somebody(role, path)) for role in ROLE_LABELS for path in (BELOW, ELSEWHERE))


@pytest.mark.parametrize("act", sorted(NOT_THE_LEAD))
def test_act_is_not_for_the_lead(act: str) -> None:
    may, _ = MAY[act]

    assert not any(may(somebody(role, HERE, LEAD)) for role in ROLE_LABELS)


def test_lead_runs_it_with_any_role_and_withdraws_it_before_the_review_only() -> None:
    lead = somebody("grid_worker", BELOW, LEAD)

    assert (MAY["run"][0](lead), MAY["withdraw"][0](lead), MAY["cancel"][0](lead)) == (True, True, False)


@pytest.mark.parametrize("act", sorted(set(MAY) - {"fields", "opinion"}))
def test_act_is_not_a_residents(act: str) -> None:
    assert not MAY[act][0](Actor.resident(1))


SEES = {"clerk", "reviewer", "supervisor", "secretary", "grid_head", "handler", "finance"}


@pytest.mark.parametrize("role", ROLE_LABELS)
def test_role_sees_projects_of_its_place(site: Site, role: str) -> None:
    project = site.proposed(lead_id=site.town.hire("secretary", site.path).account_id)

    found = list(Project.objects.visible_to(site.town.people[role]))

    assert found == ([project] if role in SEES else [])


def test_nobody_sees_a_project_above_or_beside_their_place_except_its_lead(site: Site) -> None:
    project = site.proposed()
    narrow = site.town.hire("grid_head", f"{site.path}01/")

    def seen(by: Actor) -> list[Project]:
        return list(Project.objects.visible_to(by))

    assert [seen(narrow), seen(other_secretary(site)), seen(Actor.resident(site.street_id))] == [[], [], []]
    assert seen(Actor.system("timer", site.street_id)) == []
    moved = Actor(project.lead_id, site.street_id, "调走了", (Grant("secretary", "990000/003/02/"),))
    assert seen(moved) == [project]


def test_another_street_sees_nothing_even_with_the_same_account(site: Site) -> None:
    project = site.proposed()
    away = make_site(make_town("004", "别处街道"))

    assert list(Project.objects.visible_to(away.clerk)) == []
    assert not Project.objects.visible_to(Actor(project.lead_id, away.street_id, "同号", ())).exists()


def test_pages_follow_what_is_visible(site: Site) -> None:
    project = site.in_progress()
    stranger = other_secretary(site)

    assert [each.pk for each in projects(site.secretary)] == [project.pk]
    assert list(projects(stranger)) == []
    assert project_page(site.handler, project.number).pk == project.pk
    with pytest.raises(Project.DoesNotExist):
        project_page(stranger, project.number)
    assert [each.name for each in due_milestones(site.secretary, today=CLAIMED.date())] == [
        "入户测温",
        "换管完成",
    ]
    assert list(due_milestones(stranger, today=CLAIMED.date())) == []


def test_source_issues_are_shown_to_who_may_see_them_alone(site: Site) -> None:
    issue = site.town.triaged()
    project = site.proposed(issues=[issue.pk])

    shown = {role: source_issues(site.town.people[role], project).count() for role in ("clerk", "handler")}

    assert shown == {"clerk": 1, "handler": 0}
    assert source_issues(as_lead(project, "administrator"), project).count() == 0
