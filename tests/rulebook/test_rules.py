"""Which values are sound, how people write them, and which version holds."""

from datetime import date, time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.calendar import OfficeHours
from doorstep.kernel.errors import NotPossible
from doorstep.rulebook.rules import (
    DEFAULTS,
    READERS,
    UNIT_LABELS,
    Version,
    in_force,
    read_value,
    shown_value,
    typed_value,
)


@pytest.mark.parametrize("code", DEFAULTS)
def test_default_is_sound_and_survives_being_shown_and_typed(code: str) -> None:
    default = DEFAULTS[code].default

    again = typed_value(code, shown_value(code, default))

    assert read_value(code, again) == read_value(code, default)


def test_every_rule_names_a_known_kind_unit_and_basis() -> None:
    known = {
        (each.kind in READERS, each.unit in UNIT_LABELS, bool(each.label and each.basis))
        for each in DEFAULTS.values()
    }

    assert known == {(True, True, True)}


def test_three_rates_weigh_what_the_worked_vector_says() -> None:
    weights = read_value("rate.weights", DEFAULTS["rate.weights"].default)
    rates = (Fraction(190, 200), Fraction(102, 120), Fraction(108, 120))

    score = sum(weight * rate for weight, rate in zip(weights, rates, strict=True))

    assert score == Fraction("0.8975")


@pytest.mark.parametrize(
    ("code", "typed", "stored"),
    [
        ("issue.solve_days", " ７ ", 7),
        ("visit.sample_share", "5%", "1/20"),
        ("visit.sample_share", "０．１", "1/10"),
        ("rate.weights", "20%,40%,40%", ["1/5", "2/5", "2/5"]),
        ("rate.weights", "0.3 0.35、0.35", ["3/10", "7/20", "7/20"]),
        (
            "office.hours",
            "9:00-12:00 13：00－17：00".replace("9:00-12", "09:00-12"),
            {"spans": [["09:00", "12:00"], ["13:00", "17:00"]], "weekdays": [0, 1, 2, 3, 4]},
        ),
    ],
)
def test_value_is_stored_as_typed(code: str, typed: str, stored: object) -> None:
    assert typed_value(code, typed) == stored


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("issue.solve_days", ""),
        ("issue.solve_days", "five"),
        ("issue.solve_days", "-1"),
        ("issue.solve_days", "100001"),
        ("issue.solve_days", "1.5"),
        ("visit.sample_share", "1.01"),
        ("visit.sample_share", "1/0"),
        ("rate.weights", "0.3 0.3 0.3"),
        ("rate.weights", "0.5 0.5"),
        ("office.hours", "12:00-08:00"),
        ("office.hours", "08:00-12:00 11:00-17:00"),
        ("office.hours", "08:00"),
        ("office.hours", ""),
    ],
)
def test_unsound_text_is_refused(code: str, typed: str) -> None:
    with pytest.raises(NotPossible) as caught:
        typed_value(code, typed)

    assert (caught.value.code, caught.value.values["rule"]) == ("rule.bad_value", code)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("issue.solve_days", True),
        ("issue.solve_days", "5"),
        ("visit.sample_share", 0.05),
        ("rate.weights", "0.3"),
        ("office.hours", {"spans": [["08:30", "12:00"]], "weekdays": [7]}),
        ("office.hours", {"spans": [["08:30", "12:00"]], "weekdays": []}),
        ("office.hours", {}),
    ],
)
def test_unsound_stored_value_is_refused(code: str, value: object) -> None:
    with pytest.raises(NotPossible):
        read_value(code, value)


def test_office_hours_are_read_as_times() -> None:
    hours = read_value("office.hours", DEFAULTS["office.hours"].default)

    assert hours == OfficeHours(
        spans=((time(8, 30), time(12)), (time(14), time(17, 30))), weekdays=frozenset({0, 1, 2, 3, 4})
    )


@given(st.fractions(min_value=0, max_value=1, max_denominator=10_000))
def test_share_is_exact_whatever_it_is(share: Fraction) -> None:
    assert read_value("visit.sample_share", typed_value("visit.sample_share", str(share))) == share


def version(number: int, day: int, *, own: bool) -> Version:
    return Version(number, "issue.solve_days", number, number, date(2026, 3, day), own)


DISTRICT, LATER_DISTRICT = version(1, 1, own=False), version(3, 20, own=False)
STREET, LATER_STREET = version(2, 10, own=True), version(4, 15, own=True)
ALL = {"issue.solve_days": (DISTRICT, STREET, LATER_DISTRICT, LATER_STREET)}


@pytest.mark.parametrize(
    ("day", "expected"), [(1, DISTRICT), (9, DISTRICT), (10, STREET), (15, LATER_STREET), (25, LATER_STREET)]
)
def test_street_s_version_overrides_the_district_s_from_its_day_on(day: int, expected: Version) -> None:
    assert in_force(ALL, "issue.solve_days", on=date(2026, 3, day)) == expected


def test_nothing_holds_before_the_first_day_or_for_another_rule() -> None:
    found = [
        in_force(ALL, "issue.solve_days", on=date(2026, 2, 28)),
        in_force(ALL, "issue.close_days", on=date(2026, 3, 9)),
    ]

    assert found == [None, None]


def test_what_was_set_later_does_not_change_what_was_judged() -> None:
    assert in_force(ALL, "issue.solve_days", on=date(2026, 3, 25), up_to=3) == STREET


def test_of_two_versions_for_one_day_the_newer_holds() -> None:
    first, second = version(5, 1, own=True), version(6, 1, own=True)

    assert in_force({"issue.solve_days": (first, second)}, "issue.solve_days", on=date(2026, 3, 1)) == second
