"""The one standard of a year: what is public stands there, with n and N, and nothing before it is public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.projects.models import Project
from doorstep.web.desk.year import lines
from tests.evaluation.ground import Ground
from tests.issues.town import AT

YEAR = AT.year
PAGE = f"/desk/statistics/{YEAR}/standard/"


def text_of(browser, ground: Ground) -> str:
    return browser(ground.clerk).get(PAGE).content.decode()


def accepted(project: Project) -> None:
    Project.objects.filter(pk=project.pk).update(accepted_at=AT)


def test_nothing_stands_there_before_it_is_public(ground: Ground, browser) -> None:
    found = ground.reviewed()
    accepted(found.project)

    assert "还没有公布的评价" in text_of(browser, ground)


def test_published_result_says_both_counts_rate_and_interval(ground: Ground, browser) -> None:
    found = ground.published()
    accepted(found.project)
    page = text_of(browser, ground)

    assert "29 / 40" in page
    assert "100%（" in page
    assert f"/projects/{found.project.number}/" in page


def test_the_years_paper_has_a_line_for_each_published_result(ground: Ground) -> None:
    found = ground.published()
    accepted(found.project)

    (line,) = [each for each in lines(ground.clerk.street_id, YEAR) if each[1] == found.project.name]
    assert line[0] == "一个标准"
    assert line[3].startswith("n/N=29 / 40")


def test_both_rounds_stand_only_when_the_second_is_public(ground: Ground, browser) -> None:
    found = ground.second_round(bad=8)
    accepted(found.project)

    assert "整改后再评</span>" not in text_of(browser, ground)


@pytest.mark.parametrize("published", [1, 2])
def test_page_costs_the_same_for_more_results(ground: Ground, browser, published: int) -> None:
    for _ in range(published):
        accepted(ground.published().project)
    client = browser(ground.clerk)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as found:
        client.get(PAGE)

    assert len(found) <= 10  # one of them reads the session where it stands in the same database
