"""What a number counts: its value is the released one, its rows are the public ones."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connections
from django.test import Client

from doorstep.projects.models import Project
from doorstep.publishing.models import Notice
from doorstep.publishing.public_figures import public_figure
from doorstep.publishing.rules.counted import METHODS
from doorstep.publishing.rules.methods import Method
from doorstep.publishing.rules.pictured import HELD, ROUTE_FIGURES
from tests.issues.town import make_town
from tests.projects.site import make_site, statements
from tests.publishing.desk import Desk
from tests.publishing.pictures import kept, picture_body, released
from tests.publishing.test_kinds import carried, result_notice

pytestmark = pytest.mark.django_db(databases=list(connections))


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    request.getfixturevalue("db")
    return Desk(make_site(make_town()))


def status(path: str) -> int:
    return Client().get(path).status_code


def read(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_number_says_what_it_counts_with_its_released_value(desk: Desk) -> None:
    released(desk.site.street_id, picture_body())

    page = read("/figures/visits.households/")

    assert [
        word
        for word in (
            "一户只算一次",
            "没有见面的走访",
            "812",
            "2026-03-0",
            "不公开；住户可以查看自己那一户的记录",
        )
        if word not in page
    ] == []


@pytest.mark.parametrize("name", [*HELD, *ROUTE_FIGURES])
def test_number_that_was_not_released_is_not_found(desk: Desk, name: str) -> None:
    kept(desk.site.street_id, picture_body())

    before = status(f"/figures/{name}/")
    released(desk.site.street_id, picture_body(), key="2025")

    assert (before, status(f"/figures/{name}/"), status(f"/figures/{name}/?year=2026")) == (404, 200, 404)


@pytest.mark.parametrize(
    "name", ["issues.unbalanced", "notices.leaks", "meetings.held", "funds.used_fen", "x", "result.x"]
)
def test_number_of_the_office_alone_is_not_found(desk: Desk, name: str) -> None:
    released(desk.site.street_id, picture_body())
    carried(desk, result_notice(desk))

    assert status(f"/figures/{name}/") == 404


def test_small_route_is_kept_back_with_one_more_that_would_give_it_away(desk: Desk) -> None:
    street = desk.site.street_id
    released(street, picture_body())

    found = public_figure(street, "issues.merged")
    whole = public_figure(street, "issues.total")

    assert found is not None
    assert (found.value, [each.value for each in found.parts]) == (
        None,
        [0, 400, 120, 40, 30, 0, None, None],
    )
    assert whole is not None
    assert (whole.value, whole.parts, whole.has_kept_back) == (613, found.parts, True)
    assert "少于 10" in read("/figures/issues.merged/")


def test_projects_lead_to_the_public_list(desk: Desk) -> None:
    released(desk.site.street_id, picture_body())

    page = read("/en/figures/projects.approved/")

    assert 'href="/en/projects/"' in page
    assert "<strong>9</strong>" in page


def accepted(notice: Notice, year: int) -> int:
    """Its project was accepted in that year, whenever the notice went up."""
    Project.objects.filter(pk=notice.project_id).update(accepted_at=datetime(year, 12, 20, tzinfo=UTC))
    return year


def test_home_page_counts_a_judgement_in_the_year_of_its_project(desk: Desk) -> None:
    released(desk.site.street_id, picture_body())
    before = read("/")
    accepted(carried(desk, result_notice(desk)), 2026)
    after = read("/")

    assert "居民的评判还没有开始" in before
    assert 'href="/figures/evaluations.published/?year=2026"' in after
    assert "居民的评判还没有开始" not in after


def test_published_results_are_the_notices_that_can_still_be_read(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk))
    year = accepted(notice, 2025)
    page = read("/figures/evaluations.published/")
    desk.withdraw(notice)
    after = public_figure(desk.site.street_id, "evaluations.published")

    assert f'href="/notices/{notice.number}/"' in page
    assert 'href="/notices/?kind=result"' in page
    assert after is not None
    assert (after.value, after.rows, after.year) == (0, (), year)
    posted = public_figure(desk.site.street_id, "notices.posted")
    assert posted is not None
    assert (posted.value, [each.pk for each in posted.rows]) == (1, [notice.pk])


def test_home_page_links_each_number_to_what_it_counts(desk: Desk) -> None:
    released(desk.site.street_id, picture_body())

    page = read("/")

    names = ("visits.households", "issues.total", "issues.on_spot", "projects.approved")
    assert [name for name in names if f'href="/figures/{name}/?year=2026"' not in page] == []


EVERY_METHOD = [(f"{kind}.{name}", each) for kind, names in METHODS.items() for name, each in names.items()]


@pytest.mark.parametrize(("name", "method"), EVERY_METHOD, ids=[name for name, _ in EVERY_METHOD])
def test_number_of_a_page_says_how_it_comes_about(desk: Desk, name: str, method: Method) -> None:
    page = read(f"/figures/{name}/")

    assert (method.said.counts in page, method.label in page) == (True, True)


def test_page_costs_the_same_however_many_notices(desk: Desk) -> None:
    read("/")  # the street is known from now on
    costs = []
    for kind in ("result", "rectification"):
        carried(desk, result_notice(desk, kind))
        costs.append(statements(lambda: read("/figures/notices.posted/")))

    assert costs[0] == costs[1] <= 6
