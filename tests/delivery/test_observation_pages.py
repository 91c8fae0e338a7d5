"""The pages of observations: a quarter, one project's, and what can be done there."""

import pytest
from django.db import connections
from django.test import Client

from doorstep.delivery.figures.observations import OBSERVATIONS
from doorstep.delivery.services import observations as services
from doorstep.people.models import Account
from doorstep.web.observations.pages import in_order
from tests.delivery.test_observations import LATER, commented, done, planned, todo
from tests.projects.site import Site
from tests.web.world import employ, form_of

pytestmark = pytest.mark.django_db(databases=list(connections))


@pytest.fixture
def observer(site: Site) -> Client:
    employ(site.town)
    client = Client()
    client.force_login(Account.objects.get(pk=site.reviewer.account_id))
    return client


def test_quarter_lists_its_observations(site: Site, observer: Client) -> None:
    found = planned(site)
    assert found.project.name in observer.get("/desk/observations/2026/1/").content.decode()
    assert observer.get("/desk/observations/2026/5/").status_code == 404


def test_year_lists_every_quarter_of_a_running_project(site: Site, observer: Client) -> None:
    found = planned(site)
    (due,) = (each for each in OBSERVATIONS if each.id == "observations.due")
    link = due.read(site.street_id, 2026, at=LATER).link

    page = observer.get(link).content.decode()

    assert page.count(f"/desk/observations/{found.pk}/") == 1
    assert page.count("还没有安排") == 3
    assert "还没有安排" not in observer.get(f"{link}?only=made").content.decode()
    assert observer.get("/desk/observations/0/").status_code == 404


def test_page_shows_the_comment(site: Site, observer: Client) -> None:
    found = commented(site)
    assert "公示旧" in observer.get(f"/desk/observations/{found.pk}/").content.decode()


@pytest.mark.parametrize("act", ["visit", "comment", "todo", "drop", "close"])
def test_each_act_has_a_page(site: Site, observer: Client, act: str) -> None:
    found = planned(site)
    assert observer.get(f"/desk/observations/{found.pk}/{act}/").status_code == 200


def test_the_project_page_shows_each_quarter(site: Site, observer: Client) -> None:
    found = commented(site)
    page = observer.get(f"/desk/projects/{found.project.number}/").content.decode()
    assert f"/desk/observations/{found.pk}/" in page
    assert found.shortcomings in page


def test_the_project_page_says_why_it_was_not_observed(site: Site, observer: Client) -> None:
    found = planned(site)
    services.drop_observation(observation_id=found.pk, reason="雨天封路", by=site.reviewer, at=LATER)
    page = observer.get(f"/desk/projects/{found.project.number}/").content.decode()
    assert "雨天封路" in page


def test_steps_of_one_moment_stand_in_the_order_of_the_work(site: Site) -> None:
    steps = list(commented(site).steps.all())
    assert {each.at for each in steps[1:]} == {LATER}
    assert [each.act for each in in_order(reversed(steps))][-2:] == [
        "observation.visit",
        "observation.comment",
    ]


def test_the_owner_of_a_todo_is_offered_to_report_it(site: Site, observer: Client) -> None:
    found = todo(site)
    client = Client()
    client.force_login(found.owner)
    page = f"/desk/observations/{found.observation_id}/"
    door = f"/desk/observations/todos/{found.pk}/done/"
    assert door in client.get(page).content.decode()
    assert door not in observer.get(page).content.decode()


def test_an_observation_without_anything_to_put_right_is_closed(site: Site, observer: Client) -> None:
    found = commented(site)
    door = f"/desk/observations/{found.pk}/close/"
    assert door in observer.get(f"/desk/observations/{found.pk}/").content.decode()

    observer.post(door, form_of())

    found.refresh_from_db()
    assert found.state == "closed"


def test_what_is_not_put_right_goes_back_with_a_reason(site: Site, observer: Client) -> None:
    found = done(site)

    observer.post(f"/desk/observations/todos/{found.pk}/back/", form_of(note="还没改"))

    found.refresh_from_db()
    assert (found.done_at, found.observation.state) == (None, "commented")
