"""派单、接单、异议、退单."""

from datetime import timedelta

import pytest

from doorstep.issues.models import Dispatch, Issue
from doorstep.issues.services import (
    accept_dispatch,
    dispatch_issue,
    object_dispatch,
    recall_dispatch,
    return_dispatch,
    start_work,
)
from doorstep.people.models import Unit
from tests.issues.town import AT, DAY, HOUR, Town, make_town

END_OF_DAY = timedelta(hours=8, minutes=30)


def again(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)


def test_dispatch_writes_the_unit_and_both_limits(town: Town) -> None:
    now = again(town.dispatched())

    sent = Dispatch.objects.get()
    assert (now.state, now.unit_id, now.handler_id) == ("assigned", town.works.pk, None)
    assert (sent.state, sent.accept_due_at, sent.due_at) == (
        "sent",
        AT + DAY + END_OF_DAY,
        AT + 7 * DAY + END_OF_DAY,
    )


def test_dispatch_of_something_complex_gives_fifteen_working_days(town: Town) -> None:
    issue = town.dispatched(urgency="complex")

    assert again(issue).solve_due_at == AT + 21 * DAY + END_OF_DAY


def test_dispatch_of_what_is_not_sorted_is_refused(town: Town, refused) -> None:
    issue = town.capture()

    refused(
        "move.unknown",
        lambda: dispatch_issue(issue_id=issue.pk, unit_id=town.works.pk, by=town.clerk, at=AT),
    )


def test_dispatch_to_a_unit_of_another_street_is_not_found(town: Town, not_found) -> None:
    issue = town.triaged()
    stranger = make_town("030", "另一街道").works

    not_found(lambda: dispatch_issue(issue_id=issue.pk, unit_id=stranger.pk, by=town.clerk, at=AT))


def test_dispatch_to_a_closed_unit_is_refused(town: Town, refused) -> None:
    issue = town.triaged()
    Unit.objects.filter(pk=town.water.pk).update(active=False)

    refused(
        "unit.closed",
        lambda: dispatch_issue(issue_id=issue.pk, unit_id=town.water.pk, by=town.clerk, at=AT),
    )


def test_accept_makes_its_reader_the_handler(town: Town) -> None:
    now = again(town.accepted())

    assert (now.state, now.handler_id, Dispatch.objects.get().state) == (
        "accepted",
        town.handler.account_id,
        "accepted",
    )


def test_start_work_after_accepting(town: Town) -> None:
    issue = town.accepted()

    start_work(issue_id=issue.pk, by=town.handler, at=AT + HOUR)

    assert again(issue).state == "working"


def test_object_within_a_working_day_goes_back_to_be_sorted(town: Town) -> None:
    issue = town.dispatched()

    object_dispatch(
        issue_id=issue.pk, reason_code="not_our_duty", note="路灯归供电", by=town.handler, at=AT + DAY
    )

    now, sent = again(issue), Dispatch.objects.get()
    assert (now.state, now.unit_id, now.return_count) == ("objected", None, 0)
    assert (sent.state, sent.reason_code, sent.note) == ("objected", "not_our_duty", "路灯归供电")


def test_object_after_a_working_day_is_refused(town: Town, refused) -> None:
    issue = town.dispatched()
    late = AT + DAY + END_OF_DAY + timedelta(minutes=1)

    refused(
        "dispatch.objection_late",
        lambda: object_dispatch(
            issue_id=issue.pk, reason_code="not_our_duty", note="不归我们", by=town.handler, at=late
        ),
    )


@pytest.mark.parametrize(
    ("reason", "note", "code"), [("mood", "不想", "issue.reason"), ("not_our_duty", " ", "note.needed")]
)
def test_object_needs_a_coded_reason_and_a_note(town: Town, refused, reason, note, code) -> None:
    issue = town.dispatched()

    refused(
        code,
        lambda: object_dispatch(issue_id=issue.pk, reason_code=reason, note=note, by=town.handler, at=AT),
    )


def give_back(town: Town, issue: Issue) -> Issue:
    return return_dispatch(
        issue_id=issue.pk, reason_code="wrong_place", note="不在这个院", by=town.handler, at=AT + HOUR
    )


def test_return_keeps_the_owner_and_counts(town: Town) -> None:
    issue = town.accepted()

    give_back(town, issue)

    now = again(issue)
    assert (now.state, now.unit_id, now.handler_id, now.return_count) == ("triaged", None, None, 1)
    assert (now.owner_id, now.to_coordinator) == (town.grid_worker.account_id, False)


def test_second_return_is_flagged_for_the_coordinator(town: Town) -> None:
    issue = town.accepted()
    give_back(town, issue)
    dispatch_issue(issue_id=issue.pk, unit_id=town.works.pk, by=town.clerk, at=AT + 2 * HOUR)
    accept_dispatch(issue_id=issue.pk, by=town.handler, at=AT + 2 * HOUR)

    give_back(town, issue)

    assert (again(issue).return_count, again(issue).to_coordinator) == (2, True)


def test_recall_before_acceptance_only(town: Town, refused) -> None:
    issue = town.dispatched()
    recall_dispatch(issue_id=issue.pk, note="派错了", by=town.clerk, at=AT)
    assert (again(issue).state, again(issue).unit_id, Dispatch.objects.get().state) == (
        "triaged",
        None,
        "recalled",
    )
    other = town.accepted()

    refused("move.unknown", lambda: recall_dispatch(issue_id=other.pk, note="派错了", by=town.clerk, at=AT))
