"""``serve``: one process with threads, and a child for background work."""

import subprocess
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from doorstep.cli.overview import about
from doorstep.cli.serving import serve
from doorstep.cli.welcome import welcome


class Command(BaseCommand):
    help = about("serve")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=4)
        parser.add_argument(
            "--no-background", action="store_true", help="do not start the background process"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_pending_migrations()
        collect_static()
        connections.close_all()
        for line in welcome(options["address"], options["port"]):
            self.stdout.write(line)
        background = None if options["no_background"] else keep_running_in_background()
        try:
            serve(options["address"], options["port"], options["threads"])
        finally:
            if background is not None:
                background.stop()


def refuse_pending_migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("数据库需要升级,请先运行 ./doorstep upgrade。 Run ./doorstep upgrade first.")


def collect_static() -> None:
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)


class Keeper:
    """Keeps one child process alive until told to stop."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.stopped = threading.Event()
        self.child = subprocess.Popen(words)  # noqa: S603 — our own interpreter with fixed words
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while not self.stopped.is_set():
            self.child.wait()
            if self.stopped.wait(1.0):
                return
            self.child = subprocess.Popen(self.words)  # noqa: S603

    def stop(self) -> None:
        self.stopped.set()
        self.child.terminate()
        self.child.wait(timeout=10)


def keep_running_in_background() -> Keeper:
    return Keeper([sys.executable, "-m", "doorstep", "background"])
