"""The method's published numbers, and what must hold of any numbers (STATISTICS §1, §2).

Figures were computed with SciPy and cross-checked with R (prop.test, survey, optim) and statsmodels.
"""

import itertools
from math import comb, log

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from doorstep.evaluation.rules import expectation as ex
from doorstep.evaluation.rules import rounds
from doorstep.evaluation.rules.estimate import Answers, estimates
from doorstep.evaluation.rules.funnel import Point, benjamini_hochberg, limits, over_dispersion, widening
from doorstep.evaluation.rules.intervals import (
    Interval,
    clopper_pearson,
    exact_finite,
    is_enough,
    least_answers,
    non_response_bounds,
    raw_interval,
    sample_size,
    wilson_finite,
)
from doorstep.evaluation.rules.strata import Stratum, heard, is_needed, post_stratified, rake
from doorstep.kernel.intervals import wilson


def near(*values: float, digits: float = 1e-6):
    return pytest.approx(values if len(values) > 1 else values[0], abs=digits)


def ends(interval: Interval) -> tuple[float, float]:
    return interval.low, interval.high


@pytest.mark.parametrize(
    ("y", "n", "low", "high"),
    [
        (27, 30, 0.743789, 0.965400),
        (54, 60, 0.798505, 0.953357),
        (203, 225, 0.856400, 0.934540),
        (10, 10, 0.722467, 1.0),
        (0, 10, 0.0, 0.277533),
        (9, 10, 0.595850, 0.982124),
        (450, 540, 0.799569, 0.862389),
        (1, 1, 0.206549, 1.0),
    ],
)
def test_wilson(y: int, n: int, low: float, high: float) -> None:
    assert wilson(y, n) == near(low, high)


@pytest.mark.parametrize(
    ("y", "n", "people", "found", "exact"),
    [
        (27, 30, 60, (0.797449, 0.953648), (0.783333, 0.95)),
        (36, 40, 50, (0.850013, 0.934609), (0.84, 0.92)),
        (74, 82, 540, (0.826967, 0.947098), (0.824074, 0.951852)),
        (92, 96, 10_932, (0.898076, 0.983617), (0.897091, 0.988383)),
        (20, 20, 30, (0.937882, 1.0), (0.9, 1.0)),
    ],
)
def test_finite_frame(
    y: int, n: int, people: int, found: tuple[float, float], exact: tuple[float, float]
) -> None:
    assert ends(wilson_finite(y, n, people)) == near(*found)
    assert ends(exact_finite(y, n, people)) == near(*exact)


def test_rest_of_a_large_frame_does_not_matter() -> None:
    assert ends(raw_interval(92, 96, 10_932)) == wilson(92, 96)
    assert raw_interval(74, 82, 540) == wilson_finite(74, 82, 540)


def test_clopper_pearson() -> None:
    assert [ends(clopper_pearson(y, n)) for y, n in ((27, 30), (10, 10), (0, 10))] == [
        near(0.734712, 0.978883),
        near(0.691503, 1.0),
        near(0.0, 0.308497),
    ]


@pytest.mark.parametrize(
    ("people", "half", "wanted"),
    [
        (60, 0.10, 38),
        (100, 0.10, 50),
        (300, 0.10, 73),
        (540, 0.10, 82),
        (1000, 0.10, 88),
        (2100, 0.10, 92),
        (10_932, 0.10, 96),
        (60, 0.05, 53),
        (100, 0.05, 80),
        (300, 0.05, 169),
        (540, 0.05, 225),
        (1000, 0.05, 278),
        (2100, 0.05, 325),
        (10_932, 0.05, 372),
        (30, 0.10, 24),
    ],
)
def test_sample_size(people: int, half: float, wanted: int) -> None:
    assert sample_size(people, half) == wanted


def test_least_answers() -> None:
    assert [least_answers(half, 0.9) for half in (0.125, 0.10, 0.05)] == [24, 37, 141]


def test_non_response_bounds() -> None:
    assert ends(non_response_bounds(66, 82, 28)) == near(0.6, 0.854545)


STRATA = (Stratum("a", 200, 30, 21), Stratum("b", 240, 40, 36), Stratum("c", 100, 12, 12))


def test_post_stratified() -> None:
    found = post_stratified(STRATA)

    assert (found.share, found.standard_error, found.kish_n, found.n_eff) == near(
        0.844444, 0.034989, 80.850277, 94.910870
    )
    assert ends(found.interval) == near(0.758318, 0.903773)


def test_rake() -> None:
    found = rake([[30, 20], [15, 17]], [300, 240], [230, 310])

    assert [each for row in found for each in row] == near(
        4.829685, 7.755473, 5.673963, 9.111209, digits=1e-5
    )


def test_stratum_that_nobody_answered_for_is_joined() -> None:
    found = heard([Stratum("a", 100, 30, 20), Stratum("b", 20, 0, 0), Stratum("c", 80, 20, 20)])

    assert sorted((each.size, each.answered) for each in found) == [(80, 20), (120, 30)]


