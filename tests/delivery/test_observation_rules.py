"""Which projects are observed, in what order, and by whom."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.delivery.access.observations import can_observe, can_report_done, can_verify
from doorstep.delivery.rules.observations import Quarter, check_comment, draw, route, runs_in, steps_between
from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.errors import NotPossible

SPRING = Quarter(2026, 2)
OBSERVER = Actor(7, 1, "观摩员", (Grant("reviewer", "1/"),))
NUMBERS = [f"P{number}" for number in range(40)]


def test_quarter_spans_its_three_months() -> None:
    assert (SPRING.first_on, SPRING.last_on) == (date(2026, 4, 1), date(2026, 6, 30))
    assert Quarter(2026, 4).last_on == date(2026, 12, 31)


def test_quarter_is_one_of_four() -> None:
    with pytest.raises(NotPossible, match=r"observation\.quarter"):
        Quarter(2026, 5)


@pytest.mark.parametrize(
    ("steps", "runs"),
    [
        ([], False),
        ([(date(2026, 3, 1), "in_progress")], True),
        ([(date(2026, 6, 30), "in_progress")], True),
        ([(date(2026, 7, 1), "in_progress")], False),
        ([(date(2026, 3, 1), "in_progress"), (date(2026, 3, 31), "paused")], False),
        ([(date(2026, 3, 1), "in_progress"), (date(2026, 4, 1), "paused")], True),
        ([(date(2026, 4, 1), "approved")], False),
    ],
)
def test_project_runs_in_a_quarter_when_in_progress_on_any_day(steps, runs) -> None:
    assert runs_in(SPRING, steps) is runs


def test_everything_is_observed_up_to_the_limit() -> None:
    assert draw(NUMBERS[:30], seed="", above=30, size=5) == sorted(NUMBERS[:30])


def test_sample_needs_a_seed() -> None:
    with pytest.raises(NotPossible, match=r"observation\.seed_needed"):
        draw(NUMBERS, seed=" ", above=30, size=5)


@given(st.permutations(NUMBERS), st.text(min_size=1).filter(str.strip))
def test_sample_follows_from_the_seed_and_the_numbers_alone(numbers, seed) -> None:
    drawn = draw(numbers, seed=seed, above=30, size=10)
    assert drawn == draw(NUMBERS, seed=seed, above=30, size=10)
    assert len(drawn) == 10


def test_route_goes_on_to_the_nearest_place() -> None:
    assert steps_between("1/2/3/", "1/2/4/") == 2
    assert route({"a": "1/2/3/", "b": "1/5/", "c": "1/2/4/"}) == ["a", "c", "b"]
    assert route({}) == []


@pytest.mark.parametrize(("words", "grade"), [(" ", "good"), ("好", "best")])
def test_comment_is_whole(words, grade) -> None:
    with pytest.raises(NotPossible):
        check_comment(strengths=words, shortcomings="少", suggestion="改", grade=grade)


def test_neither_lead_nor_branch_observes() -> None:
    assert can_observe(OBSERVER, path="1/2/", lead_id=8, org_id=3)
    assert not can_observe(OBSERVER, path="1/2/", lead_id=7, org_id=3)
    member = Actor(7, 1, "观摩员", (Grant("reviewer", "1/", org_id=3),))
    assert not can_observe(member, path="1/2/", lead_id=8, org_id=3)


def test_owner_reports_and_another_verifies() -> None:
    place = {"path": "1/2/", "lead_id": 8, "org_id": 3}
    assert can_report_done(OBSERVER, owner_id=7, lead_id=8)
    assert not can_report_done(OBSERVER, owner_id=9, lead_id=8)
    assert can_verify(OBSERVER, **place, owner_id=8, done_by_id=8)
    assert not can_verify(OBSERVER, **place, owner_id=7, done_by_id=8)
    assert not can_verify(OBSERVER, **place, owner_id=9, done_by_id=7)


def test_a_place_inside_another_is_as_far_as_it_is_deep() -> None:
    assert steps_between("990000/003/01/", "990000/003/01/02/05/") == 2
