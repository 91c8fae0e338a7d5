"""When somebody may be called again is what the act accepts."""

from datetime import UTC, date, datetime

import pytest

from doorstep.evaluation.rules.attempts import Retry, retry_of
from doorstep.issues.rules import check_attempt
from doorstep.kernel.errors import Refusal

MORNING = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)  # nine in Shanghai
EVENING = datetime(2026, 6, 1, 11, 0, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 6, 2, 1, 0, tzinfo=UTC)
ALL = ("morning", "afternoon", "evening")


def test_nobody_was_tried_yet_so_now_is_right() -> None:
    assert retry_of([], at=MORNING, most=3) == Retry(3, True, date(2026, 6, 1), ALL)


def test_after_an_attempt_another_day_and_another_part_of_it() -> None:
    assert retry_of([MORNING], at=EVENING, most=3) == Retry(
        2, False, date(2026, 6, 2), ("afternoon", "evening")
    )


def test_on_the_next_day_the_other_parts_are_still_to_come() -> None:
    assert retry_of([MORNING], at=NEXT_MORNING, most=3) == Retry(
        2, False, date(2026, 6, 2), ("afternoon", "evening")
    )


def test_once_only_the_morning_is_left_the_evening_waits_for_tomorrow() -> None:
    earlier = [datetime(2026, 5, 30, 7, 0, tzinfo=UTC), datetime(2026, 5, 31, 11, 0, tzinfo=UTC)]

    assert retry_of(earlier, at=EVENING, most=3) == Retry(1, False, date(2026, 6, 2), ("morning",))


def test_used_up_attempts_leave_none() -> None:
    earlier = [datetime(2026, 5, day, 1, 0, tzinfo=UTC) for day in (29, 30, 31)]

    assert retry_of(earlier, at=EVENING, most=3).now is False


@pytest.mark.parametrize("hour", range(0, 16))
@pytest.mark.parametrize("tried", [[], [MORNING], [MORNING, datetime(2026, 6, 2, 6, 0, tzinfo=UTC)]])
def test_now_is_exactly_when_the_act_accepts(hour: int, tried: list[datetime]) -> None:
    at = datetime(2026, 6, 3, hour, 0, tzinfo=UTC)
    try:
        check_attempt(tried, at=at, most=3)
        accepted = True
    except Refusal:
        accepted = False

    assert retry_of(tried, at=at, most=3).now is accepted
