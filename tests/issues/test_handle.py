"""Sorting, putting right at once, explaining, redirecting, contacting, delivering, extending."""

from datetime import timedelta

import pytest

from doorstep.issues.models import Dispatch, Extension, Issue, IssueStep
from doorstep.issues.services import (
    accept_dispatch,
    contact_reporter,
    deliver_issue,
    dispatch_issue,
    explain_issue,
    extend_issue,
    finish_on_spot,
    redirect_issue,
    triage_issue,
)
from doorstep.kernel.actor import Actor
from doorstep.messages.models import Message
from tests.issues.town import AT, DAY, HOUR, Town

END_OF_DAY = timedelta(hours=8, minutes=30)  # from 9:00 to 17:30


def again(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)


def last_step(issue: Issue) -> IssueStep:
    return IssueStep.objects.filter(issue=issue).order_by("-number")[0]


def test_triage_sets_route_urgency_category_and_the_time_for_dispatching(town: Town) -> None:
    issue = town.capture()

    triage_issue(
        issue_id=issue.pk,
        route="long_term",
        category_code="pipe",
        urgency="complex",
        by=town.clerk,
        at=AT + HOUR,
    )

    now = again(issue)
    assert (now.state, now.route, now.category.code, now.urgency) == (
        "triaged",
        "long_term",
        "pipe",
        "complex",
    )
    assert (now.due_at, now.owner_id) == (AT + HOUR + DAY, town.grid_worker.account_id)


def test_triage_makes_the_clerk_first_receiver_of_what_nobody_owned(town: Town) -> None:
    issue = town.capture(by=Actor.resident(town.street.pk))

    triage_issue(issue_id=issue.pk, route="time_limited", by=town.clerk, at=AT)

    assert again(issue).owner_id == town.clerk.account_id


def test_triage_as_urgent_brings_the_first_contact_forward(town: Town) -> None:
    issue = town.capture()

    triage_issue(issue_id=issue.pk, route="time_limited", urgency="urgent", by=town.clerk, at=AT + HOUR)

    assert again(issue).response_due_at == AT + 2 * HOUR


def test_triage_to_on_spot_counts_three_working_days_from_receipt(town: Town) -> None:
    issue = town.triaged("on_spot")

    assert again(issue).solve_due_at == again(issue).due_at == AT + 3 * DAY + END_OF_DAY


@pytest.mark.parametrize("route", ["in_hand", "explained", "merged", "in_project", "gone"])
def test_triage_refuses_routes_that_are_acts_of_their_own(town: Town, refused, route: str) -> None:
    issue = town.capture()

    refused("issue.route", lambda: triage_issue(issue_id=issue.pk, route=route, by=town.clerk, at=AT))


def test_triage_of_what_is_delivered_is_refused(town: Town, refused) -> None:
    issue = town.on_spot()

    refused("move.unknown", lambda: triage_issue(issue_id=issue.pk, route="on_spot", by=town.clerk, at=AT))


def test_on_spot_is_delivered_at_once_and_waits_for_a_call_back(town: Town) -> None:
    now = again(town.on_spot())

    assert (now.state, now.route, now.is_open) == ("on_spot_done", "on_spot", True)
    assert (now.delivered_at, now.delivered_by_id) == (AT, town.grid_worker.account_id)
    assert now.due_at == AT + 7 * DAY + END_OF_DAY  # five working days
    assert last_step(now).public_note == "当场换了灯泡。"
    assert Message.objects.filter(event="delivered").count() == 1


def test_on_spot_after_the_short_limit_is_refused(town: Town, refused) -> None:
    issue = town.capture()
    late = AT + 3 * DAY + END_OF_DAY + timedelta(minutes=1)

    refused(
        "issue.on_spot_late",
        lambda: finish_on_spot(issue_id=issue.pk, note="修了", by=town.grid_worker, at=late),
    )


def test_on_spot_written_down_later_is_judged_by_when_it_was_done(town: Town) -> None:
    issue = town.capture()

    finish_on_spot(issue_id=issue.pk, note="修了", done_at=AT + HOUR, by=town.grid_worker, at=AT + 20 * DAY)

    assert again(issue).delivered_at == AT + HOUR


@pytest.mark.parametrize("shift", [-HOUR, 2 * HOUR])
def test_on_spot_cannot_be_done_before_it_was_said_or_in_the_future(town: Town, refused, shift) -> None:
    issue = town.capture()

    refused(
        "issue.done_at",
        lambda: finish_on_spot(
            issue_id=issue.pk, note="修了", done_at=AT + shift, by=town.grid_worker, at=AT + HOUR
        ),
    )


def test_on_spot_needs_a_note(town: Town, refused) -> None:
    issue = town.capture()

    refused("note.needed", lambda: finish_on_spot(issue_id=issue.pk, note=" ", by=town.grid_worker, at=AT))


def test_contact_counts_the_first_time_only(town: Town) -> None:
    issue = town.accepted()

    contact_reporter(issue_id=issue.pk, by=town.handler, at=AT + HOUR)
    contact_reporter(issue_id=issue.pk, by=town.handler, at=AT + DAY)

    assert again(issue).contacted_at == AT + HOUR


