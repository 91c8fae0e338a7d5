"""Guided steps: a step cannot be recorded before the one before it holds."""

from datetime import date, timedelta

import pytest

from doorstep.consultations import services
from doorstep.consultations.models import Procedure, ProcedureStep
from doorstep.consultations.queries import step_lines
from doorstep.consultations.rules import STEPS, next_day, next_step
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import Taken
from doorstep.kernel.calendar import day_of
from tests.consultations.hall import Hall
from tests.issues.town import AT, DAY

TODAY = day_of(AT)
PASSED, FAILED = Votes(60, 45, 40, 3, 2), Votes(60, 45, 20, 20, 5)


def begun(hall: Hall, kind: str = "one_three_two") -> Procedure:
    return services.start_procedure(
        kind=kind, title="两个小区接入集中供暖", path=hall.path, by=hall.secretary, at=AT
    )


def take(hall: Hall, procedure: Procedure, code: str, *, days: int = 0, **changes: object) -> ProcedureStep:
    values: dict = {"code": code, "done_on": TODAY + timedelta(days=days), "minutes": "记录在册。"}
    return services.record_procedure_step(
        procedure_id=procedure.pk, taken=Taken(**(values | changes)), by=hall.secretary, at=AT + days * DAY
    )


def up_to(hall: Hall, procedure: Procedure, code: str) -> None:
    """Every step before this one stands."""
    for plan in STEPS[procedure.kind]:
        if plan.code == code:
            return
        take(hall, procedure, plan.code, votes=PASSED if plan.rule else None)


def test_steps_follow_their_order_to_the_end(hall: Hall) -> None:
    procedure = begun(hall)
    up_to(hall, procedure, "execute")

    take(hall, procedure, "execute", days=8)
    take(hall, procedure, "result_public", days=9)

    procedure.refresh_from_db()
    assert procedure.state == "done"
    assert [each.stands for each in step_lines(procedure)] == [True] * 7


@pytest.mark.parametrize("kind", STEPS)
def test_no_step_is_recorded_before_the_one_before_it(hall: Hall, refused, kind: str) -> None:
    procedure = begun(hall, kind)

    for plan in STEPS[kind][1:]:
        with refused("procedure.order"):
            take(hall, procedure, plan.code, votes=PASSED if plan.rule else None)


def test_step_whose_votes_do_not_carry_does_not_hold_and_may_be_tried_again(hall: Hall, refused) -> None:
    procedure = begun(hall)
    up_to(hall, procedure, "residents_resolution")

    assert take(hall, procedure, "residents_resolution", votes=FAILED).holds is False
    with refused("procedure.order"):
        take(hall, procedure, "decision_public")
    assert take(hall, procedure, "residents_resolution", days=1, votes=PASSED).holds is True


def test_step_with_a_rule_needs_votes(hall: Hall, refused) -> None:
    procedure = begun(hall)
    up_to(hall, procedure, "residents_resolution")

    with refused("meeting.votes_needed"):
        take(hall, procedure, "residents_resolution")


def test_decision_hangs_out_seven_whole_days_before_it_is_carried_out(hall: Hall, refused) -> None:
    procedure = begun(hall)
    up_to(hall, procedure, "execute")

    with refused("procedure.posted"):
        take(hall, procedure, "execute", days=7)
    assert take(hall, procedure, "execute", days=8).holds


def test_days_run_forward_and_not_into_the_future(hall: Hall, refused) -> None:
    procedure = begun(hall)
    take(hall, procedure, "consult")

    with refused("day.future"):
        take(hall, procedure, "branch_proposal", done_on=TODAY + timedelta(days=1))
    with refused("procedure.day"):
        take(hall, procedure, "branch_proposal", done_on=TODAY - timedelta(days=1))
    with refused("note.needed"):
        take(hall, procedure, "branch_proposal", minutes=" ")


def test_stopped_procedure_says_why_and_takes_no_step(hall: Hall, refused) -> None:
    procedure = begun(hall)

    with refused("note.needed"):
        services.stop_procedure(procedure_id=procedure.pk, reason="", by=hall.secretary, at=AT)
    services.stop_procedure(procedure_id=procedure.pk, reason="改走业主大会", by=hall.secretary, at=AT)
    with refused("procedure.over"):
        take(hall, procedure, "consult")


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"kind": "two_two"}, "procedure.kind"), ({"title": " "}, "meeting.blank")],
)
def test_procedure_that_is_none_is_refused(hall: Hall, refused, changes: dict, code: str) -> None:
    values = {"kind": "four_two", "title": "修路", "path": hall.path, "by": hall.secretary, "at": AT}

    with refused(code):
        services.start_procedure(**(values | changes))


def test_first_step_is_next_and_nothing_is_after_the_last() -> None:
    codes = [each.code for each in STEPS["four_two"]]

    assert next_step("four_two", []).code == codes[0]
    assert next_step("four_two", codes) is None


@pytest.mark.parametrize(
    ("rhythm", "day", "expected"),
    [
        ("daily", date(2019, 2, 28), date(2019, 3, 1)),
        ("weekly", date(2019, 12, 30), date(2020, 1, 6)),
        ("monthly", date(2019, 1, 31), date(2019, 2, 28)),
        ("monthly", date(2019, 12, 5), date(2020, 1, 5)),
        ("quarterly", date(2019, 11, 30), date(2020, 2, 29)),
    ],
)
def test_next_meeting_of_a_series_falls_on(rhythm: str, day: date, expected: date) -> None:
    assert next_day(day, rhythm) == expected
