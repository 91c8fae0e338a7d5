"""Source issues, many to many: joined, taken out, handed back, delivered."""

from uuid import UUID

import pytest

from doorstep.issues.models import Issue
from doorstep.messages.models import Message
from doorstep.projects import services
from doorstep.projects.models import Project, ProjectIssue
from tests.issues.town import AT, DAY
from tests.projects.site import CLAIMED, STARTED, Site, again, other_secretary


def state_of(issue: Issue) -> str:
    return Issue.objects.get(pk=issue.pk).state


def link(site: Site, project: Project, *issues: Issue, by=None) -> Project:
    ids = [each.pk for each in issues]
    return services.link_issues(project_id=project.pk, issue_ids=ids, by=by or site.secretary, at=AT)


def unlink(site: Site, project: Project, issue_id: UUID, note: str = "不归这个项目", by=None) -> Project:
    return services.unlink_issue(
        project_id=project.pk, issue_id=issue_id, note=note, by=by or site.secretary, at=AT + DAY
    )


def cancel(site: Site, project: Project) -> Project:
    return services.cancel_project(
        project_id=project.pk, public_reason="并入市政工程", by=site.reviewer, at=STARTED
    )


def finish(site: Site, project: Project) -> Project:
    for each in project.milestones.order_by("order"):
        site.complete(project, each)
    services.claim_completion(project_id=project.pk, note="齐全", by=site.secretary, at=CLAIMED)
    site.sign(project, "赵代表", "beneficiary")
    site.sign(project, "褚委员", "supervision")
    return services.conclude_acceptance(project_id=project.pk, by=site.supervisor, at=CLAIMED + 2 * DAY)


def test_linked_issues_are_in_the_project_and_their_reporters_are_told(site: Site) -> None:
    issues = [site.town.triaged(), site.town.triaged(text="厨房水管漏水,墙都湿了,请来看看。")]
    project = site.proposed()

    link(site, project, *issues)

    assert [state_of(each) for each in issues] == ["in_project", "in_project"]
    assert project.steps.get(act="project.link_issue").note == " ".join(each.tracking for each in issues)
    assert Message.objects.filter(event="linked_to_project").count() >= 1


def test_linking_again_writes_nothing(site: Site) -> None:
    issue = site.town.triaged()
    project = site.proposed(issues=[issue.pk])

    link(site, project, issue)

    assert (ProjectIssue.objects.count(), project.steps.filter(act="project.link_issue").count()) == (1, 1)


def test_one_issue_may_ask_for_two_projects(site: Site) -> None:
    issue = site.town.triaged()
    first, second = site.proposed(issues=[issue.pk]), site.proposed(name="照明", issues=[issue.pk])

    assert sorted(issue.projects.values_list("project__number", flat=True)) == [first.number, second.number]


@pytest.mark.parametrize("state", ["accepted", "cancelled"])
def test_nothing_joins_or_leaves_a_project_that_has_ended(site: Site, refused, state: str) -> None:
    joined, issue = site.town.triaged(), site.town.triaged()
    project = site.at_state(state, issues=[joined.pk])

    refused("project.ended", lambda: link(site, project, issue))
    refused("project.ended", lambda: unlink(site, project, joined.pk))


def test_unlinked_issue_goes_back_to_be_handled(site: Site) -> None:
    issue = site.town.triaged()
    project = site.proposed(issues=[issue.pk])

    unlink(site, project, issue.pk)

    assert state_of(issue) == "triaged"
    assert not project.sources.exists()
    assert project.steps.get(act="project.unlink_issue").note == f"{issue.tracking} 不归这个项目"


def test_unlinked_issue_that_another_open_project_holds_stays(site: Site) -> None:
    issue = site.town.triaged()
    first = site.proposed(issues=[issue.pk])
    site.proposed(name="照明", issues=[issue.pk])

    unlink(site, first, issue.pk)

    assert state_of(issue) == "in_project"


def test_unlinked_issue_whose_other_project_has_ended_goes_back(site: Site) -> None:
    issue = site.town.triaged()
    ended = site.in_progress(issues=[issue.pk])
    project = site.proposed(name="照明", issues=[issue.pk])
    finish(site, ended)

    unlink(site, project, issue.pk)

    assert state_of(issue) == "triaged"


def test_unlinking_says_why(site: Site, refused) -> None:
    issue = site.town.triaged()
    project = site.proposed(issues=[issue.pk])

    refused("note.needed", lambda: unlink(site, project, issue.pk, note=" "))


def test_the_last_source_of_a_project_without_a_reason_stays(site: Site, refused) -> None:
    first, second = site.town.triaged(), site.town.triaged()
    project = site.applied(own_reason="", issues=[first.pk, second.pk])
    unlink(site, project, first.pk)

    refused("project.incomplete", lambda: unlink(site, project, second.pk))


