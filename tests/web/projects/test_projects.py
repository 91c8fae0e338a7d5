"""A project through the desk, from the idea to the notice, and what each page says on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from doorstep.kernel.calendar import day_of
from doorstep.people.models import PartyOrg
from doorstep.projects.models import Project, ProjectIssue
from doorstep.publishing.models import Feedback, Notice, Snapshot
from tests.web.world import World, form_of


def milestones() -> str:
    today = day_of(timezone.now())
    return "\n".join(f"{today + timedelta(days=60 * n)} 完成第{n}段" for n in (0, 1, 2))


def plan(**changes: Any) -> dict[str, Any]:
    today = day_of(timezone.now())
    values = {
        "goal": "修好 200 米路。",
        "baseline": "路面破损 200 米。",
        "evidence": "验收照片和居民签字。",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=120)).isoformat(),
        "beneficiaries": "东门住户 120 户",
        "milestones": milestones(),
        "quota_fen": "5,000",
        "other_fen": "0",
        "public_summary": "修东门小路。",
    }
    return values | changes


def proposal(world: World, **changes: Any) -> dict[str, Any]:
    town = world.town
    named = {
        "name": "修东门小路",
        "org_id": PartyOrg.objects.get(street=town.street, code="b01").pk,
        "lead_id": town.secretary.account_id,
        "place_id": town.places[f"{town.street.path}01/"].pk,
        "orientation": "urgent",
        "field_code": "road",
        "own_reason": "雨天没法走。",
    }
    return form_of(**(named | plan() | changes))


def proposed(world: World) -> Project:
    response = world.browser("secretary").post("/desk/projects/new/", proposal(world))
    assert response.status_code == 303
    return Project.objects.get(name="修东门小路")


def step(world: World, role: str, project: Project, act: str, **values: Any) -> str:
    response = world.browser(role).post(f"/desk/projects/{project.number}/{act}/", form_of(**values))
    assert response.status_code == 303
    project.refresh_from_db()
    return project.state


def rated(world: World) -> Project:
    """Two people who do not lead it have said how hard it is."""
    project = proposed(world)
    for role in ("clerk", "reviewer"):
        step(world, role, project, "difficulty", value=3, reasons="要几家配合。")
    return project


def test_project_is_proposed_and_shown_with_its_plan(world: World) -> None:
    project = proposed(world)

    page = world.browser("clerk").get(f"/desk/projects/{project.number}/").content.decode()

    assert (project.state, project.quota_fen) == ("idea", 500_000)
    assert [word in page for word in ("修好 200 米路。", "5,000.00", "完成第1段")] == [True, True, True]


def test_line_that_cannot_be_read_is_said_beside_its_field(world: World) -> None:
    response = world.browser("secretary").post("/desk/projects/new/", proposal(world, milestones="六月完成"))

    assert response.status_code == 422
    assert "看不懂这一行：六月完成" in response.content.decode()


def test_plan_of_an_idea_is_mended(world: World) -> None:
    project = proposed(world)

    response = world.browser("secretary").post(
        f"/desk/projects/{project.number}/edit/", form_of(**plan(goal="修好 260 米路。"))
    )
    project.refresh_from_db()

    assert (response.status_code, project.goal) == (303, "修好 260 米路。")


def test_issue_is_linked_by_its_number(world: World) -> None:
    project, issue = proposed(world), world.corners["own"].issue

    response = world.browser("secretary").post(
        f"/desk/projects/{project.number}/issues/", form_of(issues=issue.tracking)
    )

    assert response.status_code == 303
    assert ProjectIssue.objects.filter(project=project, issue=issue).exists()


def test_application_with_gaps_is_refused_and_names_them(world: World) -> None:
    world.browser("secretary").post("/desk/projects/new/", proposal(world, goal="", evidence=""))
    number = Project.objects.get(name="修东门小路").number

    response = world.browser("secretary").post(f"/desk/projects/{number}/apply/", form_of())

    assert response.status_code == 400
    assert "还缺：" in response.content.decode()


def test_project_is_applied_for_returned_applied_again_and_reviewed(world: World) -> None:
    project = rated(world)

    states = [
        step(world, "secretary", project, "apply"),
        step(world, "clerk", project, "return", note="受益户数再核一下。"),
        step(world, "secretary", project, "apply"),
        step(world, "clerk", project, "review"),
    ]

    assert states == ["applied", "returned", "applied", "reviewed"]


def test_lead_may_not_review_and_reads_why(world: World) -> None:
    project = rated(world)
    step(world, "secretary", project, "apply")

    response = world.browser("secretary").post(f"/desk/projects/{project.number}/review/", form_of())

    assert response.status_code == 403


def test_reviewed_project_gets_a_notice_that_a_second_person_reviews_and_the_clerk_posts(
    world: World,
) -> None:
    project = rated(world)
    step(world, "secretary", project, "apply")
    step(world, "clerk", project, "review")
    clerk, reviewer = world.browser("clerk"), world.browser("reviewer")

    drafted = clerk.post(f"/desk/publishing/draft/{project.number}/", form_of())
    address = drafted["Location"]
    page = reviewer.get(address).content.decode()
    own = clerk.post(f"{address}review/", form_of())
    other = reviewer.post(f"{address}review/", form_of())
    posted = clerk.post(f"{address}post/", form_of(text="东门公告栏"))
    notice = Notice.objects.get(about=f"project:{project.pk}")

    assert "修东门小路" in page
    assert (own.status_code, other.status_code, posted.status_code) == (403, 303, 303)
    assert (notice.state, notice.place_posted) == ("posted", "东门公告栏")


@pytest.mark.parametrize("role", ["clerk", "reviewer"])
def test_board_finds_by_state_and_name(world: World, role: str) -> None:
    browser = world.browser(role)

    found = browser.get("/desk/projects/", {"text": "东门", "state": "idea"}).content.decode()
    none = browser.get("/desk/projects/", {"text": "没有这个名字"}).content.decode()

    assert ("修好东门小路" in found, "没有符合的项目" in none) == (True, True)


def test_objection_is_answered_in_public(world: World) -> None:
    corner = world.corners["own"]
    form = form_of(answer="会改在白天施工。", upheld="no")

    response = world.browser("reviewer").post(f"/desk/publishing/objections/{corner.objection.pk}/", form)
    corner.objection.refresh_from_db()

    assert (response.status_code, corner.objection.answer) == (303, "会改在白天施工。")


def test_waiting_page_is_released_by_the_reviewer(world: World) -> None:
    snapshot = world.corners["own"].snapshot

    response = world.browser("reviewer").post(f"/desk/publishing/snapshots/{snapshot.pk}/release/", form_of())

    assert response.status_code == 303
    assert Snapshot.objects.get(pk=snapshot.pk).current


def test_feedback_is_answered(world: World) -> None:
    feedback = world.corners["own"].feedback

    response = world.browser("clerk").post(
        f"/desk/publishing/feedback/{feedback.pk}/", form_of(answer="已经放大。")
    )

    assert response.status_code == 303
    assert Feedback.objects.get(pk=feedback.pk).answer == "已经放大。"
