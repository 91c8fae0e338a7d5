"""Realistic time: no knocking on holidays, Sundays or at night; most is written down the same day."""

from datetime import date, time
from itertools import pairwise
from random import Random

from doorstep.cli.demo.content.categories import category
from doorstep.cli.demo.content.rhythm import (
    season_factor,
    solving_hours,
    visit_days,
    visit_moments,
)

DAYS = visit_days(2019)


def rounds(count):
    rng = Random(8)
    return [visit_moments(rng, rng.choice(DAYS), rng.randint(4, 9)) for _ in range(count)]


def test_visit_days_leave_out_spring_festival_and_sundays():
    assert date(2019, 2, 5) not in DAYS
    assert date(2019, 10, 1) not in DAYS
    assert all(day.weekday() != 6 for day in DAYS)


def test_visit_moments_follow_one_another_and_end_before_night():
    for moments in rounds(300):
        assert all(first.ended_at < second.started_at for first, second in pairwise(moments))
        assert all(time(8) < moment.started_at.time() <= time(20, 51) for moment in moments)


def test_visit_moments_are_recorded_after_the_round():
    for moments in rounds(300):
        assert all(moment.recorded_at >= moments[-1].ended_at for moment in moments)


def test_visit_moments_are_late_now_and_then():
    late = [moments[0].is_late for moments in rounds(2000)]

    assert 0.01 < sum(late) / len(late) < 0.08


def test_solving_on_the_spot_stays_within_three_working_days():
    rng = Random(2)

    assert max(solving_hours(rng, "on_spot") for _ in range(2000)) <= 3 * 7


def test_season_factor_has_a_mean_of_one():
    water = category("water_supply")

    assert round(sum(season_factor(water, month) for month in range(1, 13)), 6) == 12
    assert season_factor(water, 7) > 1 > season_factor(water, 3)
