"""``serve``: one process with threads, and a child for background work."""

import sys
import time
from argparse import ArgumentParser
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from doorstep.cli.keeper import Keeper
from doorstep.cli.keys import lacking, lost, note_held, noted
from doorstep.cli.overview import about
from doorstep.cli.serving import serve, why_not_listening
from doorstep.cli.welcome import welcome

PORT_TRIES: Final = 10
PORT_PAUSE_SECONDS: Final = 0.2


class Command(BaseCommand):
    help = about("serve")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=4)
        parser.add_argument(
            "--no-background", action="store_true", help="do not start the background process"
        )
        parser.add_argument(
            "--without-old-keys", action="store_true", help="serve although the old key file is lost"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_a_taken_port(options["address"], options["port"])
        refuse_pending_migrations()
        if not options["without_old_keys"]:
            refuse_another_key_file()
        collect_static()
        connections.close_all()
        for line in welcome(options["address"], options["port"]):
            self.stdout.write(line)
        self.stdout.flush()
        background = None if options["no_background"] else keep_running_in_background()
        try:
            serve(options["address"], options["port"], options["threads"])
        finally:
            if background is not None:
                background.stop()


def refuse_a_taken_port(address: str, port: int) -> None:
    """A server that is just ending has PORT_TRIES times PORT_PAUSE_SECONDS to let go."""
    for _ in range(PORT_TRIES):
        why = why_not_listening(address, port)
        if not why:
            return
        time.sleep(PORT_PAUSE_SECONDS)
    raise CommandError(
        f"{address}:{port} 不能用：{why}。请用 --port 换一个端口，或先停下占用它的程序。\n"
        f"Cannot listen on {address}:{port} ({why}). Choose another --port, or stop what uses this one."
    )


def refuse_pending_migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("数据库需要升级，请先运行 ./doorstep upgrade。 Run ./doorstep upgrade first.")


def refuse_another_key_file() -> None:
    if missing := lacking(noted()):
        raise CommandError("\n".join([*lost(missing), "./doorstep serve --without-old-keys"]))
    note_held()


def collect_static() -> None:
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)


def keep_running_in_background() -> Keeper:
    return Keeper([sys.executable, "-m", "doorstep", "background", "--while-parent-lives"])
