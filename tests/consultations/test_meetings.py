"""Calling, holding, deciding, minuting and filing a meeting."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from doorstep.consultations import services
from doorstep.consultations.models import Meeting, MeetingStep
from doorstep.consultations.queries import (
    carried_over,
    decided_item,
    decided_items,
    escalated_items,
    held_in,
    meetings,
    public_questions,
)
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import ItemPlan, SeriesPlan
from doorstep.journal.models import Entry
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotAllowed
from tests.consultations.hall import MINUTES, STARTS, Hall
from tests.issues.town import AT, DAY, WEST


def acts_of(meeting: Meeting) -> set[str]:
    return set(MeetingStep.objects.filter(meeting=meeting).values_list("act", flat=True))


def test_called_meeting_has_its_agenda_and_one_journal_entry(hall: Hall) -> None:
    meeting = hall.called(agenda=(ItemPlan("修路"), ItemPlan("照明", owner="城建科")))

    assert (meeting.state, meeting.number, meeting.posted_on) == ("called", 1, day_of(AT))
    assert [(each.order, each.title) for each in meeting.items.order_by("order")] == [
        (1, "修路"),
        (2, "照明"),
    ]
    assert Entry.objects.filter(act="meeting.call", about=f"meeting:{meeting.pk}").count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "party"}, "meeting.kind"),
        ({"title": " "}, "meeting.blank"),
        ({"room": ""}, "meeting.blank"),
        ({"agenda": (ItemPlan(" "),)}, "meeting.item_blank"),
        ({"agenda": (ItemPlan("修路", rule="by_feeling"),)}, "meeting.item_rule"),
        ({"posted_on": day_of(STARTS) + timedelta(days=1)}, "meeting.posted_late"),
        ({"kind": "hearing", "posted_on": day_of(STARTS) - timedelta(days=6)}, "meeting.notice"),
        ({"kind": "owners", "posted_on": day_of(STARTS) - timedelta(days=14)}, "meeting.notice"),
    ],
)
def test_notice_that_is_not_sound_is_refused(hall: Hall, refused, changes: dict, code: str) -> None:
    with refused(code):
        hall.called(**changes)
    assert not Meeting.objects.exists()


def test_hearing_posted_seven_days_ahead_is_called(hall: Hall) -> None:
    assert hall.called(kind="hearing", posted_on=day_of(STARTS) - timedelta(days=7)).kind == "hearing"


@pytest.mark.parametrize(
    "role", ["grid_worker", "grid_head", "handler", "caller", "supervisor", "finance", "member"]
)
def test_meeting_is_called_by_those_who_may(hall: Hall, role: str) -> None:
    with pytest.raises(NotAllowed):
        hall.called(by=hall.town.people[role])


def test_meeting_elsewhere_is_neither_called_nor_found(hall: Hall) -> None:
    west = hall.town.hire("secretary", WEST)

    with pytest.raises(NotAllowed), transaction.atomic():
        hall.called(by=west)
    meeting = hall.called()
    with pytest.raises(Meeting.DoesNotExist), transaction.atomic():
        services.cancel_meeting(meeting_id=meeting.pk, reason="停电", by=west, at=AT)


def test_held_meeting_says_who_might_vote_and_who_came(hall: Hall) -> None:
    meeting = hall.held(entitled=9, attended=7)

    assert (meeting.state, meeting.entitled, meeting.attended, meeting.chair) == ("held", 9, 7, "主持人")
    assert acts_of(meeting) == {"meeting.call", "meeting.hold"}
    assert list(held_in(hall.town.street.pk, STARTS.year)) == [meeting]


def test_meeting_before_its_hour_without_a_chair_or_with_too_many_is_refused(hall: Hall, refused) -> None:
    meeting = hall.called()
    values = {"meeting_id": meeting.pk, "chair": "甲", "entitled": 9, "attended": 9, "by": hall.secretary}

    with refused("meeting.too_early"):
        services.hold_meeting(**values, at=STARTS - timedelta(minutes=1))
    with refused("meeting.chair"):
        services.hold_meeting(**(values | {"chair": " "}), at=STARTS)
    with refused("tally.attended"):
        services.hold_meeting(**(values | {"attended": 10}), at=STARTS)


def test_item_with_a_rule_is_decided_by_its_votes(hall: Hall) -> None:
    meeting = hall.held(agenda=(ItemPlan("修路", rule="party_meeting"),), entitled=9, attended=7)

    item = hall.decide(hall.item(meeting), votes={"heads": Votes(9, 7, 4, 2, 1)})

    assert (item.state, item.yes, item.no, item.abstain) == ("decided", 4, 2, 1)
    assert item.tally["passed"] is True
    assert decided_item(hall.secretary, item.pk) == item


def test_item_that_does_not_reach_its_bar_is_not_carried(hall: Hall) -> None:
    meeting = hall.held(agenda=(ItemPlan("修路", rule="party_meeting"),), entitled=12, attended=7)

    item = hall.decide(hall.item(meeting), votes={"heads": Votes(12, 7, 7)})

    assert (item.state, item.tally["passed"]) == ("not_carried", False)


def test_item_with_a_rule_needs_votes_of_those_who_came(hall: Hall, refused) -> None:
    meeting = hall.held(agenda=(ItemPlan("修路", rule="party_meeting"),), entitled=9, attended=7)
    item = hall.item(meeting)

    with refused("meeting.votes_needed"):
        hall.decide(item)
    with refused("tally.attended"):
        hall.decide(item, votes={"heads": Votes(9, 8, 5)})


def test_item_without_a_rule_is_decided_in_words_and_once(hall: Hall, refused) -> None:
    item = hall.item(hall.held(about="project:1"))

    with refused("note.needed"):
        hall.decide(item, decision=" ")
    assert hall.decide(item).state == "decided"
    with refused("meeting.decided"):
        hall.decide(item)
    assert list(decided_items("project:1")) == [item]


def test_item_is_not_decided_before_the_meeting(hall: Hall, refused) -> None:
    with refused("meeting.not_held"):
        hall.decide(hall.item(hall.called()))


def test_deferred_item_is_open_still(hall: Hall) -> None:
    item = hall.decide(hall.item(hall.held()), deferred=True)

    assert (item.state, item.decided_at) == ("deferred", None)


def test_item_is_done_with_a_word_and_once(hall: Hall, refused) -> None:
    item = hall.decide(hall.item(hall.held()))
    finish = {"item_id": item.pk, "by": hall.secretary, "at": STARTS + DAY}

    with refused("note.needed"):
        services.finish_item(note="", **finish)
    assert services.finish_item(note="路已修好。", **finish).state == "done"
    with refused("meeting.item_over"):
        services.finish_item(note="又修。", **finish)


def test_agenda_grows_until_the_minutes(hall: Hall, refused) -> None:
    meeting = hall.held()

    added = services.add_agenda_item(
        meeting_id=meeting.pk, item=ItemPlan("临时动议"), by=hall.secretary, at=STARTS
    )
    assert added.order == 2
    services.write_minutes(meeting_id=meeting.pk, minutes=MINUTES, by=hall.secretary, at=STARTS)
    with refused("meeting.over"):
        services.add_agenda_item(meeting_id=meeting.pk, item=ItemPlan("太晚"), by=hall.secretary, at=STARTS)


@pytest.mark.parametrize("kind", ["owners", "residents", "representatives", "hearing"])
def test_nothing_is_put_to_the_vote_that_was_not_posted(hall: Hall, refused, kind: str) -> None:
    starts_at = STARTS + 20 * DAY
    meeting = hall.called(kind=kind, starts_at=starts_at, posted_on=day_of(AT + DAY))
    early, posted, sitting = AT, AT + DAY, starts_at

    def add(title: str, rule: str, at: datetime) -> str:
        item = ItemPlan(title, rule=rule)
        services.add_agenda_item(meeting_id=meeting.pk, item=item, by=hall.secretary, at=at)
        return title

    add("及时列入", "resident_meeting", early)
    with refused("meeting.not_posted"):
        add("临时表决", "resident_meeting", posted)
    hall.hold(meeting)
    with refused("meeting.not_posted"):
        add("会上表决", "resident_meeting", sitting)
    assert add("会上讨论", "", sitting) == "会上讨论"


@pytest.mark.parametrize("kind", ["party_branch", "owners", "residents", "representatives"])
def test_meeting_that_decides_by_vote_decides_nothing_without_one(hall: Hall, refused, kind: str) -> None:
    item = hall.item(hall.held(kind=kind, starts_at=STARTS + 20 * DAY))

    with refused("meeting.only_talk"):
        hall.decide(item)
    assert hall.decide(item, deferred=True).state == "deferred"


def test_minutes_may_be_improved_until_they_are_filed(hall: Hall, refused) -> None:
    meeting = hall.minuted()
    write = {"meeting_id": meeting.pk, "by": hall.secretary, "at": STARTS + DAY}

    assert services.write_minutes(minutes="补记一句。", **write).minutes == "补记一句。"
    services.close_meeting(**write)
    with refused("move.unknown"):
        services.write_minutes(minutes="再改。", **write)


def test_meeting_is_filed_when_every_question_has_its_answer(hall: Hall, refused) -> None:
    meeting = hall.held(kind="questions", about="project:1", is_public=True)
    ask = {"by": hall.secretary, "at": STARTS}
    with refused("note.needed"):
        services.ask_question(meeting_id=meeting.pk, text=" ", **ask)
    question = services.ask_question(meeting_id=meeting.pk, text="初装费能不能分期？", **ask)
    services.write_minutes(meeting_id=meeting.pk, minutes=MINUTES, **ask)

    with refused("meeting.unanswered"):
        services.close_meeting(meeting_id=meeting.pk, **ask)
    with refused("note.needed"):
        services.answer_question(question_id=question.pk, answer="可以。", answered_by="", **ask)
    answer = {"question_id": question.pk, "answer": "可以分两次交。", "answered_by": "供热公司"}
    services.answer_question(**answer, **ask)
    with refused("meeting.answered"):
        services.answer_question(**answer, **ask)

    assert services.close_meeting(meeting_id=meeting.pk, **ask).state == "closed"
    assert public_questions("project:1") == [
        {
            "on": day_of(STARTS).isoformat(),
            "question": "初装费能不能分期？",
            "answer": "可以分两次交。",
            "by": "供热公司",
        }
    ]


def test_questions_of_a_meeting_that_is_not_public_stay_inside(hall: Hall) -> None:
    meeting = hall.held(kind="committee", about="project:1")
    question = services.ask_question(meeting_id=meeting.pk, text="谁施工？", by=hall.secretary, at=STARTS)
    services.answer_question(
        question_id=question.pk, answer="招标后公布。", answered_by="城建科", by=hall.secretary, at=STARTS
    )

    assert public_questions("project:1") == []


def test_question_and_answer_meeting_is_public_whatever_was_ticked(hall: Hall) -> None:
    assert hall.called(kind="questions", is_public=False).is_public


def test_question_before_the_meeting_is_refused(hall: Hall, refused) -> None:
    with refused("meeting.not_held"):
        services.ask_question(meeting_id=hall.called().pk, text="谁施工？", by=hall.secretary, at=AT)


def test_cancelled_meeting_says_why_and_does_not_count(hall: Hall, refused) -> None:
    meeting = hall.called()

    with refused("note.needed"):
        services.cancel_meeting(meeting_id=meeting.pk, reason="", by=hall.secretary, at=AT)
    services.cancel_meeting(meeting_id=meeting.pk, reason="会议室停电", by=hall.secretary, at=AT)

    assert held_in(hall.town.street.pk, STARTS.year).count() == 0
    assert acts_of(meeting) == {"meeting.call", "meeting.cancel"}


def series(hall: Hall, *, rhythm: str = "daily", days: int = 10, **changes: object) -> Meeting:
    return services.start_series(
        call=hall.call(kind="daily", title="现场日例会", about="project:1", **changes),
        plan=SeriesPlan(rhythm, day_of(STARTS) + timedelta(days=days)),
        by=hall.secretary,
        at=AT,
    )


def newest() -> Meeting:
    return Meeting.objects.order_by("-number")[0]


def test_series_gets_its_next_meeting_when_one_is_held(hall: Hall) -> None:
    first = series(hall)

    hall.hold(first)

    following = newest()
    assert (following.number, following.state) == (2, "called")
    assert following.starts_at == first.starts_at + DAY


def test_series_goes_on_when_one_of_its_meetings_is_cancelled(hall: Hall) -> None:
    first = series(hall)

    services.cancel_meeting(meeting_id=first.pk, reason="停电", by=hall.secretary, at=AT)

    following = newest()
    assert (following.number, following.state) == (2, "called")
    assert following.starts_at == first.starts_at + DAY


def test_series_ends_with_a_cancelled_meeting_when_that_is_said(hall: Hall) -> None:
    first = series(hall)

    services.cancel_meeting(
        meeting_id=first.pk, reason="工程完工", ends_series=True, by=hall.secretary, at=AT
    )

    assert newest() == first


def test_item_left_open_is_decided_after_a_cancelled_meeting(hall: Hall) -> None:
    first = series(hall)
    hall.hold(first)
    services.cancel_meeting(meeting_id=newest().pk, reason="大雨", by=hall.secretary, at=STARTS)

    assert hall.decide(hall.item(first)).state == "decided"


@pytest.mark.parametrize(("kind", "days_until_next"), [("owners", 15), ("hearing", 8)])
def test_next_meeting_is_on_the_earliest_day_its_notice_allows(
    hall: Hall, kind: str, days_until_next: int
) -> None:
    held_after = 0 if kind == "owners" else 1  # the hearing is written down a day late
    starts_at = STARTS + 20 * DAY
    first = services.start_series(
        call=hall.call(kind=kind, starts_at=starts_at),
        plan=SeriesPlan("weekly", day_of(starts_at) + timedelta(days=60)),
        by=hall.secretary,
        at=AT,
    )

    services.hold_meeting(
        meeting_id=first.pk,
        chair="主持人",
        entitled=9,
        attended=7,
        by=hall.secretary,
        at=starts_at + held_after * DAY,
    )

    assert newest().number == 2
    assert newest().starts_at == starts_at + days_until_next * DAY


def test_series_ends_on_its_last_day(hall: Hall) -> None:
    hall.hold(series(hall, days=0))

    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(("rhythm", "code"), [("hourly", "meeting.rhythm"), ("daily", "meeting.series_days")])
def test_series_that_cannot_be_is_refused(hall: Hall, refused, rhythm: str, code: str) -> None:
    with refused(code):
        series(hall, rhythm=rhythm, days=-1)


def test_item_open_at_its_third_meeting_goes_up_by_itself(hall: Hall) -> None:
    first = series(hall)
    item = hall.item(first)

    found = []
    for _ in range(3):
        hall.hold(newest())
        item.refresh_from_db()
        found.append((item.meeting_count, item.escalated_at is not None))

    assert found == [(1, False), (2, False), (3, True)]
    assert escalated_items(hall.secretary) == [item]
    assert [each.pk for each in carried_over(newest())] == [item.pk]


def test_item_left_open_is_decided_by_the_meeting_that_sits_now(hall: Hall, refused) -> None:
    first = series(hall)
    hall.hold(first)
    for act in (
        lambda each: services.write_minutes(meeting_id=each, minutes=MINUTES, by=hall.secretary, at=STARTS),
        lambda each: services.close_meeting(meeting_id=each, by=hall.secretary, at=STARTS),
    ):
        act(first.pk)
    with refused("meeting.not_held"):
        hall.decide(hall.item(first))

    second = hall.hold(newest())

    assert hall.decide(hall.item(first)).state == "decided"
    assert "meeting.decide" in acts_of(second)


def test_decided_item_is_not_carried_over(hall: Hall) -> None:
    first = series(hall)
    hall.hold(first)
    item = hall.decide(hall.item(first))

    hall.hold(newest())

    item.refresh_from_db()
    assert (item.meeting_count, carried_over(newest())) == (1, [])


def test_lists_filter_by_kind_state_year_place_and_title(hall: Hall) -> None:
    held, called = hall.held(about="project:1"), hall.called(kind="residents", title="居民会议")
    found = {
        name: {each.pk for each in meetings(hall.secretary, filters=filters)}
        for name, filters in {
            "kind": {"kind": "residents"},
            "state": {"state": "held"},
            "year": {"year": "1999"},
            "path": {"path": hall.path},
            "text": {"text": "居民"},
            "about": {"about": "project:1"},
        }.items()
    }

    assert found == {
        "kind": {called.pk},
        "state": {held.pk},
        "year": set(),
        "path": {called.pk, held.pk},
        "text": {called.pk},
        "about": {held.pk},
    }
