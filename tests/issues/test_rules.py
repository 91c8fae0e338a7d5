"""Limits, routes, counters and rates as functions of values."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.issues import rules
from doorstep.kernel.calendar import WorkCalendar
from doorstep.kernel.errors import NotPossible

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CALENDAR = WorkCalendar({}, (date(2026, 1, 1), date(2026, 12, 31)))
WEIGHTS = (Fraction(30, 100), Fraction(35, 100), Fraction(35, 100))


def test_workflow_is_sound_and_names_every_state() -> None:
    assert rules.WORKFLOW.check() == []
    assert set(rules.WORKFLOW.states) == set(rules.STATES)


def test_every_state_fits_some_route_and_every_route_some_state() -> None:
    assert {state for states in rules.ROUTE_STATES.values() for state in states} == set(rules.STATES)
    assert set(rules.ROUTE_STATES) == set(rules.ROUTES)


def test_a_closed_issue_is_never_still_to_be_decided() -> None:
    assert not rules.fits("in_hand", "closed")
    assert ("in_hand", "closed") in rules.unfit_pairs(rules.STATES)


@pytest.mark.parametrize(
    ("amount", "unit", "due"),
    [
        (24, "hours", AT + DAY),
        (1, "working_days", datetime(2026, 3, 3, 9, 30, tzinfo=UTC)),
        (5, "working_days", datetime(2026, 3, 9, 9, 30, tzinfo=UTC)),
        (30, "days", AT + 30 * DAY),
    ],
)
def test_due_after_counts_clock_working_or_calendar_time(amount: int, unit: str, due: datetime) -> None:
    assert rules.due_after(CALENDAR, amount=amount, unit=unit, at=AT).at == due


@pytest.mark.parametrize(
    ("route", "urgency", "code"),
    [
        ("on_spot", "urgent", "issue.on_spot_days"),
        ("time_limited", "ordinary", "issue.solve_days"),
        ("time_limited", "complex", "issue.complex_days"),
        ("long_term", "ordinary", "issue.complex_days"),
    ],
)
def test_solve_rule_by_route_and_urgency(route: str, urgency: str, code: str) -> None:
    assert rules.solve_rule(route, urgency) == code


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "morning"), (11, "morning"), (12, "afternoon"), (17, "afternoon"), (18, "evening"), (23, "evening")],
)
def test_day_part_in_shanghai(hour: int, part: str) -> None:
    assert rules.day_part(datetime(2026, 3, 2, 16, 0, tzinfo=UTC) + hour * HOUR) == part


@pytest.mark.parametrize(
    ("earlier", "code"),
    [
        ([AT - DAY, AT - 2 * DAY, AT - 3 * DAY], "callback.attempts_used"),
        ([AT - HOUR], "callback.same_day"),
        ([AT - DAY], "callback.same_part"),
    ],
)
def test_check_attempt_refuses_too_many_and_the_same_day_or_part(earlier: list[datetime], code: str) -> None:
    with pytest.raises(NotPossible, match=code):
        rules.check_attempt(earlier, at=AT, most=3)


def test_check_attempt_takes_any_part_once_all_were_tried() -> None:
    tried = [AT - 3 * DAY, AT - 2 * DAY + 6 * HOUR, AT - DAY + 11 * HOUR]

    rules.check_attempt(tried, at=AT, most=4)


@pytest.mark.parametrize("days", [0, -1, 251])
def test_check_days_refuses_no_time_and_a_year(days: int) -> None:
    with pytest.raises(NotPossible, match=r"issue\.days_range"):
        rules.check_days(days)


def cells(**changes: object) -> set[rules.Cell]:
    values = {
        "route": "time_limited",
        "state": "called_back",
        "category": "lamp",
        "response_due_at": AT,
        "contacted_at": None,
        "response_missed": False,
        "answer": "",
        "grade": None,
        "excluded": False,
    }
    return set(rules.cells_of(**(values | changes)))  # type: ignore[arg-type]


ALWAYS = {("issues", "time_limited|called_back"), ("category", "lamp|time_limited")}


@pytest.mark.parametrize(
    ("changes", "marks"),
    [
        ({}, set()),
        ({"contacted_at": AT}, {"due", "contacted"}),
        ({"contacted_at": AT + HOUR}, {"due"}),
        ({"response_missed": True}, {"due"}),
        ({"answer": "resolved", "grade": 3}, {"called", "resolved", "satisfied"}),
        ({"answer": "partly", "grade": 2}, {"called"}),
        ({"contacted_at": AT, "answer": "resolved", "grade": 5, "excluded": True}, {"excluded"}),
    ],
)
def test_cells_of_counts_an_issue_where_it_belongs(changes: dict[str, object], marks: set[str]) -> None:
    assert cells(**changes) == ALWAYS | {("rates", mark) for mark in marks}


def test_rates_of_the_worked_vector() -> None:
    """DOMAIN §3.3: .3·.95 + .35·.85 + .35·.90 = 0.8975."""
    counts = {"due": 200, "contacted": 190, "called": 120, "resolved": 102, "satisfied": 108, "excluded": 4}

    rates = rules.rates_from(counts, weights=WEIGHTS)

    assert (rates.response.share, rates.solved.share, rates.satisfied.share, rates.score) == (
        Fraction(95, 100),
        Fraction(85, 100),
        Fraction(90, 100),
        Fraction(8975, 10000),
    )
    assert (rates.response.n, rates.solved.n, rates.excluded) == (200, 120, 4)


def test_rates_below_thirty_show_only_the_interval() -> None:
    rates = rules.rates_from({"due": 29, "contacted": 29, "called": 30, "resolved": 27}, weights=WEIGHTS)

    assert (rates.response.is_shown, rates.solved.is_shown, rates.score) == (False, True, None)
    assert rates.solved.interval == pytest.approx((0.743789, 0.965400), abs=5e-7)


def test_rates_of_nothing_have_no_share() -> None:
    rates = rules.rates_from({}, weights=WEIGHTS)

    assert (rates.solved.share, rates.solved.n, rates.solved.interval) == (None, 0, (0.0, 1.0))


def test_reconcile_partitions_by_route() -> None:
    issues = {"on_spot|closed": 7, "in_project|in_project": 2, "in_hand|captured": 1}
    categories = {"lamp|on_spot": 7, "pipe|in_project": 2, "lamp|in_hand": 1}

    found = rules.reconcile(issues, categories)

    assert (found.total, found.unbalanced, found.is_balanced) == (10, 0, True)
    assert {route: count for route, count in found.routes.items() if count} == {
        "on_spot": 7,
        "in_project": 2,
        "in_hand": 1,
    }


@pytest.mark.parametrize(
    ("issues", "categories"),
    [
        ({"in_hand|closed": 1}, {"lamp|in_hand": 1}),
        ({"on_spot|closed": 2}, {"lamp|on_spot": 1}),
        ({"on_spot|closed": 1}, {"lamp|explained": 1}),
        ({"nowhere|closed": 1}, {"lamp|nowhere": 1}),
    ],
)
def test_reconcile_finds_what_does_not_balance(issues: dict[str, int], categories: dict[str, int]) -> None:
    assert not rules.reconcile(issues, categories).is_balanced


@given(st.lists(st.tuples(st.sampled_from(sorted(rules.ROUTES)), st.sampled_from(sorted(rules.STATES)))))
def test_reconcile_routes_always_sum_to_the_total(pairs: list[tuple[str, str]]) -> None:
    issues: dict[str, int] = {}
    categories: dict[str, int] = {}
    for route, state in pairs:
        issues[f"{route}|{state}"] = issues.get(f"{route}|{state}", 0) + 1
        categories[f"lamp|{route}"] = categories.get(f"lamp|{route}", 0) + 1

    found = rules.reconcile(issues, categories)

    assert (sum(found.routes.values()), found.total) == (len(pairs), len(pairs))
    assert found.is_balanced == all(rules.fits(*pair) for pair in pairs)
