"""Timed jobs: each is one service call, or the same one for every street, that may run twice without harm."""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final

from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from doorstep.delivery.services import end_agreements, remind_of_agreements
from doorstep.evaluation.services import draw_monthly_recalls
from doorstep.issues.services import mark_missed_responses
from doorstep.journal.services import seal_journal
from doorstep.kernel.calendar import day_of, moment
from doorstep.messages.services import forget_addresses, send_due
from doorstep.people.services import erase_left_contacts
from doorstep.places.queries import street_ids
from doorstep.privacy.services import end_exports, run_retention
from doorstep.projects.services import pull_tasks
from doorstep.publishing.services import archive_notices, end_notices, refresh_snapshots
from doorstep.records.attachments import sweep_orphans
from doorstep.records.limits import forget_knocks
from doorstep.records.recurring import claim_due, note_run
from doorstep.records.search import tidy_index
from doorstep.visits.services import end_plans

logger = logging.getLogger("doorstep.jobs")
Job = Callable[..., object]
KEEP_RESULTS: Final = timedelta(days=2)
A_DAY: Final = timedelta(days=1)
NIGHT: Final = time(3, 10)


def refresh_all(*, at: datetime) -> None:
    for street_id in street_ids():
        refresh_snapshots(street_id=street_id, year=day_of(at).year, at=at)


def pull_all_tasks(*, at: datetime) -> None:
    for street_id in street_ids():
        pull_tasks(street_id=street_id, at=at)


def erase_all_left_contacts(*, at: datetime) -> None:
    for street_id in street_ids():
        erase_left_contacts(street_id=street_id, at=at)


def draw_all_monthly_recalls(*, at: datetime) -> None:
    for street_id in street_ids():
        draw_monthly_recalls(street_id=street_id, at=at)


def forget_visitors(*, at: datetime) -> None:
    """The short-lived database keeps no count of knocks and no sign-in that has ended."""
    forget_knocks(now=at)
    SessionStore.clear_expired()


def tidy_databases(*, at: datetime) -> None:
    """Merge the search index and let the database look at its tables again; it plans by what it saw."""
    tidy_index()
    for connection in connections.all():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize" if connection.vendor == "sqlite" else "ANALYZE")


def prune_task_results(*, at: datetime) -> int:
    """Remove what the queue remembers of old runs, also of those that a killed process left half done."""
    old = DBTaskResult.objects.filter(enqueued_at__lt=at - KEEP_RESULTS)
    return int(old.exclude(status=TaskResultStatus.READY).delete()[0])


JOBS: Final[dict[str, tuple[timedelta, Job]]] = {
    "seal_journal": (timedelta(minutes=1), seal_journal),
    "send_messages": (timedelta(seconds=20), send_due),
    "mark_missed_responses": (timedelta(minutes=5), mark_missed_responses),
    "end_notices": (timedelta(minutes=15), end_notices),
    "archive_notices": (A_DAY, archive_notices),
    "pull_tasks": (timedelta(hours=1), pull_all_tasks),
    "refresh_snapshots": (timedelta(hours=1), refresh_all),
    "end_agreements": (timedelta(hours=1), end_agreements),
    "remind_of_agreements": (timedelta(hours=1), remind_of_agreements),
    "end_plans": (timedelta(hours=1), end_plans),
    "draw_monthly_recalls": (A_DAY, draw_all_monthly_recalls),
    "forget_visitors": (timedelta(hours=1), forget_visitors),
    "forget_addresses": (A_DAY, forget_addresses),
    "erase_left_contacts": (A_DAY, erase_all_left_contacts),
    "retention": (A_DAY, run_retention),
    "end_exports": (timedelta(hours=1), end_exports),
    "sweep_orphans": (A_DAY, sweep_orphans),
    "prune_task_results": (A_DAY, prune_task_results),
    "tidy_databases": (A_DAY, tidy_databases),
}


def next_turn(every: timedelta, *, at: datetime) -> timedelta:
    """How long until the next turn; what runs once a day runs at NIGHT."""
    if every < A_DAY:
        return every
    tonight = moment(day_of(at), NIGHT)
    return (tonight if at < tonight else moment(day_of(at) + A_DAY, NIGHT)) - at


@task()
def run_job(name: str) -> None:
    """Run one job now and note how it ended; a failure stays visible until a later turn ends well."""
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
    intervals = {name: next_turn(every, at=at) for name, (every, _) in JOBS.items()}
    names = claim_due(intervals=intervals, at=at)
    for name in names:
        run_job.enqueue(name)
    return len(names)
