"""Guided steps: a step cannot be recorded before the one before it holds."""

from datetime import date, timedelta

import pytest

from doorstep.consultations import periods, services
from doorstep.consultations.models import Procedure, ProcedureStep
from doorstep.consultations.queries import step_lines
from doorstep.consultations.queries.inviting import backdated_postings
from doorstep.consultations.rules import (
    BASES,
    NOTICE_RULE,
    RESULT_RULE,
    STEPS,
    UNITS,
    LastDay,
    Period,
    next_day,
    next_step,
)
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import Taken
from doorstep.journal.models import Entry
from doorstep.kernel.calendar import WorkCalendar, day_of
from doorstep.rulebook.rules import DEFAULTS
from doorstep.rulebook.services import set_rule
from tests.consultations.hall import Hall
from tests.issues.town import AT, DAY

TODAY = day_of(AT)
PASSED, FAILED = Votes(60, 45, 40, 3, 2), Votes(60, 45, 20, 20, 5)


def begun(hall: Hall, kind: str = "one_three_two") -> Procedure:
    return services.start_procedure(
        kind=kind, title="两个小区接入集中供暖", path=hall.path, by=hall.secretary, at=AT
    )


# Days between the step that calls the residents and their meeting; everything from it on is so much later.
NOTICE = DEFAULTS["consult.residents_notice_days"].default
MET = TODAY + timedelta(days=NOTICE)
CALLED = {"residents_resolution", "decision_public", "objection", "execute", "result_public"}


def take(hall: Hall, procedure: Procedure, code: str, *, days: int = 0, **changes: object) -> ProcedureStep:
    days += NOTICE if code in CALLED else 0
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
    up_to(hall, procedure, "objection")

    take(hall, procedure, "objection", days=8)
    take(hall, procedure, "execute", days=8)
    take(hall, procedure, "result_public", days=9)

    procedure.refresh_from_db()
    assert procedure.state == "done"
    assert [each.stands for each in step_lines(procedure)] == [True] * 8


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


def test_meeting_of_residents_is_announced_three_days_ahead(hall: Hall, refused) -> None:
    procedure = begun(hall)
    up_to(hall, procedure, "residents_resolution")

    with refused("procedure.notice"):
        take(hall, procedure, "residents_resolution", days=-1, votes=PASSED)
    assert take(hall, procedure, "residents_resolution", votes=PASSED).holds


def test_step_with_a_rule_needs_votes(hall: Hall, refused) -> None:
    procedure = begun(hall)
    up_to(hall, procedure, "residents_resolution")

    with refused("meeting.votes_needed"):
        take(hall, procedure, "residents_resolution")


def test_decision_hangs_out_seven_whole_days_before_objections_are_settled(hall: Hall, refused) -> None:
    procedure = begun(hall)
    up_to(hall, procedure, "objection")

    with refused("procedure.posted"):
        take(hall, procedure, "objection", days=7)
    assert take(hall, procedure, "objection", days=8).holds


def test_decision_is_not_carried_out_before_every_objection_is_answered(hall: Hall, refused) -> None:
    procedure = begun(hall)
    up_to(hall, procedure, "objection")

    assert take(hall, procedure, "objection", days=8, objections=2, answered=1).holds is False
    with refused("procedure.order"):
        take(hall, procedure, "execute", days=8)
    with refused("procedure.answered"):
        take(hall, procedure, "objection", days=9, objections=2, answered=3)
    again = take(hall, procedure, "objection", days=9, objections=2, answered=2)

    assert (again.holds, again.objections, again.answered) == (True, 2, 2)
    assert take(hall, procedure, "execute", days=9).holds


def test_procedure_that_went_past_a_step_before_it_was_in_the_list_goes_on(hall: Hall) -> None:
    procedure = begun(hall)
    up_to(hall, procedure, "objection")
    ProcedureStep.objects.create(
        procedure=procedure,
        street=procedure.street,
        code="execute",
        done_on=TODAY,
        holds=True,
        minutes="早已实施。",
        by="account:1",
        at=AT,
        salt="",
    )

    lines = {each.plan.code: each for each in step_lines(procedure)}

    assert (lines["objection"].left_out, lines["result_public"].is_next) == (True, True)


