"""Which timed jobs are due: a row a job, claimed by a conditional update, so that two never both win."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from doorstep.records.models import Recurring


def claim_due(*, intervals: Mapping[str, timedelta], at: datetime) -> list[str]:
    """Names of the jobs whose time has come; each moves on by its interval and goes to one caller only."""
    known = dict(Recurring.objects.filter(name__in=intervals).values_list("name", "next_at"))
    missing = [Recurring(name=name, next_at=at) for name in intervals if name not in known]
    if missing:
        Recurring.objects.bulk_create(missing, ignore_conflicts=True)
        known |= {row.name: row.next_at for row in missing}
    due = [name for name, next_at in known.items() if next_at <= at]
    return [name for name in due if claim(name, known[name], at + intervals[name])]


def claim(name: str, expected: datetime, next_at: datetime) -> bool:
    return Recurring.objects.filter(name=name, next_at=expected).update(next_at=next_at) == 1


def note_run(*, name: str, at: datetime, error: str) -> None:
    """How the last run ended; empty text is a good end."""
    Recurring.objects.filter(name=name).update(last_at=at, last_error=error)


def failed_jobs() -> list[str]:
    """Names of the jobs whose last run ended badly."""
    return list(Recurring.objects.exclude(last_error="").order_by("name").values_list("name", flat=True))
