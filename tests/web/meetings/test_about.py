"""A meeting is called about a project in sight, so that what is asked there reaches the project's public page."""

from doorstep.consultations.models import Meeting
from tests.web.meetings.test_rules import notice
from tests.web.world import World


def test_question_and_answer_meeting_is_public_and_about_a_project(world: World) -> None:
    project, browser = world.corners["own"].project, world.browser("secretary")
    about = f"project:{project.pk}"
    assert f'<option value="{about}">' in browser.get("/desk/meetings/new/").content.decode()

    browser.post("/desk/meetings/new/", notice(world, "questions", about=about))

    meeting = Meeting.objects.get(title="修路")
    assert (meeting.about, meeting.is_public) == (about, True)


def test_project_elsewhere_is_no_choice(world: World) -> None:
    stranger = f"project:{world.corners['other'].project.pk}"

    answer = world.browser("secretary").post(
        "/desk/meetings/new/", notice(world, "questions", about=stranger)
    )

    assert answer.status_code == 422
    assert not Meeting.objects.filter(title="修路").exists()
