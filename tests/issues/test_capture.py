"""Taking down what somebody says."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from doorstep.issues.models import Issue, IssueCategory, IssueContact, IssueStep
from doorstep.issues.queries import pin_of
from doorstep.issues.rules import TEXT_LIMIT, Reporter, sound_text
from doorstep.issues.services import capture_issue, correct_issue
from doorstep.journal.models import Entry
from doorstep.journal.services import digest_of
from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import damm
from doorstep.messages.models import Message
from doorstep.people.rules import ROLES
from doorstep.records.search import find
from doorstep.records.vault import open_sealed
from tests.issues.town import AT, DAY, DOOR, EAST, HOUR, STREET, TEXT, WEST, Town, make_town


def resident_says(town: Town, **changes: Any) -> Issue:
    values = {
        "street_id": town.street.pk,
        "text": TEXT,
        "category_code": None,
        "source": "web",
        "received_at": AT,
        "by": Actor.resident(town.street.pk),
        "at": AT,
    }
    return capture_issue(**(values | changes))


def test_capture_at_the_door_writes_issue_step_entry_and_counters(town: Town) -> None:
    issue = Issue.objects.get(pk=town.capture().pk)

    step = IssueStep.objects.get(issue=issue)
    entry = Entry.objects.get(about=f"issue:{issue.pk}")
    assert (issue.state, issue.route, issue.text, issue.is_open) == ("captured", "in_hand", TEXT, True)
    assert (issue.path, issue.community_path, issue.place_text) == (DOOR, EAST, town.places[DOOR].full_name)
    assert (issue.owner_id, issue.entered_by_id) == (town.grid_worker.account_id,) * 2
    assert (step.number, step.act, step.from_state, step.to_state) == (1, "issue.capture", "", "captured")
    assert (entry.act, entry.by, entry.digest) == (
        "issue.capture",
        town.grid_worker.ref,
        digest_of(TEXT, step.salt),
    )


def test_capture_gives_a_tracking_number_that_survives_a_telephone(town: Town) -> None:
    issue = town.capture()

    assert (len(issue.tracking), damm(issue.tracking), len(pin_of(issue))) == (14, 0, 6)


def test_capture_gives_limits_in_working_time(town: Town) -> None:
    issue = town.capture()

    assert issue.response_due_at == AT + DAY + timedelta(hours=8, minutes=30)  # next day, end of office
    assert (issue.due_at, issue.due_certain) == (AT + DAY, True)


def test_capture_urgent_wants_contact_in_two_hours_by_the_clock(town: Town) -> None:
    assert town.capture(urgency="urgent").response_due_at == AT + 2 * HOUR


def test_capture_beyond_the_holiday_list_says_that_the_limit_is_not_certain(town: Town) -> None:
    assert town.capture(received_at=AT.replace(year=2004), at=AT).due_certain is False


def test_capture_at_a_visit_counts_as_first_contact(town: Town) -> None:
    assert town.capture(source="visit").contacted_at == AT


def test_capture_key_sorts_by_the_moment_of_receipt(town: Town) -> None:
    late_entry = town.capture(received_at=AT - 3 * DAY)
    older, newer = town.capture(received_at=AT - 4 * DAY), town.capture()

    assert older.pk < late_entry.pk < newer.pk


def test_capture_seals_the_reporter_and_tells_them_once(town: Town) -> None:
    issue = town.capture()

    contact = IssueContact.objects.get(issue=issue)
    message = Message.objects.get()
    assert open_sealed(contact.phone_sealed, about=f"issue.contact.phone:{issue.pk}") == "138 0000 1234"
    assert "1234" not in contact.phone_sealed + contact.phone_blind
    assert (message.event, message.about, message.channel) == ("received", f"issue:{issue.pk}", "file")
    assert pin_of(issue) in message.body


def test_capture_by_a_resident_shows_no_password_in_the_message(town: Town) -> None:
    issue = resident_says(town, reporter=Reporter(email="a@example.org", told_by="email"))

    assert pin_of(issue) not in Message.objects.get().body
    assert issue.owner_id is None


@pytest.mark.parametrize("reporter", [None, Reporter()])
def test_capture_without_a_word_about_oneself_is_anonymous(town: Town, reporter: Reporter | None) -> None:
    issue = town.capture(reporter=reporter)

    assert (issue.anonymous, IssueContact.objects.count(), Message.objects.count()) == (True, 0, 0)


def test_capture_is_found_by_a_word_of_two_characters(town: Town) -> None:
    issue = town.capture()

    rows, count = find(kind="issue", street_id=town.street.pk, paths=(EAST,), query="台阶")

    assert ([ref for _, ref in rows], count) == ([str(issue.pk)], 1)


def test_capture_without_place_lies_where_its_recorder_works(town: Town) -> None:
    here = town.capture(place_id=None, place_text="菜场门口")
    anywhere = resident_says(town, place_text="不清楚")

    assert (here.path, here.community_path, here.place_text) == (EAST, EAST, "菜场门口")
    assert (anywhere.path, anywhere.community_path) == (STREET, STREET)


def test_capture_without_category_waits_to_be_sorted(town: Town) -> None:
    first, second = resident_says(town), resident_says(town)

    assert (first.category.code, first.category_id) == ("unsorted", second.category_id)


LONGEST = "噪声扰民!\r\n" * 2857


@pytest.mark.parametrize("text", ["灯", " 两边有空格 ", LONGEST[:TEXT_LIMIT], "制表\t换行\r\n零宽\u200b😀𠮷"])
def test_capture_keeps_the_text_to_the_byte(town: Town, text: str) -> None:
    issue = town.capture(text=text)

    assert Issue.objects.get(pk=issue.pk).text == text


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": " \n"}, "issue.text_empty"),
        ({"text": "多" * (TEXT_LIMIT + 1)}, "text.too_long"),
        ({"text": "坏\0字"}, "text.unreadable"),
        ({"text": "坏\ud800字"}, "text.unreadable"),
        ({"received_at": AT + HOUR}, "day.future"),
        ({"received_at": AT.replace(year=1970)}, "issue.received_too_early"),
        ({"source": "rumour"}, "issue.source"),
        ({"kind": "wish"}, "issue.kind"),
        ({"urgency": "extreme"}, "issue.urgency"),
        ({"category_code": "ufo"}, "category.unknown"),
        ({"place_text": "远" * 161}, "text.too_long"),
        ({"reporter": Reporter(told_by="email")}, "reporter.email"),
        ({"reporter": Reporter(told_by="pigeon")}, "reporter.channel"),
    ],
)
def test_capture_refuses_what_is_not_sound(town: Town, refused, changes: dict[str, Any], code: str) -> None:
    refused(code, lambda: town.capture(**changes))


@given(st.text())
def test_sound_text_returns_the_text_itself_or_refuses(text: str) -> None:
    clean = text.replace("\0", "")

    assert sound_text(clean, most=TEXT_LIMIT) == clean


CAPTURERS = {"grid_worker", "grid_head", "secretary", "clerk"}


@pytest.mark.parametrize("role", ROLES)
def test_capture_inside_is_for_those_at_doors_and_clerks(town: Town, refused, role: str) -> None:
    if role in CAPTURERS:
        assert town.capture(by=town.people[role]).owner_id == town.people[role].account_id
    else:
        refused("not_allowed", lambda: town.capture(by=town.people[role]))


@pytest.mark.parametrize("role", ["grid_worker", "grid_head", "secretary"])
def test_capture_outside_ones_place_is_not_allowed(town: Town, refused, role: str) -> None:
    elsewhere = town.places[f"{WEST}01/03/2/501/"].pk

    refused("not_allowed", lambda: town.capture(by=town.people[role], place_id=elsewhere))


def test_capture_in_another_street_is_not_allowed_and_its_places_are_not_found(
    town: Town, refused, not_found
) -> None:
    other = make_town("030", "另一街道")
    place = other.places["990000/030/01/01/03/2/501/"]

    refused("not_allowed", lambda: town.capture(street_id=other.street.pk, by=town.clerk, place_id=place.pk))
    not_found(lambda: town.capture(place_id=place.pk))


def test_capture_on_the_public_door_stays_within_ten_statements(town: Town) -> None:
    IssueCategory.objects.create(street=town.street, code="unsorted", name="待归类", order=9999)
    resident_says(town)
    reporter = Reporter(name="王秀兰", phone="13800001234", told_by="slip")

    with CaptureQueriesContext(connection) as queries:
        resident_says(town, reporter=reporter, place_id=town.places[DOOR].pk, place_text="3号楼")

    assert len(queries) <= 10, [query["sql"][:60] for query in queries]


def test_correct_keeps_the_words_before_and_finds_by_the_new_ones(town: Town) -> None:
    issue = town.capture()

    correct_issue(
        issue_id=issue.pk,
        reason="听错了",
        text="下水管堵了,一楼返水。",
        category_code="pipe",
        place_id=town.places[f"{WEST}01/"].pk,
        by=town.clerk,
        at=AT + HOUR,
    )

    again = Issue.objects.get(pk=issue.pk)
    assert (again.text, again.category.code, again.community_path) == ("下水管堵了,一楼返水。", "pipe", WEST)
    assert IssueStep.objects.get(issue=issue, number=2).note == f"听错了\n{TEXT}"
    assert find(kind="issue", street_id=town.street.pk, paths=(WEST,), query="返水")[1] == 1
    assert find(kind="issue", street_id=town.street.pk, paths=(EAST,), query="台阶")[1] == 0


def test_correct_needs_a_reason_and_an_open_issue(town: Town, refused) -> None:
    issue = town.capture()
    refused("reason.needed", lambda: correct_issue(issue_id=issue.pk, reason=" ", by=town.clerk, at=AT))
    ended = town.on_spot()
    Issue.objects.filter(pk=ended.pk).update(is_open=False)

    refused("issue.closed", lambda: correct_issue(issue_id=ended.pk, reason="错", by=town.clerk, at=AT))
    Issue.objects.filter(pk=ended.pk).update(is_open=True)
