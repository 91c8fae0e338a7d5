"""All judgements of a year together: worked out from the notices that everybody reads."""

from datetime import UTC, datetime

import pytest
from django.db import connections
from django.test import Client

from doorstep.evaluation.rules.expectation import Measured, fit, street_figures
from doorstep.projects.models import Project
from doorstep.publishing import services
from doorstep.publishing.figures import SOURCES, source_of
from doorstep.publishing.judged import judgement_of, readable_in
from doorstep.publishing.models import Notice
from doorstep.publishing.public_figures import public_figure
from tests.funds.counter import make_counter
from tests.issues.town import make_town
from tests.projects.site import make_site, statements
from tests.publishing.desk import Desk
from tests.publishing.test_kinds import PAID, RESULT, carried, decided

pytestmark = pytest.mark.django_db(databases=list(connections))
TOGETHER = ("evaluations.per_resident", "evaluations.per_project", "evaluations.satisfied_people")
# Answers, satisfied, on the list, difficulty: a year's twelve.
TWELVE = [
    (30, 28, 36, 3),
    (40, 33, 400, 4),
    (25, 25, 30, 1),
    (60, 41, 900, 5),
    (50, 45, 60, 2),
    (30, 27, 80, 3),
    (44, 40, 120, 2),
    (38, 30, 300, 4),
    (20, 19, 25, 1),
    (29, 26, 40, 3),
    (55, 50, 200, 2),
    (33, 24, 500, 5),
]


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    request.getfixturevalue("db")
    return Desk(make_site(make_town()))


def result(desk: Desk, project: Project, at: int, n: int, satisfied: int, frame: int, hard: int) -> Notice:
    rate = f"{satisfied / n:.1%}" if n >= 10 else "人数少于 10，不公布比率"
    changes = {"n": n, "frame": frame, "asked": n, "rate": rate, "difficulty": hard, "grades": []}
    notice = services.draft_notice_of(
        kind="result",
        about=services.About(f"measured:{at}", project.path, project),
        title="评价结果公示",
        values=RESULT | changes,
        by=desk.clerk,
        at=PAID,
    )
    return carried(desk, notice)


def judged(desk: Desk, rows: list[tuple[int, int, int, int]]) -> list[Notice]:
    """Posted results of a project accepted in 2026."""
    project = desk.site.approved()
    Project.objects.update(accepted_at=datetime(2026, 6, 1, tzinfo=UTC))
    return [result(desk, project, at, *row) for at, row in enumerate(rows)]


def values(desk: Desk) -> list[object]:
    found = [public_figure(desk.site.street_id, name) for name in TOGETHER]
    return [each and each.value for each in found]


def test_year_is_what_the_notices_of_twelve_projects_come_to(desk: Desk) -> None:
    judged(desk, TWELVE)
    projects = [Measured("", y, n, hard, size, size) for n, y, size, hard in TWELVE]
    learned = fit(projects)
    assert learned is not None

    found = judgement_of(readable_in(desk.site.street_id, 2026))

    wanted = street_figures(projects, learned)
    assert found is not None
    assert found.per_resident == pytest.approx(wanted.per_resident)
    assert values(desk) == [
        f"{wanted.per_resident:.1%} ± {1.96 * wanted.per_resident_error:.1%}",
        f"{wanted.per_project:.1%}",
        f"{wanted.people:,.0f} ± {1.96 * wanted.people_error:,.0f}",
    ]


def test_year_of_eleven_says_nothing_over_all(desk: Desk) -> None:
    judged(desk, TWELVE[1:])

    assert values(desk) == [None, None, None]
    assert [Client().get(f"/figures/{name}/").status_code for name in TOGETHER] == [404, 404, 404]


def test_result_that_tells_no_rate_changes_nothing(desk: Desk) -> None:
    """Or the year's figure would give back what the notice kept back."""
    judged(desk, TWELVE)
    before = values(desk)

    result(desk, Project.objects.get(), 99, 9, 1, 40, 3)

    assert values(desk) == before


def test_result_that_is_not_public_changes_nothing(desk: Desk) -> None:
    notices = judged(desk, TWELVE)
    before = values(desk)
    services.draft_notice_of(
        kind="result",
        about=services.About("measured:98", notices[0].path, Project.objects.get()),
        title="评价结果公示",
        values=RESULT | {"n": 100, "rate": "10.0%"},
        by=desk.clerk,
        at=PAID,
    )

    during = values(desk)
    desk.withdraw(notices[0])

    assert (during, values(desk)) == (before, [None, None, None])


def test_page_of_the_judged_projects_leads_to_the_year_over_all(desk: Desk) -> None:
    judged(desk, TWELVE)

    page = Client().get("/en/figures/evaluations.published/").content.decode()
    own = Client().get("/figures/evaluations.per_resident/?year=2026").content.decode()

    assert [name for name in TOGETHER if f'href="/en/figures/{name}/?year=2026"' not in page] == []
    assert "受益的人多的项目算得重" in own
    assert str(values(desk)[0]) in own


def test_year_over_all_costs_the_same_however_many_notices(desk: Desk) -> None:
    judged(desk, TWELVE)
    Client().get("/")
    one = statements(lambda: Client().get("/figures/evaluations.published/"))
    result(desk, Project.objects.get(), 99, 40, 30, 90, 3)

    assert statements(lambda: Client().get("/figures/evaluations.published/")) == one <= 14


@pytest.mark.parametrize("source", SOURCES, ids=lambda each: each.id)
def test_figure_is_what_its_rows_come_to(desk: Desk, source) -> None:
    """Of a year with something of most kinds in it."""
    street, town = desk.site.street_id, desk.site.town
    desk.site.accepted(issues=[town.triaged().pk])
    town.on_spot()
    counter = make_counter(desk.site)
    counter.paid()
    decided(counter)

    assert source.of_rows(street, 2026) == source.count(street, 2026)


def test_figure_that_its_rows_do_not_come_to_is_seen(desk: Desk) -> None:
    """The control: a part that says less than what was moved for it."""
    counter = make_counter(desk.site)
    expense = counter.paid()
    source = source_of("funds.used_fen")
    assert source is not None
    expense.parts.update(amount_fen=1)

    assert (source.count(desk.site.street_id, 2026), source.of_rows(desk.site.street_id, 2026)) == (
        1,
        300_000,
    )