def test_strangers_do_not_find_it_and_onlookers_may_not(site: Site, refused, not_found) -> None:
    issue = site.town.triaged()
    project = site.proposed(issues=[issue.pk])

    not_found(lambda: link(site, project, issue, by=other_secretary(site)))
    refused("not_allowed", lambda: link(site, project, issue, by=site.supervisor))
    refused("not_allowed", lambda: unlink(site, project, issue.pk, by=site.supervisor))


def test_cancelled_project_hands_its_issues_back(site: Site) -> None:
    issue = site.town.triaged()
    project = site.approved(issues=[issue.pk])

    cancel(site, project)

    now = Issue.objects.get()
    assert (now.state, now.route) == ("triaged", "in_hand")
    assert now.steps.get(act="issue.leave_project").public_note == "并入市政工程"
    assert ProjectIssue.objects.filter(project=project).count() == 1


def test_cancelled_project_leaves_what_another_open_one_holds(site: Site) -> None:
    shared, own = site.town.triaged(), site.town.triaged()
    project = site.approved(issues=[shared.pk, own.pk])
    site.proposed(name="照明", issues=[shared.pk])

    cancel(site, project)

    assert (state_of(shared), state_of(own)) == ("in_project", "triaged")


def test_accepted_project_delivers_its_issues(site: Site) -> None:
    issue = site.town.triaged()

    site.accepted(issues=[issue.pk])

    now = Issue.objects.get()
    assert now.state == "delivered"
    assert now.steps.get(act="issue.deliver").public_note == "36 户室温不低于 18 度"


def test_accepted_project_does_not_deliver_what_another_open_one_holds(site: Site) -> None:
    issue = site.town.triaged()
    first = site.in_progress(issues=[issue.pk])
    second = site.in_progress(name="照明", issues=[issue.pk])

    finish(site, first)
    after_first = state_of(issue)
    finish(site, second)

    assert (after_first, state_of(issue)) == ("in_project", "delivered")


def test_accepted_project_leaves_alone_what_was_delivered_already(site: Site) -> None:
    issue = site.town.triaged()
    project = site.in_progress(issues=[issue.pk])
    unlinked = site.town.triaged()
    link(site, project, unlinked)
    unlink(site, project, unlinked.pk)

    finish(site, project)

    assert (state_of(issue), state_of(unlinked)) == ("delivered", "triaged")
    assert again(project).state == "accepted"


def news_of(issue: Issue) -> list[str]:
    return list(
        issue.steps.filter(act="issue.project_news").order_by("id").values_list("public_note", flat=True)
    )


def test_reporters_hear_of_approval_start_and_every_milestone(site: Site) -> None:
    issue = site.town.triaged()
    project = site.in_progress(issues=[issue.pk])
    name = project.name

    site.complete(project, project.milestones.order_by("order")[0])

    assert [each.removeprefix(f"{name}：") for each in news_of(issue)][:2] == [
        "公示期满，已经立项。",
        "已经开始实施。",
    ]
    assert Message.objects.filter(event="project_news").count() == len(news_of(issue)) == 3


def test_word_of_the_lead_renews_the_day_of_the_next_news(site: Site) -> None:
    issue = site.town.triaged()
    project = site.in_progress(issues=[issue.pk])
    before = Issue.objects.get(pk=issue.pk).due_at

    services.tell_progress(
        project_id=project.pk, note="管道已经接到楼下。", by=site.secretary, at=STARTED + 20 * DAY
    )

    assert news_of(issue)[-1] == f"{project.name}：管道已经接到楼下。"
    assert Issue.objects.get(pk=issue.pk).due_at > before
    assert project.steps.get(act="project.news").public_note == "管道已经接到楼下。"


def test_word_without_words_and_after_the_end_is_refused(site: Site, refused) -> None:
    running, ended = site.in_progress(), site.in_progress(name="照明")
    cancel(site, ended)

    for project, note, code in ((running, " ", "note.needed"), (ended, "还在做。", "project.ended")):
        refused(
            code,
            lambda project=project, note=note: services.tell_progress(
                project_id=project.pk, note=note, by=site.secretary, at=STARTED
            ),
        )


def test_what_left_the_project_hears_no_more_of_it(site: Site) -> None:
    issue, other = site.town.triaged(), site.town.triaged(text="厨房水管漏水,墙都湿了,请来看看。")
    project = site.in_progress(issues=[issue.pk, other.pk])
    heard = len(news_of(other))

    unlink(site, project, other.pk)
    services.tell_progress(project_id=project.pk, note="接通了。", by=site.secretary, at=STARTED + DAY)

    assert len(news_of(other)) == heard
