"""The pages of observations: a quarter, one project's, and what can be done there."""

import pytest
from django.db import connections
from django.test import Client

from doorstep.people.models import Account
from tests.delivery.test_observations import commented, planned
from tests.projects.site import Site
from tests.web.world import employ

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


def test_page_shows_the_comment(site: Site, observer: Client) -> None:
    found = commented(site)
    assert "公示旧" in observer.get(f"/desk/observations/{found.pk}/").content.decode()


@pytest.mark.parametrize("act", ["visit", "comment", "todo", "drop"])
def test_each_act_has_a_page(site: Site, observer: Client, act: str) -> None:
    found = planned(site)
    assert observer.get(f"/desk/observations/{found.pk}/{act}/").status_code == 200
