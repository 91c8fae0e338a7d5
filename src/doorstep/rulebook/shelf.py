"""The rules and the calendar of a street as they are kept in memory."""

from dataclasses import dataclass
from datetime import date

from doorstep.rulebook.rules import Version


@dataclass(frozen=True)
class RuleShelf:
    """Every version a street knows; ``newest`` and ``newest_range`` name exactly this state."""

    versions: dict[str, tuple[Version, ...]]
    newest: int
    newest_range: int


@dataclass(frozen=True)
class CalendarShelf:
    """The days that are not what their weekday says, and the span for which the list is complete."""

    days: dict[date, bool]
    covers: tuple[date, date] | None
