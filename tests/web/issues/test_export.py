"""A ledger leaves by POST, with an entry in the journal, holding only what its reader may see."""

import io

import pytest
from django.db import connections
from openpyxl import load_workbook

from doorstep.journal.models import Entry
from tests.issues.town import Town
from tests.web.issues.hands import at_desk, posted

pytestmark = pytest.mark.django_db(databases=list(connections))
EXPORT = "/desk/issues/export/"


def rows_of(answer: object) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    return [list(row) for row in sheet.iter_rows(min_row=4, max_row=sheet.max_row - 1, values_only=True)]


def test_export_holds_the_rows_and_is_journalled(town: Town) -> None:
    issue = town.capture()

    answer = at_desk(town, "clerk").post(EXPORT, posted(route="", year="2026"))

    [row] = rows_of(answer)
    assert (row[0], row[6]) == (issue.tracking, "王**")
    assert Entry.objects.filter(act="issue.export", about="ledger:2026-all").count() == 1


def test_export_of_one_list_holds_its_route_only(town: Town) -> None:
    town.capture()
    sorted_one = town.triaged("long_term")

    answer = at_desk(town, "clerk").post(EXPORT, posted(route="long_term", year="2026"))

    assert [row[0] for row in rows_of(answer)] == [sorted_one.tracking]


def test_export_of_a_handler_holds_the_units_own(town: Town) -> None:
    town.capture()
    sent = town.dispatched()

    answer = at_desk(town, "handler").post(EXPORT, posted(route="", year="2026"))

    assert [row[0] for row in rows_of(answer)] == [sent.tracking]


def test_export_asks_first_and_writes_nothing(town: Town) -> None:
    page = at_desk(town, "clerk").get(EXPORT)

    assert (page.status_code, "〈" in page.content.decode()) == (200, False)
    assert not Entry.objects.filter(act="issue.export").exists()


def test_export_is_refused_to_whoever_manages_accounts(town: Town) -> None:
    assert at_desk(town, "administrator").get(EXPORT).status_code == 403
