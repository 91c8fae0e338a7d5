"""What pages, figures and the public page read; the statements do not grow with the rows."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from doorstep.consultations.services import answer_question, ask_question
from doorstep.issues.figures import FIGURES as ISSUE_FIGURES
from doorstep.issues.services import triage_issue
from doorstep.projects import queries, services
from doorstep.projects.models import Milestone, Project
from doorstep.projects.rules import Plan
from doorstep.publishing.figures import figures_of
from tests.consultations.hall import STARTS, Hall
from tests.issues.town import AT
from tests.projects.site import OVER, STARTED, Site, as_lead, statements

NEW_YEAR = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # midnight here


def figures(site: Site, year: int = 2026) -> dict[str, tuple[Any, int]]:
    return {each.id: (each.value, each.rows) for each in figures_of(site.street_id, year, at=AT)}


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {name: after[name] for name in after if after[name] != before[name]}


def test_figures_count_rows_that_they_can_show(site: Site) -> None:
    site.approved()
    site.approved(name="照明", field_code="life")
    site.proposed(name="还没立项")

    found = figures(site)

    assert (found["projects.approved"], found["projects.fields"]) == ((2, 2), (2, 2))
    assert figures(site, 2025)["projects.approved"] == (0, 0)


def test_approval_changes_exactly_the_two_figures_of_projects(site: Site) -> None:
    project = site.notice()
    before = figures(site)

    services.approve_project(project_id=project.pk, by=site.reviewer, at=OVER)

    assert changed(before, figures(site)) == {"projects.approved": (1, 1), "projects.fields": (1, 1)}


def test_second_project_of_a_field_changes_the_number_of_projects_alone(site: Site) -> None:
    site.approved()
    project = site.notice(name="照明")
    before = figures(site)

    services.approve_project(project_id=project.pk, by=site.reviewer, at=OVER)

    assert changed(before, figures(site)) == {"projects.approved": (2, 2)}


@pytest.mark.parametrize("state", ["notice", "paused", "rework", "cancelled", "accepted"])
def test_what_became_of_an_approved_project_does_not_change_the_figure(site: Site, state: str) -> None:
    site.at_state(state)

    assert figures(site)["projects.approved"][0] == (0 if state == "notice" else 1)


def test_proposing_applying_and_rating_change_no_figure(site: Site) -> None:
    before = figures(site)

    site.applied()

    assert changed(before, figures(site)) == {}


def test_one_issue_joining_a_project_changes_its_route_alone(site: Site) -> None:
    issue, project = site.town.triaged(), site.proposed()
    before = figures(site)

    services.link_issues(project_id=project.pk, issue_ids=[issue.pk], by=site.secretary, at=AT)

    known = {each.id for each in ISSUE_FIGURES}
    found = changed(before, figures(site))
    assert set(found) == {"issues.in_project", "issues.time_limited"} <= known
    assert (found["issues.in_project"], found["issues.time_limited"]) == ((1, 1), (0, 0))


def test_one_issue_captured_changes_the_total_and_its_route(site: Site) -> None:
    site.town.capture()
    before = figures(site)

    issue = site.town.capture(text="水管漏水,厨房的墙都湿了,请来看看。")
    captured = changed(before, figures(site))
    before = figures(site)
    triage_issue(issue_id=issue.pk, route="time_limited", by=site.clerk, at=AT)

    assert captured["issues.total"] == (2, 2)
    assert captured["issues.in_hand"] == (2, 2)
    assert "projects.approved" not in captured
    assert changed(before, figures(site)) == {
        "issues.in_hand": (1, 1),
        "issues.time_limited": (1, 1),
    }


def test_year_of_approval_is_the_year_here(site: Site) -> None:
    early, late = site.approved(), site.approved(name="照明")
    Project.objects.filter(pk=late.pk).update(approved_at=NEW_YEAR)

    def found(year: int) -> list[str]:
        return list(queries.approved_in(site.street_id, year).values_list("number", flat=True))

    assert (found(2026), found(2027)) == ([early.number], [late.number])


def numbers(site: Site, **filters: str) -> list[str]:
    return [each.number for each in queries.projects(site.clerk, filters=filters)]


def test_board_filters(site: Site) -> None:
    heat, light = site.approved(), site.proposed(name="照明", field_code="life", orientation="weakness")

    assert set(numbers(site)) == {heat.number, light.number}
    assert numbers(site, state="approved") == [heat.number]
    assert numbers(site, orientation="weakness") == [light.number]
    assert numbers(site, field="life") == [light.number]
    assert numbers(site, text="照") == [light.number]
    assert numbers(site, approved="1") == [heat.number]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"year": "2026"}, 2),
        ({"year": "2025"}, 0),
        ({"year": "二"}, 2),
        ({"year": "0"}, 2),
        ({"year": "99999999"}, 2),
        ({"year": "2026", "approved": "1"}, 1),
        ({"year": "2027", "approved": "1"}, 0),
        ({"year": "x", "approved": "1"}, 1),
    ],
)
def test_board_by_year_lists_the_rows_of_the_figure(site: Site, filters: dict, count: int) -> None:
    site.approved()
    site.proposed(name="照明")

    assert len(numbers(site, **filters)) == count


def test_matrix_sums_to_the_total(site: Site) -> None:
    site.approved()
    site.approved(name="照明", field_code="life", orientation="weakness")
    site.proposed(name="设想")

    assert queries.matrix(site.street_id, 2026) == {
        "heat": {"weakness": 0, "urgent": 1, "difficulty": 0},
        "life": {"weakness": 1, "urgent": 0, "difficulty": 0},
    }


def test_counts_of_the_home_page(site: Site) -> None:
    site.accepted()
    site.approved(name="照明", field_code="life", orientation="weakness")

    assert queries.project_counts(site.street_id, 2026) == {
        "projects": 2,
        "projects_done": 1,
        "fields": 2,
        "orientations": {"weakness": 1, "urgent": 1, "difficulty": 0},
    }


def test_counts_of_a_year_without_projects(site: Site) -> None:
    assert queries.project_counts(site.street_id, 2020) == {
        "projects": 0,
        "projects_done": 0,
        "fields": 0,
        "orientations": {"weakness": 0, "urgent": 0, "difficulty": 0},
    }


def costs(site: Site) -> dict[str, int]:
    project = Project.objects.order_by("number").first()
    assert project is not None
    return {
        "counts": statements(lambda: queries.project_counts(site.street_id, 2026)),
        "matrix": statements(lambda: queries.matrix(site.street_id, 2026)),
        "board": statements(lambda: [each.lead.display_name for each in queries.projects(site.clerk)]),
        "page": statements(lambda: queries.project_page(site.clerk, project.number)),
        "public": statements(lambda: queries.public_project(project.pk)),
        "due": statements(lambda: list(queries.due_milestones(site.clerk, today=STARTED.date()))),
        "last": statements(lambda: queries.last_steps(site.street_id, ["2026-001", "2026-003"])),
    }


def test_queries_cost_the_same_for_one_project_and_for_three(site: Site) -> None:
    first = site.completion_claimed(issues=[site.town.triaged().pk])
    one = costs(site)
    for name in ("照明", "电梯"):
        site.in_progress(name=name, issues=[site.town.triaged().pk], field_code="life")
    Milestone.objects.bulk_create(
        Milestone(project=first, order=n, name=f"{n}", planned_on=STARTED.date()) for n in range(3, 9)
    )
    services.link_issues(project_id=first.pk, issue_ids=[site.town.triaged().pk], by=site.secretary, at=AT)

    assert costs(site) == one
    assert one == {"counts": 1, "matrix": 1, "board": 1, "page": 6, "public": 8, "due": 1, "last": 1}


def test_public_project_names_nobody(site: Site) -> None:
    project = site.accepted(issues=[site.town.triaged().pk])

    street_id, number, values = queries.public_project(project.pk)

    assert (street_id, number, values["is_public"]) == (site.street_id, project.number, True)
    assert values["sources"] == [{"category": "楼道照明", "count": 1}]
    assert values["place"] == "东河社区"
    assert values["money"] == {"quota": "30,000.00", "other": "0.00", "in_kind": "热力公司出工"}
    assert Counter(each["act"] for each in values["timeline"]) == {
        "开始公示": 1,
        "立项": 1,
        "启动实施": 1,
        "完成节点": 2,
        "申请验收": 1,
        "验收通过": 1,
    }
    said = str(values)
    for hidden in ("secretary", "赵代表", "褚委员", "楼道灯坏了", "王秀兰", "测温记录齐全", "要几家配合"):
        assert hidden not in said


@pytest.mark.parametrize("state", ["idea", "applied", "reviewed", "returned"])
def test_plan_of_a_project_that_was_not_in_notice_is_the_branchs_own(site: Site, state: str) -> None:
    assert queries.public_project(site.at_state(state).pk)[2]["is_public"] is False


def test_place_of_a_project_at_a_door_is_not_said(site: Site) -> None:
    project = site.proposed(place_id=site.town.door.pk)

    assert queries.public_project(project.pk)[2]["place"] == ""


def test_days_that_are_not_known_are_empty(site: Site) -> None:
    project = site.proposed(plan=Plan())

    values = queries.public_project(project.pk)[2]

    assert (values["starts_on"], values["ends_on"], values["notice"]) == (
        "",
        "",
        {"starts_on": "", "ends_on": ""},
    )


def test_small_lists(site: Site) -> None:
    issue = site.town.triaged()
    project = site.in_progress(issues=[issue.pk])

    assert [each.project for each in queries.projects_of_issue(issue.pk)] == [project]
    assert [each.name for each in queries.open_milestones(project.pk)] == ["入户测温", "换管完成"]
    assert queries.life_of(project).last().act == "project.start"
    assert queries.project_to_notice(as_lead(project), project.pk) == project
    assert queries.last_steps(site.street_id, [project.number]) == [(project.pk, project.number, STARTED)]


def test_public_project_shows_the_questions_of_its_public_meetings_only(site: Site) -> None:
    """Every question with its answer (DOMAIN §1.3), never who asked."""
    project, hall = site.in_progress(), Hall(site.town)
    for text, kind in (("能不能分期？", "questions"), ("谁家欠费？", "mediation")):
        meeting = hall.held(kind=kind, about=f"project:{project.pk}")
        question = ask_question(meeting_id=meeting.pk, text=text, by=hall.secretary, at=STARTS)
        answer_question(
            question_id=question.pk, answer="见公告。", answered_by="供热公司", by=hall.secretary, at=STARTS
        )

    assert [each["question"] for each in queries.public_project(project.pk)[2]["questions"]] == [
        "能不能分期？"
    ]
