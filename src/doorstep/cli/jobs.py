"""Timed jobs: each is one service call that may run twice without harm."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from doorstep.issues.services import mark_missed_responses
from doorstep.journal.services import seal_journal
from doorstep.kernel.calendar import day_of
from doorstep.messages.services import send_due
from doorstep.places.queries import street_ids
from doorstep.publishing.services import end_notices, refresh_snapshots
from doorstep.records.attachments import sweep_orphans
from doorstep.records.recurring import claim_due, note_run

logger = logging.getLogger("doorstep.jobs")


def refresh_all(*, at: datetime) -> None:
    for street_id in street_ids():
        refresh_snapshots(street_id=street_id, year=day_of(at).year, at=at)


JOBS: dict[str, tuple[timedelta, Callable[..., object]]] = {
    "seal_journal": (timedelta(minutes=1), seal_journal),
    "send_messages": (timedelta(seconds=20), send_due),
    "mark_missed_responses": (timedelta(minutes=5), mark_missed_responses),
    "end_notices": (timedelta(minutes=15), end_notices),
    "refresh_snapshots": (timedelta(hours=1), refresh_all),
    "sweep_orphans": (timedelta(hours=24), sweep_orphans),
}


@task()
def run_job(name: str) -> None:
    """Run one job now and write down how it ended; a failure is kept visible and the next turn tries again."""
    _, job = JOBS[name]
    try:
        job(at=timezone.now())
    except Exception as error:
        note_run(name=name, at=timezone.now(), error=type(error).__name__)
        logger.exception("job failed", extra={"fields": {"job": name}})
    else:
        note_run(name=name, at=timezone.now(), error="")


def enqueue_due(*, at: datetime) -> int:
    """Put every job whose time has come into the queue once, however many processes ask."""
    names = claim_due(intervals={name: every for name, (every, _) in JOBS.items()}, at=at)
    for name in names:
        run_job.enqueue(name)
    return len(names)
