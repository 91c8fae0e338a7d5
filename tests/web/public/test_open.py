"""Open data by address: what is posted, in three shapes and a feed, and nothing twice to who has it already."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from doorstep.publishing.opendata.notice_sets import SETS
from tests.issues.town import make_town
from tests.projects.site import make_site, statements
from tests.publishing.desk import Desk
from tests.publishing.pictures import kept, released
from tests.publishing.test_kinds import carried, result_notice
from tests.publishing.test_printouts import drafted

pytestmark = pytest.mark.django_db(databases=list(connections))
NAMES = [each.name for each in SETS]
ATOM = "{http://www.w3.org/2005/Atom}"
PARTNERS = {
    "year": 2026,
    "rows": [{"partner": "槐荫路小学", "kind": "people", "unit": "人次", "pledged": 9, "delivered": 4}],
}


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    request.getfixturevalue("db")
    return Desk(make_site(make_town()))


def body_of(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(body_of(f"/open/{name}.csv").removeprefix("\ufeff"), newline="")))


def entries() -> list[str]:
    feed = ET.fromstring(body_of("/open/notices.atom"))  # noqa: S314 - our own words
    return [each.findtext(f"{ATOM}title") or "" for each in feed.iter(f"{ATOM}entry")]


def test_page_names_every_set_its_columns_in_both_languages_and_the_licence(desk: Desk) -> None:
    pages = body_of("/open/"), body_of("/en/open/")

    assert settings.OPEN_LICENCE in pages[0]
    for each in SETS:
        assert (
            f'href="/open/{each.name}.csv"' in pages[0],
            f'href="/en/open/{each.name}.json"' in pages[1],
        ) == (
            True,
            True,
        )
        assert all(column.zh in page and column.name in page for column in each.columns for page in pages)
    assert "Results of residents" in pages[1]


@pytest.mark.parametrize("name", NAMES)
def test_set_without_rows_is_its_heading_and_says_what_it_means(desk: Desk, name: str) -> None:
    said = json.loads(body_of(f"/open/{name}.json"))
    schema = json.loads(body_of(f"/open/{name}.csv-metadata.json"))

    assert (rows_of(name), said["rows"], said["as_of"]) == ([], [], None)
    assert said["license"] == settings.OPEN_LICENCE
    assert schema["url"] == f"{name}.csv"


def test_unknown_set_is_not_found(desk: Desk) -> None:
    paths = ("x.csv", "x.json", "x.csv-metadata.json", "projects.xlsx")

    assert [Client().get(f"/open/{path}").status_code for path in paths] == [404] * 4


def test_posted_result_is_a_row_an_entry_and_gone_when_it_is_taken_down(desk: Desk) -> None:
    notice = result_notice(desk)
    before = rows_of("results"), rows_of("notices"), entries()
    carried(desk, notice)

    (row,) = rows_of("results")
    (line,) = rows_of("notices")
    assert (row["notice"], row["rate"], row["rate_low"]) == (notice.number, "0.9333", "0.7868")
    assert (line["notice"], line["kind"], line["title"]) == (notice.number, "result", notice.title)
    assert entries() == [notice.title]
    desk.withdraw(notice)
    assert (rows_of("results"), rows_of("notices"), entries()) == before == ([], [], [])


def test_posted_expense_is_a_row_of_money(desk: Desk) -> None:
    notice = carried(desk, drafted(desk, "expense"))

    (row,) = rows_of("money")

    assert (row["notice"], row["kind"], row["amount"]) == (notice.number, "expense", "3000.00")


def test_people_of_a_personal_notice_are_in_no_file(desk: Desk) -> None:
    notice = carried(desk, drafted(desk, "stars"))
    name = notice.body["rows"][0]["name"]

    texts = [body_of(f"/open/{each}.{end}") for each in NAMES for end in ("csv", "json")]

    assert name in body_of(f"/notices/{notice.number}/")
    assert [text for text in texts if name in text] == []


def test_partners_are_rows_once_their_page_is_released(desk: Desk) -> None:
    waiting = kept(desk.site.street_id, PARTNERS, kind="partners")
    before = rows_of("partners")
    waiting.delete()
    released(desk.site.street_id, PARTNERS, kind="partners")

    assert before == []
    assert rows_of("partners") == [
        {
            "year": "2026",
            "partner": "槐荫路小学",
            "kind": "people",
            "unit": "人次",
            "pledged": "9",
            "delivered": "4",
        }
    ]


@pytest.mark.parametrize("path", ["results.csv", "results.json", "results.csv-metadata.json", "notices.atom"])
def test_file_is_sent_again_only_when_it_has_changed(desk: Desk, path: str) -> None:
    notice = carried(desk, result_notice(desk))
    first = Client().get(f"/open/{path}")

    def again() -> Any:
        return Client().get(f"/open/{path}", headers={"If-None-Match": first["ETag"]})

    by_time = Client().get(f"/open/{path}", headers={"If-Modified-Since": first["Last-Modified"]})
    assert (again().status_code, by_time.status_code, again().content) == (304, 304, b"")
    assert (first["Cache-Control"], first["Access-Control-Allow-Origin"]) == ("no-cache", "*")
    desk.withdraw(notice)
    assert (again().status_code, again()["ETag"] == first["ETag"]) == (200, False)


@pytest.mark.parametrize("path", ["", "results.csv", "results.json", "notices.atom"])
def test_cost_is_the_same_however_many_rows(desk: Desk, path: str) -> None:
    body_of("/open/")  # the street is known from now on
    costs = []
    for kind in ("result", "rectification"):
        carried(desk, result_notice(desk, kind))
        costs.append(statements(lambda: body_of(f"/open/{path}")))

    assert costs[0] == costs[1] <= 6