def test_explain_tells_the_reporter_and_counts_as_explained(town: Town) -> None:
    issue = town.triaged()

    explain_issue(issue_id=issue.pk, note="这条路归市里管,已列入明年计划。", by=town.clerk, at=AT + HOUR)

    now = again(issue)
    assert (now.state, now.route, now.contacted_at) == ("explained", "explained", AT + HOUR)
    assert last_step(now).public_note == "这条路归市里管,已列入明年计划。"
    assert "答复" in Message.objects.get(event="delivered").subject


def test_redirect_keeps_the_code_and_what_was_told(town: Town, refused) -> None:
    issue = town.capture()
    refused(
        "issue.reason",
        lambda: redirect_issue(issue_id=issue.pk, reason_code="boring", note="去别处", by=town.clerk, at=AT),
    )

    redirect_issue(
        issue_id=issue.pk, reason_code="legal_route", note="请到法院立案窗口。", by=town.clerk, at=AT
    )

    now = again(issue)
    assert (now.state, now.route, now.redirect_reason) == ("redirected", "redirected", "legal_route")
    assert (last_step(now).note, last_step(now).public_note) == ("legal_route", "请到法院立案窗口。")


def test_deliver_by_the_unit_ends_its_dispatch_and_tells(town: Town) -> None:
    issue = town.delivered()

    now = again(issue)
    assert (now.state, now.delivered_by_id, now.closed_at) == ("delivered", town.handler.account_id, None)
    assert Dispatch.objects.get().state == "delivered"
    assert Message.objects.filter(event="delivered").count() == 1


def test_deliver_of_on_spot_within_the_limit_stays_on_spot(town: Town) -> None:
    assert again(town.delivered("on_spot")).route == "on_spot"


def test_deliver_of_on_spot_after_the_limit_becomes_time_limited(town: Town) -> None:
    issue = town.accepted("on_spot")

    deliver_issue(issue_id=issue.pk, note="换了", by=town.handler, at=AT + 4 * DAY)

    assert again(issue).route == "time_limited"


def test_deliver_by_another_unit_is_not_found(town: Town, not_found) -> None:
    issue = town.accepted()
    other = town.hire("handler", unit=town.water)

    not_found(lambda: deliver_issue(issue_id=issue.pk, note="换了", by=other, at=AT))


def test_extend_before_the_limit_moves_it_and_tells_the_new_day(town: Town) -> None:
    issue = town.accepted()
    limit = again(issue).solve_due_at

    extend_issue(issue_id=issue.pk, days=3, reason="等配件", by=town.handler, at=AT + DAY)

    now, extension = again(issue), Extension.objects.get()
    assert now.solve_due_at == now.due_at == extension.due_after_at == limit + 3 * DAY
    assert (extension.due_before_at, now.extension_count) == (limit, 1)
    assert Dispatch.objects.get().due_at == now.due_at
    assert "新的办结期限是2026年3月12日。" in Message.objects.get(event="extended").body


def test_extend_twice_tells_twice(town: Town) -> None:
    issue = town.accepted()

    for _ in range(2):
        extend_issue(issue_id=issue.pk, days=3, reason="等配件", by=town.handler, at=AT + DAY)

    told = Message.objects.filter(event="extended").order_by("about").values_list("about", flat=True)
    assert list(told) == [f"issue:{issue.pk}", f"issue:{issue.pk}:2"]


def test_extend_after_the_limit_is_refused(town: Town, refused) -> None:
    issue = town.accepted()
    late = again(issue).solve_due_at + timedelta(minutes=1)

    refused(
        "issue.extend_late",
        lambda: extend_issue(issue_id=issue.pk, days=3, reason="等", by=town.handler, at=late),
    )


@pytest.mark.parametrize(("days", "reason", "code"), [(0, "等", "issue.days_range"), (3, "", "note.needed")])
def test_extend_needs_days_and_a_reason(town: Town, refused, days: int, reason: str, code: str) -> None:
    issue = town.accepted()

    refused(code, lambda: extend_issue(issue_id=issue.pk, days=days, reason=reason, by=town.handler, at=AT))


def test_extend_of_on_spot_makes_it_time_limited(town: Town) -> None:
    issue = town.accepted("on_spot")

    extend_issue(issue_id=issue.pk, days=5, reason="要开挖", by=town.handler, at=AT + HOUR)

    assert again(issue).route == "time_limited"


def test_notes_that_cannot_be_stored_are_refused(town: Town, refused) -> None:
    issue = town.capture()

    refused(
        "text.unreadable",
        lambda: explain_issue(issue_id=issue.pk, note="坏\0字", by=town.clerk, at=AT),
    )


def test_steps_are_numbered_also_at_one_moment(town: Town) -> None:
    issue = town.delivered()

    acts = IssueStep.objects.filter(issue=issue).order_by("number").values_list("number", "act")

    assert list(acts) == [
        (1, "issue.capture"),
        (2, "issue.triage"),
        (3, "issue.dispatch"),
        (4, "issue.accept"),
        (5, "issue.deliver"),
    ]


def test_dispatch_and_accept_keep_the_limits(town: Town) -> None:
    issue = town.triaged()

    dispatch_issue(issue_id=issue.pk, unit_id=town.works.pk, days=7, by=town.clerk, at=AT)
    assert again(issue).due_at == AT + DAY + END_OF_DAY
    accept_dispatch(issue_id=issue.pk, by=town.handler, at=AT)

    assert again(issue).due_at == again(issue).solve_due_at == AT + 9 * DAY + END_OF_DAY