def test_weight_beyond_three_and_below_a_third_is_clipped() -> None:
    """Two of a hundred answered for ``b``: they would weigh 15 each; ``c`` would weigh 0.2."""
    strata = [Stratum("a", 100, 38, 30), Stratum("b", 100, 2, 0), Stratum("c", 10, 20, 10)]

    found = post_stratified(strata)

    weights = (100 / 210 / (38 / 60), 3.0, 0.3)
    whole = 38 * weights[0] + 2 * 3.0 + 20 * 0.3
    assert found.weights == pytest.approx(weights)
    assert found.share == near((30 * weights[0] + 10 * 0.3) / whole)
    assert found.kish_n == near(whole**2 / (38 * weights[0] ** 2 + 2 * 9 + 20 * 0.09))


def test_weighting_is_needed_when_a_group_is_over_represented() -> None:
    assert not is_needed(STRATA)
    assert is_needed([Stratum("a", 100, 30, 20), Stratum("b", 100, 10, 10)])


TWELVE = [
    ex.Measured(f"P{place:02d}", y, n, hard, people, people)
    for place, (hard, people, n, y) in enumerate(
        [
            (1, 60, 38, 37),
            (1, 120, 40, 39),
            (2, 540, 82, 74),
            (2, 35, 24, 23),
            (3, 900, 88, 76),
            (3, 210, 60, 55),
            (3, 45, 20, 16),
            (4, 540, 82, 66),
            (4, 1500, 92, 79),
            (5, 2400, 93, 70),
            (5, 320, 60, 50),
            (2, 80, 10, 10),
        ],
        start=1,
    )
]


def test_expectation_is_learned_from_twelve_projects() -> None:
    found = ex.fit(TWELVE)

    assert found is not None
    assert found.beta == near(2.0971, -0.7097, -0.2771, digits=1e-3)
    assert found.phi == near(105.55, digits=0.05)
    constant = sum(log(comb(each.answered, each.satisfied)) for each in TWELVE)
    assert found.loss - constant == near(25.240833, digits=1e-4)


@pytest.mark.slow
def test_twelve_projects_cannot_be_told_apart() -> None:
    found = ex.fit(TWELVE)
    assert found is not None

    pairs = [ex.compare(one, other, found) for one, other in itertools.combinations(TWELVE, 2)]
    assert pairs == ["no_difference"] * 66
    bands = {each.band for each in ex.judge_all(TWELVE, found)}
    assert bands == {"as_expected", "insufficient"}


def test_street_is_read_by_resident_and_by_project() -> None:
    found = ex.fit(TWELVE)
    assert found is not None
    street = ex.street_figures(TWELVE, found)

    assert (street.per_resident, street.per_resident_error) == near(0.824716, 0.013073, digits=1e-4)
    assert (street.people, street.people_error) == near(5566.8, 88.2, digits=0.5)
    assert street.per_project == near(0.883928, digits=1e-4)


@pytest.mark.parametrize(
    ("y", "n", "mu", "mean", "low", "high", "above", "shrink"),
    [
        (12, 20, 0.88, 0.768, 0.642837, 0.872890, 0.016693, 0.6),
        (20, 20, 0.88, 0.928, 0.842674, 0.981458, 0.896751, 0.6),
        (45, 50, 0.88, 0.8925, 0.816440, 0.950076, 0.670895, 0.375),
        (10, 10, 0.88, 0.91, 0.805205, 0.976593, 0.774143, 0.75),
        (203, 225, 0.88, 0.899608, 0.859950, 0.933339, 0.851255, 0.117647),
        (0, 0, 0.88, 0.88, 0.744443, 0.968267, 0.557052, 1.0),
        (40, 50, 0.70, 0.7625, 0.664016, 0.848563, 0.901307, 0.375),
    ],
)
def test_judgement_in_closed_form(
    y: int, n: int, mu: float, mean: float, low: float, high: float, above: float, shrink: float
) -> None:
    found = ex.judge(ex.Measured("", y, n, 3, 1000, 1000), mu=mu, phi=30, mean=0.85)

    assert (found.share, *ends(found.interval), found.above, found.shrink) == near(
        mean, low, high, above, shrink
    )


def test_hard_project_is_read_beside_what_was_to_be_expected() -> None:
    hard = ex.judge(ex.Measured("", 40, 50, 5, 1000, 1000), mu=0.70, phi=30, mean=0.85)
    easy = ex.judge(ex.Measured("", 45, 50, 1, 1000, 1000), mu=0.88, phi=30, mean=0.85)

    assert (hard.adjusted, easy.adjusted) == near(0.886325, 0.865146)


def test_two_projects_are_told_apart_only_when_it_is_sure() -> None:
    sides = [(*ex.posterior(y, 50, 0.88, 30), 0.88) for y in (45, 40)]

    assert ex.chance_higher(sides[0], sides[1]) == near(0.878606)


