"""The dispatch board: open work by unit, each number a link to its rows, no person on it."""

import pytest
from django.db import connections

from tests.issues.town import Town
from tests.web.issues.hands import PART, at_desk, statements_of

pytestmark = pytest.mark.django_db(databases=list(connections))
BOARD = "/desk/issues/board/"


def test_board_counts_by_unit_and_links_to_the_rows(town: Town) -> None:
    town.dispatched()
    town.accepted()
    clerk = at_desk(town, "clerk")

    page = clerk.get(BOARD)

    [unit] = page.context["units"]
    assert (unit["name"], [count for _, count, _, _ in unit["counts"]]) == ("城建科", [1, 1, 0, 2])
    for _, count, url, _ in unit["counts"]:
        assert len(clerk.get(url).context["table"].rows) == count
    assert page.context["idle"] == ["供水公司"]


def test_board_names_no_person(town: Town) -> None:
    town.accepted()

    text = at_desk(town, "clerk").get(BOARD).content.decode()

    assert "handler" not in text.partition('id="board"')[2]
    assert "〈" not in text


def test_board_of_a_community_holds_its_issues_only(town: Town) -> None:
    town.dispatched()

    page = at_desk(town, "clerk").get(BOARD, {"community": f"{town.street.path}02/"})

    assert page.context["units"] == []


def test_board_of_a_handler_shows_the_own_unit(town: Town) -> None:
    town.dispatched()

    page = at_desk(town, "handler").get(BOARD)

    assert ([each["name"] for each in page.context["units"]], page.context["idle"]) == (["城建科"], [])


def test_board_part_has_the_id_that_is_swapped(town: Town) -> None:
    part = at_desk(town, "clerk").get(BOARD, headers=PART).content.decode()

    assert part.strip().startswith('<div id="board">')


def test_board_is_refused_to_a_caller(town: Town) -> None:
    assert at_desk(town, "caller").get(BOARD).status_code == 403


def test_board_takes_as_many_statements_for_three_rows_as_for_one(town: Town) -> None:
    clerk = at_desk(town, "clerk")
    town.dispatched()
    alone = statements_of(clerk, BOARD)
    town.dispatched()
    town.accepted()

    assert statements_of(clerk, BOARD) == alone <= 12
