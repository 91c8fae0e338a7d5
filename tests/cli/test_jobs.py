"""Timed jobs may run twice without harm, run once however many ask, and never fail in silence."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from doorstep.cli.jobs import JOBS, enqueue_due, next_turn, prune_task_results, run_job
from doorstep.messages.models import Message
from doorstep.people.models import Account
from doorstep.records.limits import knock
from doorstep.records.models import RateHit, Recurring
from doorstep.visits.models import VisitPlan
from tests.issues.town import AT, DAY
from tests.web.world import World

LATER = AT + timedelta(days=800)


def rows_of_everything() -> dict[str, list[str]]:
    """Every row of every table of ours, by table."""
    ours = [model for model in apps.get_models() if model._meta.app_label not in {"contenttypes", "auth"}]
    return {model._meta.label: sorted(map(str, model._base_manager.values_list())) for model in ours}


@pytest.mark.slow
@pytest.mark.parametrize("name", JOBS)
def test_job_run_twice_leaves_what_it_left_the_first_time(name: str, world: World) -> None:
    knock(key="somebody", limit=3, seconds=60, now=AT)
    _, job = JOBS[name]

    job(at=LATER)
    once = rows_of_everything()
    job(at=LATER)

    assert rows_of_everything() == once


def test_jobs_of_a_late_day_forget_what_has_had_its_time(world: World) -> None:
    """Something must be there first that could be left lying about."""
    knock(key="somebody", limit=3, seconds=60, now=AT)
    Message.objects.update(state="sent", sent_at=AT)
    Account.objects.filter(username__startswith="handler").update(
        left_at=AT, phone_sealed="a256:k1:bm9ib2R5", phone_blind="0" * 32
    )

    for name in ("forget_visitors", "forget_addresses", "erase_left_contacts", "end_plans"):
        JOBS[name][1](at=LATER)

    assert (
        RateHit.objects.count(),
        Message.objects.exclude(address_sealed="").count(),
        Account.objects.filter(left_at=AT).exclude(phone_sealed="").count(),
        VisitPlan.objects.filter(closed_at=None, ends_on__lt=LATER.date() - DAY).count(),
    ) == (0, 0, 0, 0)


@pytest.mark.django_db(databases="__all__")
def test_run_job_that_fails_is_on_the_health_page_until_it_runs_well(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    def fail(*, at: datetime) -> None:
        raise RuntimeError("王秀兰 13800001234")

    enqueue_due(at=AT)
    monkeypatch.setitem(JOBS, "seal_journal", (timedelta(minutes=1), fail))
    run_job.call("seal_journal")
    broken = json.loads(client.get("/health/").content)
    monkeypatch.undo()
    run_job.call("seal_journal")

    assert (broken["ok"], broken["failed_jobs"]) == (False, ["seal_journal"])
    assert json.loads(client.get("/health/").content)["failed_jobs"] == []
    assert "1380000" not in str(list(Recurring.objects.values()))


@pytest.mark.django_db(databases="__all__")
def test_prune_task_results_forgets_what_ended_and_what_a_killed_process_left() -> None:
    enqueue_due(at=AT)
    waiting, ended, left = list(DBTaskResult.objects.order_by("enqueued_at"))[:3]
    DBTaskResult.objects.exclude(pk__in=[waiting.pk, ended.pk, left.pk]).delete()
    DBTaskResult.objects.filter(pk=ended.pk).update(status="SUCCESSFUL", finished_at=timezone.now())
    DBTaskResult.objects.filter(pk=left.pk).update(status="RUNNING")

    prune_task_results(at=timezone.now() + timedelta(days=1))
    kept_a_day = DBTaskResult.objects.count()
    prune_task_results(at=timezone.now() + timedelta(days=3))

    assert (kept_a_day, list(DBTaskResult.objects.values_list("pk", flat=True))) == (3, [waiting.pk])


@pytest.mark.parametrize(
    ("every", "at", "hours"),
    [
        (timedelta(hours=1), datetime(2026, 3, 2, 1, 0, tzinfo=UTC), 1),
        (DAY, datetime(2026, 3, 2, 1, 10, tzinfo=UTC), 18),  # 9:10 in Shanghai → 3:10
        (DAY, datetime(2026, 3, 1, 18, 10, tzinfo=UTC), 1),  # 2:10 in Shanghai → 3:10
        (DAY, datetime(2026, 3, 1, 19, 10, tzinfo=UTC), 24),
    ],
)
def test_daily_jobs_run_at_night(every: timedelta, at: datetime, hours: int) -> None:
    assert next_turn(every, at=at) == timedelta(hours=hours)
