"""Issues that become part of a project and come back from it."""

import pytest

from doorstep.issues.models import Issue, IssueStep
from doorstep.issues.services import (
    deliver_from_project,
    deliver_issue,
    join_project,
    leave_project,
    reopen_issue,
)
from doorstep.messages.models import Message
from tests.issues.town import AT, DAY, HOUR, Town


def again(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)


def join(town: Town, *issues: Issue, number: str = "2026-007", **changes):
    values = {"project_number": number, "project_name": "槐荫里照明改造", "by": town.secretary, "at": AT}
    return join_project(**({"issue_ids": [each.pk for each in issues]} | values | changes))


def test_join_moves_the_issue_and_tells_its_reporter(town: Town) -> None:
    issue = town.triaged()

    join(town, issue)

    now = again(issue)
    assert (now.state, now.route, now.due_at) == ("in_project", "in_project", AT + 30 * DAY)
    assert "槐荫里照明改造" in Message.objects.get(event="linked_to_project").body
    assert IssueStep.objects.get(act="issue.join_project").public_note == "槐荫里照明改造"


def test_join_takes_it_back_from_its_unit(town: Town) -> None:
    issue = town.accepted()

    join(town, issue)

    assert (again(issue).unit_id, issue.dispatches.get().state) == (None, "recalled")


def test_join_a_second_project_keeps_the_state_and_tells_again(town: Town) -> None:
    issue = town.triaged()
    join(town, issue)

    join(town, issue, number="2026-008")

    assert again(issue).state == "in_project"
    assert Message.objects.filter(event="linked_to_project").count() == 2


@pytest.mark.parametrize("stage", ["capture", "delivered", "called_back"])
def test_join_of_what_is_not_being_handled_is_refused(town: Town, refused, stage: str) -> None:
    issue = getattr(town, stage)()

    refused("move.unknown", lambda: join(town, issue))


def test_join_joins_all_or_none(town: Town, refused) -> None:
    good, bad = town.triaged(), town.delivered()

    refused("move.unknown", lambda: join(town, good, bad))

    assert again(good).state == "triaged"


def test_put_right_at_once_not_solved_reopened_becomes_a_project(town: Town) -> None:
    issue = town.on_spot()
    town.call(issue.pk, answer="unresolved", grade=2)
    reopen_issue(issue_id=issue.pk, note="又灭了", by=town.caller, at=AT + DAY)

    join(town, issue, at=AT + 2 * DAY)

    assert (again(issue).state, again(issue).route, again(issue).reopen_count) == (
        "in_project",
        "in_project",
        1,
    )


def test_leave_sorts_it_again_with_its_owner(town: Town) -> None:
    issue = town.triaged()
    join(town, issue)

    leave_project(issue_id=issue.pk, note="项目取消,资金未落实", by=town.secretary, at=AT + DAY)

    now = again(issue)
    assert (now.state, now.route, now.owner_id) == ("triaged", "in_hand", town.grid_worker.account_id)


def test_deliver_from_project_waits_for_a_call_back(town: Town) -> None:
    issue = town.triaged()
    join(town, issue)

    deliver_from_project(issue_ids=[issue.pk], note="整条街换了新灯", by=town.reviewer, at=AT + HOUR)

    now = again(issue)
    assert (now.state, now.route, now.closed_at) == ("delivered", "in_project", None)
    assert Message.objects.filter(event="delivered").count() == 1


def test_deliver_issue_does_not_end_what_a_project_does(town: Town, refused) -> None:
    issue = town.triaged()
    join(town, issue)

    refused(
        "issue.in_project",
        lambda: deliver_issue(issue_id=issue.pk, note="换了", by=town.grid_worker, at=AT),
    )
