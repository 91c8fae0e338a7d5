"""The issue page shows the whole life and only those acts that its reader may do now."""

import pytest
from django.db import connections

from doorstep.issues.models import Issue
from doorstep.issues.rules import STATES
from doorstep.issues.services import merge_issues
from tests.issues.town import AT, Town
from tests.web.issues.hands import at_desk, statements_of

pytestmark = pytest.mark.django_db(databases=list(connections))


def url_of(issue: Issue) -> str:
    return f"/desk/issues/{issue.tracking}/"


def offered(town: Town, role: str, issue: Issue) -> list[str]:
    """The last part of each button's address."""
    context = at_desk(town, role).get(url_of(issue)).context
    return [each["url"].rstrip("/").rsplit("/", 1)[1] for each in (*context["acts"], *context["more_acts"])]


def test_page_shows_words_place_and_life(town: Town) -> None:
    issue = town.called_back()

    text = at_desk(town, "clerk").get(url_of(issue)).content.decode()

    assert all(word in text for word in (issue.text, "东河社区新村3号楼", "回访", "换了新灯。"))
    assert "〈" not in text
    assert "王秀兰" not in text


def test_page_offers_sorting_to_the_clerk(town: Town) -> None:
    issue = town.capture()

    main = ["triage", "on-spot", "contacted"]
    aside = ["explain", "redirect", "merge", "close-by-reason", "correct", "exclude"]
    assert offered(town, "clerk", issue) == [*main, *aside]


def test_page_offers_the_unit_its_own_acts(town: Town) -> None:
    issue = town.dispatched()

    assert offered(town, "handler", issue) == ["accept", "contacted", "object"]


def test_page_offers_the_caller_the_call(town: Town) -> None:
    issue = town.delivered()

    assert offered(town, "caller", issue) == ["call-back", "close-by-reason"]


def test_page_of_what_is_not_resolved_offers_reopening_and_no_closing(town: Town) -> None:
    issue = town.called_back(answer="unresolved", grade=1)

    assert offered(town, "caller", issue) == ["reopen"]


def test_page_offers_a_supervisor_nothing(town: Town) -> None:
    assert offered(town, "supervisor", town.capture()) == []


def test_page_links_the_new_project_to_its_issue(town: Town) -> None:
    issue = town.triaged("long_term")

    acts = at_desk(town, "secretary").get(url_of(issue)).context["acts"]

    assert f"/desk/projects/new/?issue={issue.tracking}" in [each["url"] for each in acts]


def test_page_of_a_merged_issue_names_its_survivor(town: Town) -> None:
    survivor, other = town.triaged(), town.triaged()
    merge_issues(survivor_id=survivor.pk, merged_ids=[other.pk], by=town.clerk, at=AT)
    clerk = at_desk(town, "clerk")

    assert survivor.tracking in clerk.get(url_of(other)).content.decode()
    assert other.tracking in clerk.get(url_of(survivor)).content.decode()


def test_page_out_of_sight_is_not_found(town: Town) -> None:
    issue = town.capture()

    assert at_desk(town, "handler").get(url_of(issue)).status_code == 404


def test_page_of_an_unknown_number_is_not_found(town: Town) -> None:
    assert at_desk(town, "clerk").get("/desk/issues/12345678901234/").status_code == 404


def test_page_takes_as_many_statements_for_a_long_life_as_for_a_short_one(town: Town) -> None:
    clerk = at_desk(town, "clerk")

    short, long = (statements_of(clerk, url_of(issue)) for issue in (town.capture(), town.called_back()))

    assert short == long <= 12


@pytest.mark.parametrize("make", ["capture", "triaged", "dispatched", "accepted", "on_spot", "delivered"])
def test_page_says_the_state_in_words(town: Town, make: str) -> None:
    issue = getattr(town, make)()
    issue.refresh_from_db()

    page = at_desk(town, "reviewer").get(url_of(issue))

    assert page.context["state_label"] == STATES[issue.state]
