"""``replay``: play the demo street's year into an empty data folder."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from doorstep.cli.bars import progress_bar
from doorstep.cli.demo.reconcile import reconcile, table
from doorstep.cli.demo.replay.year import YEAR, play_year
from doorstep.cli.overview import about
from doorstep.places.queries import streets


@contextmanager
def unhurried_disk() -> Iterator[None]:
    """SQLite does not wait for the disk after each act: a play that breaks off is begun again anyway."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        yield
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Command(BaseCommand):
    help = about("replay")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("upgrade", verbosity=0)
        if streets():
            raise CommandError(
                "数据目录里已有街道。请用 --data 指定一个空目录。 The data folder is not empty."
            )
        began = time.monotonic()
        with unhurried_disk():
            stage = play_year(seed=options["seed"], progress=progress_bar())
        self.stdout.write(f"重放用时 {time.monotonic() - began:.0f} 秒 (seconds)")
        lines = reconcile(stage.street_id, YEAR, at=timezone.now())
        for line in table(lines):
            self.stdout.write(line)
        if not all(line.agrees for line in lines):
            raise CommandError("核对不符。 The figures do not reconcile.")
