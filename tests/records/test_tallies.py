"""A counter moves with the act that changes it, and can always be checked against its rows."""

import json

import pytest
from django.core.management import call_command

from doorstep.records import tallies
from doorstep.records.models import Tally
from doorstep.records.tallies import Difference, recount, register_truth, shift, sum_cells, verify

pytestmark = pytest.mark.django_db

OPEN, CLOSED = ("issues", "state=open"), ("issues", "state=closed")
MONTH, PATH = "2026-03", "990000/003/01/"


@pytest.fixture(autouse=True)
def truth(monkeypatch):
    monkeypatch.setattr(tallies, "_truths", {})
    counted: dict[tuple[str, str, str], int] = {}
    register_truth("issues", lambda street_id: counted)
    return counted


def move(before=(), after=(), month=MONTH, path=PATH, street_id=7):
    shift(street_id=street_id, month=month, path=path, before=before, after=after)


def test_shift_moves_a_row_from_one_cell_to_another_in_one_statement(django_assert_num_queries):
    move(after=[OPEN])
    move(after=[OPEN])

    with django_assert_num_queries(1):
        move(before=[OPEN], after=[CLOSED])

    assert sum_cells(7, "issues") == {"state=closed": 1, "state=open": 1}


def test_shift_without_a_difference_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        move(before=[OPEN, CLOSED], after=[CLOSED, OPEN])


def test_shift_counts_a_cell_named_twice_twice():
    move(after=[OPEN, OPEN])

    assert sum_cells(7, "issues") == {"state=open": 2}


def test_sum_cells_by_year_months_and_place():
    for month, path, street_id in [
        ("2025-12", PATH, 7),
        ("2026-01", PATH, 7),
        ("2026-02", "990000/003/010/", 7),
        ("2026-02", PATH, 8),
    ]:
        move(after=[OPEN], month=month, path=path, street_id=street_id)

    found = [
        sum_cells(7, "issues"),
        sum_cells(7, "issues", year=2026),
        sum_cells(7, "issues", months=["2026-01"]),
        sum_cells(7, "issues", year=2026, path=PATH),
        sum_cells(7, "issues", path=""),
        sum_cells(7, "visits"),
    ]

    assert [sum(cells.values()) for cells in found] == [3, 2, 1, 1, 3, 0]


def test_verify_names_every_counter_that_differs(truth):
    move(after=[OPEN])
    move(after=[("ghosts", "all")])
    truth.update({(MONTH, PATH, "state=open"): 3, (MONTH, PATH, "state=closed"): 1})

    assert verify(7) == [
        Difference("ghosts", MONTH, PATH, "all", 1, 0),
        Difference("issues", MONTH, PATH, "state=closed", 0, 1),
        Difference("issues", MONTH, PATH, "state=open", 1, 3),
    ]


def test_verify_of_right_counters_finds_nothing(truth):
    move(after=[OPEN])
    move(after=[CLOSED])
    move(before=[CLOSED])
    truth[(MONTH, PATH, "state=open")] = 1

    assert verify(7) == []


def test_recount_sets_counters_to_their_rows(truth, monkeypatch):
    monkeypatch.setattr(tallies, "ROWS_PER_STATEMENT", 2)
    truth.update({(MONTH, PATH, f"cell={number}"): number + 1 for number in range(5)})
    move(after=[OPEN])

    assert len(recount(street_id=7)) == 6
    assert verify(7) == []


def test_verify_tallies_command_ends_with_1_and_repairs_when_asked(truth, capsys):
    move(after=[OPEN])
    truth[(MONTH, PATH, "state=open")] = 2

    with pytest.raises(SystemExit) as ended:
        call_command("verify_tallies", "--json")
    found = json.loads(capsys.readouterr().out)
    call_command("verify_tallies", "--repair")
    call_command("verify_tallies")

    assert (ended.value.code, found[0]["kept"], found[0]["counted"]) == (1, 1, 2)
    assert Tally.objects.get().value == 2
