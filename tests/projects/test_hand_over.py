"""When somebody leaves, the open projects they lead go to their successor."""

from doorstep.people.handovers import HANDOVERS, open_work_of
from doorstep.people.models import Assignment
from doorstep.people.services import hand_over
from doorstep.projects import services
from doorstep.projects.models import Project
from tests.issues.town import AT
from tests.projects.site import STARTED, Site, acts_of, again


def move(site: Site, taker: int) -> int:
    return HANDOVERS["projects"].move(
        giver_id=site.secretary.account_id, taker_id=taker, by=site.administrator, at=AT
    )


def test_open_projects_go_to_the_successor_and_ended_ones_stay(site: Site) -> None:
    open_one, ended = site.in_progress(), site.cancelled(name="照明")
    taker = site.town.hire("secretary", site.path, name="新书记")

    moved = move(site, taker.account_id)

    assert (moved, again(open_one).lead_id, again(ended).lead_id) == (
        1,
        taker.account_id,
        site.secretary.account_id,
    )
    assert acts_of(open_one)["project.hand_over"] == 1
    assert open_one.steps.get(act="project.hand_over").note == "secretary → 新书记"
    assert open_work_of(taker.account_id) == {"projects": 1}


def test_what_the_successor_said_about_its_difficulty_falls_away(site: Site, refused) -> None:
    project = site.approved()

    move(site, site.reviewer.account_id)

    assert again(project).difficulty is None
    refused(
        "project.difficulty_open",
        lambda: services.start_project(project_id=project.pk, by=site.reviewer, at=STARTED),
    )


def test_difficulty_of_a_started_project_stands(site: Site) -> None:
    project = site.in_progress()

    move(site, site.reviewer.account_id)

    assert again(project).difficulty == 4


def test_leaving_through_the_office_moves_them(site: Site) -> None:
    project = site.proposed()
    taker = site.town.hire("secretary", site.path)
    for who in (site.secretary, taker):
        Assignment.objects.create(
            account_id=who.account_id,
            street=site.town.street,
            role="secretary",
            path=site.path,
            from_on=AT.date(),
        )

    done = hand_over(
        giver=site.secretary.account_id,
        taker=taker.account_id,
        reason="调离",
        by=site.administrator,
        at=AT,
    )

    assert done.counts["projects"] == 1
    assert Project.objects.get(pk=project.pk).lead_id == taker.account_id
