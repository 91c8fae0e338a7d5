"""Rows of posted notices: numbers that a program reads, and an empty cell for what is not published."""

import pytest

from doorstep.publishing.opendata.notice_sets import MONEY, NOTICES, RESULTS, shares
from tests.publishing.test_kinds import FIGURES, RESULT

HEAD = {
    "notice": "G-1",
    "title": "结果公示",
    "project_number": "2026-001",
    "starts_on": "2026-06-01",
    "ends_on": "2026-06-10",
}
SPENT = {
    "number": "E-1",
    "project_number": "",
    "project": "",
    "org": "东河第一支部",
    "purpose": "换灯",
    "supplier": "灯具店",
    "amount": "13,000.50",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("78.68%–98.15%", ["0.7868", "0.9815"]),
        ("100.0%", ["1"]),
        ("0.0%", ["0"]),
        ("人数少于 10", []),
        ("", []),
    ],
)
def test_percentages_become_shares(text: str, found: list[str]) -> None:
    assert [float(each) for each in shares(text)] == [float(each) for each in found]


def test_money_is_a_decimal_without_separators() -> None:
    (row,) = MONEY.rows({**HEAD, "kind": "decision", "body": SPENT})

    assert row == {
        "notice": "G-1",
        "kind": "decision",
        "number": "E-1",
        "project_number": None,
        "project": None,
        "org": "东河第一支部",
        "purpose": "换灯",
        "supplier": "灯具店",
        "category": None,
        "use": None,
        "amount": "13000.50",
        "starts_on": "2026-06-01",
    }


def test_result_is_one_row_with_its_interval() -> None:
    (row,) = RESULTS.rows({**HEAD, "kind": "result", "body": RESULT})

    assert row == {
        "notice": "G-1",
        "round": 1,
        "number": "2026-001",
        "name": "东河苑供热改造",
        "part": None,
        "org": "东河第一支部",
        "method": "全部受益户",
        "n": 30,
        "frame": 36,
        "response_rate": "0.8333",
        "rate": "0.9333",
        "rate_low": "0.7868",
        "rate_high": "0.9815",
        "weighted": None,
        "adjusted": None,
        "band": None,
        "starts_on": "2026-06-01",
    }


def test_rate_of_too_few_answers_is_an_empty_cell() -> None:
    body = RESULT | {"rate": "人数少于 10，不公布比率", "interval": "", "n": 7}
    (row,) = RESULTS.rows({**HEAD, "kind": "result", "body": body})

    assert (row["n"], row["rate"], row["rate_low"], row["rate_high"]) == (7, None, None, None)


def test_both_rounds_of_something_put_right_are_rows() -> None:
    body = {
        **{name: RESULT[name] for name in ("number", "name", "org")},
        "first": FIGURES | {"rate": "70.0%"},
        "second": FIGURES,
    }
    rows = RESULTS.rows({**HEAD, "kind": "rectification", "body": body})

    assert [(row["round"], float(row["rate"])) for row in rows] == [(1, 0.7), (2, 0.9333)]


def test_notice_is_its_head_alone() -> None:
    assert list(NOTICES.rows({**HEAD, "kind": "stars", "body": {}})) == [HEAD | {"kind": "stars"}]
