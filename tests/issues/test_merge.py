"""并件与拆件: no voice is lost, each is answered."""

from typing import Any

from doorstep.issues.models import Issue, IssueStep, Merge
from doorstep.issues.queries import InboxFilter, inbox, pin_of, tracking_view
from doorstep.issues.rules import Reporter
from doorstep.issues.services import (
    accept_dispatch,
    close_issue,
    deliver_issue,
    dispatch_issue,
    merge_issues,
    reopen_issue,
    unmerge_issue,
)
from doorstep.messages.models import Message
from tests.issues.town import AT, DAY, HOUR, Town, make_town

NEIGHBOUR = Reporter(name="赵大成", phone="13900002222", told_by="file")


def again(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)


def merge(town: Town, survivor: Issue, *voices: Issue, **changes: Any) -> Issue:
    ids = [voice.pk for voice in voices]
    values = {"survivor_id": survivor.pk, "merged_ids": ids, "note": "同一盏灯", "by": town.clerk, "at": AT}
    return merge_issues(**(values | changes))


def finish(town: Town, issue: Issue) -> None:
    """The survivor is done, called back and closed."""
    dispatch_issue(issue_id=issue.pk, unit_id=town.works.pk, by=town.clerk, at=AT)
    accept_dispatch(issue_id=issue.pk, by=town.handler, at=AT)
    deliver_issue(issue_id=issue.pk, note="换了", by=town.handler, at=AT)
    town.call(issue.pk)
    close_issue(issue_id=issue.pk, by=town.caller, at=AT + DAY)


def test_merge_keeps_every_voice_findable(town: Town) -> None:
    survivor, voice = town.triaged(), town.capture(text="三单元的灯一直不亮", reporter=NEIGHBOUR)

    merge(town, survivor, voice)

    now = again(voice)
    assert (now.state, now.route, now.is_open, now.merged_into_id) == ("merged", "merged", False, survivor.pk)
    assert again(survivor).voice_count == 1
    assert inbox(town.clerk, InboxFilter(text="三单元"), at=AT).rows == [voice]
    assert Message.objects.filter(event="merged").count() == 1


def test_merge_takes_a_voice_back_from_its_unit(town: Town) -> None:
    survivor, voice = town.triaged(), town.accepted()

    merge(town, survivor, voice)

    assert (again(voice).unit_id, voice.dispatches.get().state) == (None, "recalled")


def test_every_voice_is_answered_when_the_survivor_closes(town: Town) -> None:
    survivor = town.triaged()
    voice, same_household = town.capture(reporter=NEIGHBOUR), town.capture()
    merge(town, survivor, voice, same_household)

    finish(town, survivor)

    for each in (voice, same_household):
        assert (again(each).closed_at, again(each).close_reason) == (AT + DAY, "with_survivor")
        assert IssueStep.objects.filter(issue=each, act="issue.answer_voice").count() == 1
    told = Message.objects.filter(event="closed")
    assert told.count() == 2  # two households, three voices


def test_voices_of_a_merged_survivor_are_answered_too(town: Town) -> None:
    top, middle, voice = town.triaged(), town.triaged(), town.capture(reporter=NEIGHBOUR)
    merge(town, middle, voice)
    merge(town, top, middle)

    finish(town, top)

    assert again(voice).close_reason == "with_survivor"


def test_voice_shows_how_the_matter_stands(town: Town) -> None:
    survivor, voice = town.triaged(), town.capture(reporter=NEIGHBOUR)
    merge(town, survivor, voice, at=AT + HOUR)
    dispatch_issue(issue_id=survivor.pk, unit_id=town.works.pk, by=town.clerk, at=AT + 2 * HOUR)

    view = tracking_view(voice.tracking, pin_of(voice))

    assert (view.state, view.merged_tracking, view.text) == ("assigned", survivor.tracking, voice.text)
    assert [entry.what for entry in view.life] == [
        "收到反映",
        "与同一件事合并办理",
        "交给承办单位",
        "承办单位接单",
    ]


def test_reopening_the_survivor_reopens_the_voices(town: Town) -> None:
    survivor, voice = town.triaged(), town.capture(reporter=NEIGHBOUR)
    merge(town, survivor, voice)
    finish(town, survivor)

    reopen_issue(issue_id=survivor.pk, note="又坏了", by=town.caller, at=AT + 2 * DAY)

    assert (again(voice).closed_at, again(voice).state) == (None, "merged")
    assert Message.objects.filter(event="reopened").count() == 2


def test_unmerge_sorts_the_voice_again_and_keeps_the_history(town: Town) -> None:
    survivor, voice = town.triaged(), town.triaged("long_term", reporter=NEIGHBOUR)
    merge(town, survivor, voice)

    unmerge_issue(issue_id=voice.pk, note="不是同一盏灯", by=town.clerk, at=AT + HOUR)

    now = again(voice)
    assert (now.state, now.route, now.is_open, now.merged_into_id) == ("triaged", "long_term", True, None)
    assert again(survivor).voice_count == 0
    assert Merge.objects.get().undone_at == AT + HOUR


def test_unmerge_after_closing_takes_the_answer_back(town: Town) -> None:
    survivor, voice = town.triaged(), town.capture(reporter=NEIGHBOUR)
    merge(town, survivor, voice)
    finish(town, survivor)

    unmerge_issue(issue_id=voice.pk, note="是另一件事", by=town.clerk, at=AT + 2 * DAY)

    assert (again(voice).closed_at, again(voice).close_reason, again(voice).route) == (None, "", "in_hand")


def test_merge_refuses_itself_nothing_and_ended_survivors(town: Town, refused) -> None:
    issue, delivered = town.triaged(), town.delivered()
    refused("merge.itself", lambda: merge(town, issue, issue))
    refused("merge.itself", lambda: merge(town, issue))
    refused("move.unknown", lambda: merge(town, issue, delivered))
    voice = town.triaged()
    merge(town, issue, voice)

    refused("merge.survivor_ended", lambda: merge(town, voice, issue))


def test_merge_across_streets_is_not_found(town: Town, not_found) -> None:
    issue, stranger = town.triaged(), make_town("030", "另一街道").triaged()

    not_found(lambda: merge(town, issue, stranger))
