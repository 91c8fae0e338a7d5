"""When a message is tried again, and that none can be stuck."""

from datetime import timedelta

import pytest

from doorstep.messages.rules import STATES, WORKFLOW, after_failure, first_state, next_try
from doorstep.rulebook.rules import DEFAULTS
from tests.messages.factories import AT


def test_workflow_has_no_defect_and_names_every_state():
    assert WORKFLOW.check() == []
    assert set(WORKFLOW.states) == set(STATES)
    assert set(WORKFLOW.limits.values()) <= set(DEFAULTS)


@pytest.mark.parametrize(
    ("failed", "minutes"), [(0, 1), (1, 1), (2, 5), (3, 25), (4, 125), (5, 625), (6, 1440), (60, 1440)]
)
def test_next_try_grows_five_times_and_stops_at_a_day(failed, minutes):
    assert next_try(AT, failed) == AT + timedelta(minutes=minutes)


@pytest.mark.parametrize(("count", "state"), [(1, "failed"), (5, "failed"), (6, "dead"), (7, "dead")])
def test_after_failure_gives_up_at_the_last_try(count, state):
    assert after_failure(count, attempts=6) == state


def test_first_state_of_a_slip_waits_for_the_printer():
    assert [first_state(each) for each in ("email", "file", "slip")] == ["queued", "queued", "to_print"]