def test_poor_first_result_drifts_back_by_itself() -> None:
    first = {"satisfied": 12, "answered": 20, "mu": 0.88, "phi": 30}

    assert rounds.expected_second(12, 20, mu=0.88, phi=30) == near(0.768)
    assert rounds.chance_of_at_least(14, 20, **first) == near(0.804213)
    assert rounds.chance_of_at_least(13, 20, **first) == near(0.894886)


def test_mcnemar() -> None:
    assert (rounds.mcnemar_exact(9, 2), rounds.mcnemar_exact(0, 5)) == near(0.06543, 0.0625, digits=1e-5)
    assert rounds.mcnemar_exact(0, 0) == 1.0


@pytest.mark.parametrize(
    ("n", "look", "alarm"),
    [
        (20, (0.7, 1.0), (0.6, 1.0)),
        (60, (0.8, 0.95), (0.7333, 0.9833)),
        (225, (0.8356, 0.92), (0.8089, 0.9422)),
    ],
)
def test_funnel_limits(n: int, look: tuple[float, float], alarm: tuple[float, float]) -> None:
    assert ends(limits(0.88, n)) == near(*look, digits=1e-4)
    assert ends(limits(0.88, n, 0.998)) == near(*alarm, digits=1e-4)


def test_limits_are_widened_only_for_more_spread_than_chance() -> None:
    even = [Point(str(place), 88, 100, 0.88) for place in range(20)]
    wild = [Point(str(place), 60 if place % 2 else 100, 100, 0.88) for place in range(20)]

    assert (over_dispersion(even), widening(even)) == near(0.0, 1.0)
    assert widening(wild) > 3


def test_benjamini_hochberg() -> None:
    found = benjamini_hochberg({"A": 0.036588, "B": 0.163131, "C": 0.000767, "D": 0.005557, "E": 0.49508})

    assert found == pytest.approx(
        {"A": 0.06098, "B": 0.203914, "C": 0.003835, "D": 0.013893, "E": 0.49508}, abs=1e-6
    )


def test_fewer_than_twelve_projects_lead_to_no_expectation() -> None:
    answers = [Answers(each.name, 3, 500, (Stratum("", 500, 60, 50),)) for each in TWELVE[:11]]

    assert [each.judged for each in estimates(answers)] == [None] * 11


@pytest.mark.parametrize("satisfied", [0, 60])
def test_projects_that_do_not_differ_at_all_are_not_called_above_or_below(satisfied: int) -> None:
    answers = [Answers(str(n), 1 + n % 5, 500, (Stratum("", 500, 60, satisfied),)) for n in range(40)]

    assert [each.judged for each in estimates(answers)] == [None] * 40


def test_too_few_answers_say_nothing() -> None:
    assert not is_enough(raw_interval(9, 9, 500), 9, 500)
    assert not is_enough(raw_interval(12, 20, 500), 20, 500)
    assert not is_enough(raw_interval(3, 5, 5), 5, 5)
    assert is_enough(raw_interval(9, 14, 14), 14, 14)


counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, st.integers(0, 5000))
def test_interval_lies_within_and_holds_the_share(count: tuple[int, int], others: int) -> None:
    y, n = count
    found = raw_interval(y, n, n + others)

    assert 0 <= found.low <= y / n + 1e-12
    assert y / n - 1e-12 <= found.high <= 1


@given(counts)
def test_interval_narrows_with_more_answers(count: tuple[int, int]) -> None:
    y, n = count

    assert raw_interval(2 * y, 2 * n, 10**9).half_width < raw_interval(y, n, 10**9).half_width


@given(st.integers(1, 20), st.lists(st.integers(2, 30), min_size=1, max_size=5))
def test_weights_of_a_balanced_sample_are_one(times: int, answered: list[int]) -> None:
    strata = [Stratum(str(place), n * times, n, n // 2) for place, n in enumerate(answered)]

    assert post_stratified(strata).weights == pytest.approx([1.0] * len(strata))


@given(st.floats(0.01, 0.99), st.floats(0.05, 0.95))
def test_adjusted_is_raw_when_all_classes_are_equal(share: float, mean: float) -> None:
    assert ex.adjusted(share, mean, mean) == near(share)


@settings(
    suppress_health_check=[HealthCheck.too_slow]
)  # twelve projects are slow to invent on a busy machine
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(20, 3000), counts), min_size=12, max_size=20))
def test_judgement_lies_between_answers_and_expectation(rows: list[tuple[int, int, tuple[int, int]]]) -> None:
    projects = [
        ex.Measured(str(at), y, n, hard, people, n + people) for at, (hard, people, (y, n)) in enumerate(rows)
    ]
    learned = ex.fit(projects)
    assume(learned is not None)
    assert learned is not None

    for project, found in zip(projects, ex.judge_all(projects, learned), strict=True):
        raw = project.satisfied / project.answered
        assert min(raw, found.expected) - 1e-9 <= found.share <= max(raw, found.expected) + 1e-9
        assert 0 <= found.interval.low <= found.interval.high <= 1
