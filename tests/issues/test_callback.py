"""回访、销号、重新办理: only the reporter's own word, or a reason that is checked, ends a matter."""

from datetime import timedelta
from uuid import UUID

import pytest

from doorstep.issues.models import CallBack, Dispatch, Issue, IssueStep
from doorstep.issues.queries import pin_of, rates
from doorstep.issues.services import (
    close_by_reason,
    close_issue,
    confirm_at_door,
    deliver_issue,
    dispatch_issue,
    explain_issue,
    finish_on_spot,
    record_callback,
    reopen_issue,
)
from doorstep.messages.models import Message
from tests.issues.town import AT, DAY, HOUR, Town

NEXT = AT + DAY


def again(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)


def test_call_back_that_reaches_keeps_answer_and_grade(town: Town) -> None:
    issue = town.delivered()

    made = town.call(issue.pk, answer="partly", grade=3, remark="亮了两层,三楼还黑着")

    now = again(issue)
    assert (now.state, now.answer, now.grade, now.is_open) == ("called_back", "partly", 3, True)
    assert (made.attempt, made.day_part, made.outcome) == (1, "morning", "reached")


def test_call_back_that_reaches_nobody_leaves_the_state(town: Town) -> None:
    issue = town.delivered()

    town.call(issue.pk, outcome="unreachable")

    assert (again(issue).state, CallBack.objects.count()) == ("delivered", 1)


def three_attempts(town: Town, issue_id: UUID) -> None:
    for day, hours in ((1, 0), (2, 6), (3, 11)):
        town.call(issue_id, outcome="unreachable", at=AT + day * DAY + hours * HOUR)


def test_call_back_a_fourth_time_is_refused(town: Town, refused) -> None:
    issue = town.delivered()
    three_attempts(town, issue.pk)

    refused("callback.attempts_used", lambda: town.call(issue.pk, at=AT + 4 * DAY))


@pytest.mark.parametrize(
    ("at", "code"),
    [(NEXT + 6 * HOUR, "callback.same_day"), (NEXT + DAY, "callback.same_part")],
)
def test_call_back_on_the_same_day_or_part_is_refused(town: Town, refused, at, code: str) -> None:
    issue = town.delivered()
    town.call(issue.pk, outcome="unreachable", at=NEXT)

    refused(code, lambda: town.call(issue.pk, at=at))


def test_call_back_counts_anew_after_a_new_delivery(town: Town) -> None:
    issue = town.delivered()
    town.call(issue.pk, answer="unresolved", grade=1)
    reopen_issue(issue_id=issue.pk, note="还黑着", by=town.caller, at=NEXT)
    deliver_issue(issue_id=issue.pk, note="线路也换了", by=town.handler, at=NEXT + DAY)

    made = town.call(issue.pk, at=NEXT + 2 * DAY)

    assert made.attempt == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"outcome": "busy"}, "callback.outcome"),
        ({"mode": "rumour"}, "callback.mode"),
        ({"answer": ""}, "callback.answer_needed"),
        ({"answer": "perhaps"}, "callback.answer_needed"),
        ({"grade": None}, "callback.answer_needed"),
        ({"grade": 6}, "callback.answer_needed"),
        ({"outcome": "refused"}, "callback.answer_without_reaching"),
    ],
)
def test_call_back_refuses_words_that_do_not_fit(town: Town, refused, changes, code: str) -> None:
    issue = town.delivered()
    values = {"outcome": "reached", "mode": "phone", "answer": "resolved", "grade": 5} | changes

    refused(code, lambda: record_callback(issue_id=issue.pk, **values, by=town.caller, at=NEXT))


def test_call_back_of_what_is_not_delivered_is_refused(town: Town, refused) -> None:
    issue = town.accepted()

    refused("move.unknown", lambda: town.call(issue.pk))


def test_deliverer_never_calls_back_even_as_a_caller(town: Town, refused) -> None:
    issue = town.on_spot()
    Issue.objects.filter(pk=issue.pk).update(delivered_by=town.caller.account_id)

    refused("not_allowed", lambda: town.call(issue.pk))


def test_unit_that_delivered_never_calls_back(town: Town, refused) -> None:
    issue = town.delivered()
    colleague = town.hire("caller", unit=town.works)

    refused(
        "not_allowed",
        lambda: record_callback(
            issue_id=issue.pk,
            outcome="reached",
            mode="phone",
            answer="resolved",
            grade=5,
            by=colleague,
            at=NEXT,
        ),
    )


