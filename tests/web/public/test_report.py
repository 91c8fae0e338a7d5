"""Reporting: two things to say, everything else may stay empty; a number and a password to keep."""

from typing import Any

import pytest
from django.db import connections
from django.test import Client

from doorstep.issues.models import Issue, IssueContact
from doorstep.issues.queries import pin_of
from doorstep.kernel.refs import show_tracking_number
from doorstep.messages.models import Message
from tests.issues.town import Town
from tests.web.issues.hands import posted

pytestmark = pytest.mark.django_db(databases=list(connections))
REPORT = "/report/"
SAID = {"text": "楼道灯坏了半个月", "place_text": "东河社区新村3号楼2单元501室"}


def test_report_needs_what_and_where_only(town: Town) -> None:
    client = Client()

    page = client.post(REPORT, posted(**SAID), follow=True)

    issue = Issue.objects.get()
    assert (issue.source, issue.anonymous, issue.place_id, issue.category.code) == (
        "web",
        True,
        town.door.pk,
        "unsorted",
    )
    text = page.content.decode()
    assert (show_tracking_number(issue.tracking) in text, pin_of(issue) in text, "〈" in text) == (
        True,
        True,
        False,
    )


def test_report_of_an_unclear_place_lies_in_the_chosen_community(town: Town) -> None:
    west = town.places[f"{town.street.path}02/"]

    Client().post(REPORT, posted(**(SAID | {"place_text": "菜市场门口", "community": west.pk})))

    issue = Issue.objects.get()
    assert (issue.place_id, issue.place_text, issue.community_path) == (west.pk, "菜市场门口", west.path)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"told_by": ""}, []),
        ({"told_by": "email", "email": "nobody@example.org"}, ["email"]),
        ({"told_by": "slip"}, ["slip"]),
    ],
)
def test_report_tells_the_way_that_was_chosen(town: Town, chosen: dict[str, str], told: list[str]) -> None:
    Client().post(REPORT, posted(**SAID, name="陈桂芳", phone="138 0000 5678", **chosen))

    assert list(Message.objects.values_list("channel", flat=True)) == told


def test_report_by_proxy_is_marked(town: Town) -> None:
    Client().post(REPORT, posted(**SAID, by_proxy="on", name="王奶奶"))

    assert (Issue.objects.get().by_proxy, IssueContact.objects.count()) == (True, 1)


@pytest.mark.parametrize(
    "fault",
    [
        {"text": ""},
        {"place_text": ""},
        {"phone": "一二三"},
        {"told_by": "email", "email": ""},
        {"website": "x"},
    ],
)
def test_report_with_a_fault_keeps_what_was_typed(town: Town, fault: dict[str, Any]) -> None:
    answer = Client().post(REPORT, posted(**(SAID | {"name": "陈桂芳"} | fault)))

    assert (answer.status_code, Issue.objects.count(), "陈桂芳" in answer.content.decode()) == (422, 0, True)


def test_report_sent_twice_is_one_issue_with_one_number(town: Town) -> None:
    values = posted(**SAID)
    client = Client()

    for _ in range(2):
        page = client.post(REPORT, values, follow=True)

    assert Issue.objects.count() == 1
    assert show_tracking_number(Issue.objects.get().tracking) in page.content.decode()


def test_report_more_often_than_the_rulebook_allows_is_refused(town: Town) -> None:
    client = Client()

    statuses = [client.post(REPORT, posted(**SAID)).status_code for _ in range(11)]

    assert (statuses, Issue.objects.count()) == ([303] * 10 + [429], 10)


def test_received_shows_nothing_on_another_device(town: Town) -> None:
    Client().post(REPORT, posted(**SAID))

    answer = Client().get("/report/received/")

    assert (answer.status_code, answer["Location"]) == (303, "/track/")


def test_report_in_english_stays_in_english(town: Town) -> None:
    answer = Client().post("/en/report/", posted(**SAID))

    assert answer["Location"] == "/en/report/received/"