def test_street_that_counts_working_days_waits_longer_and_never_guesses(
    hall: Hall, refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {"code": "consult.public_working", "value": 1, "effective_on": TODAY, "reason": "本街道办法"}
    set_rule(street_id=hall.town.street.pk, by=hall.town.people["reviewer"], at=AT, **values)
    procedure = begun(hall)
    up_to(hall, procedure, "objection")

    line = next(each for each in step_lines(procedure) if each.plan.code == "decision_public")
    assert (line.period.unit, line.ends.day > TODAY + timedelta(days=7)) == ("working_days", True)
    monkeypatch.setattr(periods, "calendar_of", lambda *_args, **_named: WorkCalendar())
    with refused("calendar.unknown"):
        take(hall, procedure, "objection", days=40)


@pytest.mark.parametrize(
    ("unit", "first", "days", "expected"),
    [
        ("days", date(2019, 4, 26), 7, date(2019, 5, 3)),
        ("working_days", date(2019, 4, 26), 5, date(2019, 5, 7)),  # 4.28 is worked, 5.1 to 5.4 are not
        ("working_days", date(2019, 4, 27), 1, date(2019, 4, 28)),
    ],
)
def test_period_ends_by_the_kind_of_its_days(unit: str, first: date, days: int, expected: date) -> None:
    calendar = WorkCalendar(
        days={date(2019, 4, 28): True} | {date(2019, 5, day): False for day in range(1, 5)},
        covers=(date(2019, 1, 1), date(2019, 12, 31)),
    )

    assert Period(days, unit, "").last_day(first, calendar) == LastDay(expected, certain=True)


def test_working_days_beyond_the_holiday_list_are_not_certain() -> None:
    found = Period(5, "working_days", "").last_day(date(2019, 4, 26), WorkCalendar())

    assert found.certain is False


def test_every_period_names_its_ground() -> None:
    plans = [each for steps in STEPS.values() for each in steps]
    codes = {code for each in plans for code in (each.posted, each.notice, each.within) if code}

    assert codes | set(NOTICE_RULE.values()) | set(RESULT_RULE.values()) == set(BASES)
    assert {DEFAULTS[code].unit for code in BASES} <= set(UNITS)


def test_posting_typed_long_after_needs_a_reason_and_is_looked_at_by_somebody_else(
    hall: Hall, refused
) -> None:
    procedure = begun(hall)
    up_to(hall, procedure, "decision_public")

    with refused("posting.reason"):
        take(hall, procedure, "decision_public", days=4, done_on=MET)
    take(hall, procedure, "decision_public", days=4, done_on=MET, late_because="社区停网。")

    (posting,) = backdated_postings(hall.secretary)
    assert (posting.code, posting.posted_on, posting.reason) == ("decision_public", MET, "社区停网。")
    look = {"posting_id": posting.pk, "at": AT + 9 * DAY}
    with refused("posting.own"):
        services.look_at_posting(note="一致", by=hall.secretary, **look)
    with refused("note.needed"):
        services.look_at_posting(note=" ", by=hall.town.clerk, **look)
    services.look_at_posting(note="与照片一致", by=hall.town.clerk, **look)
    with refused("posting.looked"):
        services.look_at_posting(note="一致", by=hall.town.clerk, **look)
    assert backdated_postings(hall.secretary) == []
    assert Entry.objects.filter(act="posting.look", about=f"procedure:{procedure.pk}").count() == 1


def test_posting_typed_within_three_days_is_taken_as_it_is(hall: Hall) -> None:
    procedure = begun(hall)
    up_to(hall, procedure, "decision_public")

    take(hall, procedure, "decision_public", days=3, done_on=MET)

    assert backdated_postings(hall.secretary) == []


def test_procedure_says_what_it_serves(hall: Hall) -> None:
    procedure = begun(hall)

    services.link_procedure(procedure_id=procedure.pk, about="expense:1", by=hall.secretary, at=AT)

    procedure.refresh_from_db()
    assert procedure.about == "expense:1"
    assert Entry.objects.filter(act="procedure.link", about=f"procedure:{procedure.pk}").count() == 1


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