def test_close_after_a_call_back_tells_and_ends(town: Town) -> None:
    issue = town.called_back()

    close_issue(issue_id=issue.pk, by=town.caller, at=NEXT)

    now = again(issue)
    assert (now.state, now.is_open, now.closed_at, now.close_reason, now.due_at) == (
        "closed",
        False,
        NEXT,
        "called_back",
        None,
    )
    assert Message.objects.filter(event="closed").count() == 1


def test_close_of_what_is_not_resolved_is_refused(town: Town, refused) -> None:
    issue = town.called_back(answer="unresolved", grade=1)

    refused("issue.not_resolved", lambda: close_issue(issue_id=issue.pk, by=town.caller, at=NEXT))


def test_close_of_what_was_explained_may_stay_unresolved(town: Town) -> None:
    issue = town.triaged()
    explain_issue(issue_id=issue.pk, note="归市里管", by=town.clerk, at=AT)
    town.call(issue.pk, answer="unresolved", grade=2)

    close_issue(issue_id=issue.pk, by=town.caller, at=NEXT)

    assert (again(issue).state, again(issue).answer) == ("closed", "unresolved")


def test_delivered_is_not_closed(town: Town, refused) -> None:
    issue = town.delivered()

    refused("move.unknown", lambda: close_issue(issue_id=issue.pk, by=town.caller, at=NEXT))


def test_confirm_by_signature_closes_what_was_put_right_at_once(town: Town) -> None:
    issue = town.on_spot()

    confirm_at_door(issue_id=issue.pk, by=town.grid_worker, at=AT)

    assert (again(issue).state, again(issue).close_reason) == ("closed", "confirmed_at_door")


def test_confirm_by_the_households_query_password(town: Town, refused) -> None:
    issue = town.on_spot()
    wrong = f"{(int(pin_of(issue)) + 1) % 10**6:06}"
    refused(
        "tracking.pin",
        lambda: confirm_at_door(issue_id=issue.pk, mode="code", code=wrong, by=town.grid_worker, at=AT),
    )

    confirm_at_door(issue_id=issue.pk, mode="code", code=pin_of(issue), by=town.grid_worker, at=AT)

    assert again(issue).state == "closed"


def test_confirm_by_word_of_mouth_is_not_taken_by_the_deliverer(town: Town, refused) -> None:
    issue = town.on_spot()
    refused(
        "not_allowed", lambda: confirm_at_door(issue_id=issue.pk, mode="verbal", by=town.grid_worker, at=AT)
    )

    confirm_at_door(issue_id=issue.pk, mode="verbal", by=town.secretary, at=AT)

    assert again(issue).state == "closed"


def test_confirm_by_shouting_is_refused(town: Town, refused) -> None:
    issue = town.on_spot()

    refused(
        "issue.confirm_mode",
        lambda: confirm_at_door(issue_id=issue.pk, mode="shout", by=town.grid_worker, at=AT),
    )


def end_by(town: Town, issue: Issue, reason: str) -> Issue:
    return close_by_reason(
        issue_id=issue.pk, reason_code=reason, note="见回访记录", by=town.clerk, at=AT + 4 * DAY
    )


def test_close_as_unreachable_only_after_every_attempt(town: Town, refused) -> None:
    issue = town.delivered()
    town.call(issue.pk, outcome="unreachable", at=AT + HOUR)
    refused("callback.attempts_left", lambda: end_by(town, issue, "unreachable"))
    other = town.delivered()
    three_attempts(town, other.pk)

    end_by(town, other, "unreachable")

    assert (again(other).state, again(other).close_reason) == ("closed", "unreachable")


def test_close_as_refused_only_when_somebody_refused(town: Town, refused) -> None:
    issue = town.delivered()
    refused("callback.nobody_refused", lambda: end_by(town, issue, "refused_answer"))
    town.call(issue.pk, outcome="refused")

    end_by(town, issue, "refused_answer")

    assert again(issue).close_reason == "refused_answer"


def test_close_as_anonymous_only_without_contact(town: Town, refused) -> None:
    named, nameless = town.delivered(), town.delivered(reporter=None)
    refused("issue.has_contact", lambda: end_by(town, named, "anonymous"))

    end_by(town, nameless, "anonymous")

    assert again(nameless).close_reason == "anonymous"


