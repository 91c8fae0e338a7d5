"""Phone numbers and persons: opened by POST with a reason, journalled, never in an address."""

import pytest
from django.db import connections

from doorstep.issues.models import Issue
from doorstep.journal.models import Entry
from tests.issues.town import Town
from tests.web.issues.hands import at_desk, posted

pytestmark = pytest.mark.django_db(databases=list(connections))
PERSON = "/desk/issues/person/"


def url_of(issue: Issue) -> str:
    return f"/desk/issues/{issue.tracking}/contact/"


def test_contact_is_shown_once_and_journalled(town: Town) -> None:
    issue = town.delivered()

    answer = at_desk(town, "caller").post(url_of(issue), posted(reason="回访"))

    assert "138 0000 1234" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert Entry.objects.filter(act="issue.read_contact").count() == 1


def test_contact_without_a_reason_stays_closed(town: Town) -> None:
    answer = at_desk(town, "caller").post(url_of(town.delivered()), posted(reason=""))

    assert (answer.status_code, "138 0000 1234" in answer.content.decode()) == (422, False)
    assert not Entry.objects.filter(act="issue.read_contact").exists()


def test_contact_cannot_be_opened_by_an_address(town: Town) -> None:
    assert at_desk(town, "caller").get(url_of(town.delivered())).status_code == 405


def test_contact_is_refused_to_the_unit_that_delivered(town: Town) -> None:
    assert at_desk(town, "handler").post(url_of(town.delivered()), posted(reason="问问")).status_code == 403


def test_person_is_found_by_the_whole_number(town: Town) -> None:
    issue = town.capture()
    clerk = at_desk(town, "clerk")

    asked = clerk.get(PERSON)
    found = clerk.post(PERSON, posted(text="13800001234", reason="来电询问进度"))

    assert [row.key for row in found.context["table"].rows] == [issue.tracking]
    assert (asked.context["table"], Entry.objects.filter(act="issue.find_person").count()) == (None, 1)
    assert "〈" not in found.content.decode()


def test_person_search_without_a_reason_finds_nobody(town: Town) -> None:
    town.capture()

    answer = at_desk(town, "clerk").post(PERSON, posted(text="13800001234", reason=""))

    assert (answer.status_code, answer.context["table"]) == (422, None)


def test_person_search_is_refused_to_a_grid_worker(town: Town) -> None:
    assert at_desk(town, "grid_worker").get(PERSON).status_code == 403
