"""``background``: the child process of ``serve`` that runs timed jobs and queued tasks."""

import logging
import os
import signal
import threading
from argparse import SUPPRESS, ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from doorstep.cli.jobs import enqueue_due
from doorstep.cli.overview import about

TICK_SECONDS: Final = 5.0
logger = logging.getLogger("doorstep.background")


class Command(BaseCommand):
    help = about("background")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--while-parent-lives", action="store_true", help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        parent = os.getppid() if options["while_parent_lives"] else None
        threading.Thread(target=tick, args=(stop, parent), daemon=True).start()
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


def tick(stop: threading.Event, parent: int | None, *, seconds: float = TICK_SECONDS) -> None:
    """Queue what is due until told to stop; a turn that fails is logged, and the next one tries again.

    When the server that started this process was killed, nobody would ever stop it: it ends by itself.
    """
    while not stop.wait(seconds):
        if parent is not None and os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
            return
        try:
            enqueue_due(at=timezone.now())
        except Exception:
            logger.exception("jobs were not queued")
        close_old_connections()
