"""Limits as people read them: working days left."""

from datetime import datetime, timedelta
from typing import Any

from doorstep.kernel.calendar import WorkCalendar, day_of
from doorstep.rulebook.queries import calendar_of
from doorstep.ui.templatetags.ui import deadline

FARTHEST = 400  # days looked at; beyond that nobody counts


def days_left(due_at: datetime | None, *, now: datetime, calendar: WorkCalendar) -> int | None:
    """Whole working days until the limit: 0 today, negative when it has passed; None without a limit."""
    if due_at is None:
        return None
    first, last = sorted((day_of(now), day_of(due_at)))
    span = min((last - first).days, FARTHEST)
    count = sum(works(calendar, first + timedelta(days=n)) for n in range(1, span + 1))
    if due_at >= now:
        return count
    return -max(count, 1)


def works(calendar: WorkCalendar, day: Any) -> bool:
    """Past the loaded holiday list plain weekdays count; the limit itself is then marked as not certain."""
    return calendar.is_working(day) if calendar.knows(day) else day.weekday() in calendar.hours.weekdays


def limit_of(issue: Any, *, now: datetime, exact: bool = True) -> Any:
    """The limit of the state an issue is in, as a tag; nothing for what has ended."""
    if not issue.is_open or issue.due_at is None:
        return ""
    calendar = calendar_of(issue.street_id, on=day_of(now))
    left = days_left(issue.due_at, now=now, calendar=calendar)
    return deadline(left, at=issue.due_at if exact else None, certain=issue.due_certain)


def is_late(issue: Any, *, now: datetime) -> bool:
    return bool(issue.is_open and issue.due_at is not None and issue.due_at < now)
