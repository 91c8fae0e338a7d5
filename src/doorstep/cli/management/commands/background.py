"""``background``: the child process of ``serve`` that runs timed jobs and queued tasks."""

import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from doorstep.cli.jobs import enqueue_due
from doorstep.cli.overview import about

TICK_SECONDS = 5.0


class Command(BaseCommand):
    help = about("background")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        ticker = threading.Thread(target=tick, args=(stop,), daemon=True)
        ticker.start()
        worker = Worker(
            queue_names=["default"],
            interval=2.0,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        try:
            worker.run()
        finally:
            stop.set()


def tick(stop: threading.Event) -> None:
    while not stop.wait(TICK_SECONDS):
        enqueue_due(at=timezone.now())
        close_old_connections()