def test_close_as_withdrawn_before_anything_was_done_counts_as_explained(town: Town) -> None:
    issue = town.capture()

    end_by(town, issue, "withdrawn")

    assert (again(issue).state, again(issue).route) == ("closed", "explained")


@pytest.mark.parametrize(
    ("reason", "code"),
    [("unreachable", "issue.not_delivered"), ("historic_import", "issue.reason"), ("tired", "issue.reason")],
)
def test_close_of_what_was_not_delivered_needs_a_withdrawal(town: Town, refused, reason, code: str) -> None:
    issue = town.triaged()

    refused(code, lambda: end_by(town, issue, reason))


def test_deliverer_never_closes(town: Town, refused) -> None:
    issue = town.triaged(reporter=None)
    explain_issue(issue_id=issue.pk, note="归市里管", by=town.clerk, at=AT)

    refused("not_allowed", lambda: end_by(town, issue, "anonymous"))


@pytest.mark.parametrize("closed", [False, True])
def test_reopen_counts_and_goes_back_to_its_unit_with_a_new_limit(town: Town, closed: bool) -> None:
    issue = town.called_back(answer="resolved")
    if closed:
        close_issue(issue_id=issue.pk, by=town.caller, at=NEXT)

    reopen_issue(issue_id=issue.pk, note="又黑了", by=town.caller, at=NEXT)

    now = again(issue)
    assert (now.state, now.is_open, now.reopen_count, now.closed_at, now.close_reason) == (
        "working",
        True,
        1,
        None,
        "",
    )
    assert (now.unit_id, now.due_at) == (town.works.pk, NEXT + 7 * DAY + timedelta(hours=8, minutes=30))
    assert [row.state for row in Dispatch.objects.order_by("id")] == ["delivered", "accepted"]
    assert Message.objects.filter(event="reopened").count() == 1


def test_reopened_can_be_delivered_called_back_and_closed_again(town: Town) -> None:
    issue = town.called_back(answer="unresolved", grade=1)
    reopen_issue(issue_id=issue.pk, note="还黑着", by=town.caller, at=NEXT)
    deliver_issue(issue_id=issue.pk, note="整条线换了", by=town.handler, at=NEXT + DAY)
    town.call(issue.pk, at=NEXT + 2 * DAY)

    close_issue(issue_id=issue.pk, by=town.caller, at=NEXT + 2 * DAY)

    assert (again(issue).state, again(issue).answer, again(issue).reopen_count) == ("closed", "resolved", 1)
    assert Message.objects.filter(event="delivered").count() == 2


def test_reopened_on_spot_may_be_put_right_at_once_again(town: Town) -> None:
    issue = town.on_spot()
    town.call(issue.pk, answer="unresolved", grade=2)
    reopen_issue(issue_id=issue.pk, note="又灭了", by=town.caller, at=NEXT)

    finish_on_spot(issue_id=issue.pk, note="换了整灯", by=town.grid_worker, at=NEXT + 2 * DAY)

    assert (again(issue).state, again(issue).route) == ("on_spot_done", "on_spot")


def test_reopened_on_spot_can_be_dispatched(town: Town) -> None:
    issue = town.on_spot()
    town.call(issue.pk, answer="unresolved", grade=2)
    reopen_issue(issue_id=issue.pk, note="又灭了", by=town.caller, at=NEXT)

    dispatch_issue(issue_id=issue.pk, unit_id=town.works.pk, by=town.clerk, at=NEXT)

    assert (again(issue).state, again(issue).unit_id) == ("assigned", town.works.pk)


def test_reopen_needs_a_note(town: Town, refused) -> None:
    issue = town.called_back()

    refused("note.needed", lambda: reopen_issue(issue_id=issue.pk, note="", by=town.caller, at=NEXT))


def test_rates_follow_the_last_valid_call_back(town: Town) -> None:
    town.called_back(answer="resolved", grade=5)
    issue = town.called_back(answer="unresolved", grade=1)
    town.delivered()

    found = rates(town.street.pk, 2026)

    assert (found.solved.part, found.solved.n, found.satisfied.part, found.satisfied.n) == (1, 2, 1, 2)
    assert (found.response.part, found.response.n) == (3, 3)
    assert IssueStep.objects.filter(issue=issue, act="issue.call_back").count() == 1
