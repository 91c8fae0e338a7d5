"""``backup FILE``: one archive of database and files, while serving."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from doorstep.cli.overview import about
from doorstep.cli.refusals import refusal_error
from doorstep.cli.storage import backup_to
from doorstep.journal.services import seal_journal
from doorstep.kernel.errors import Refusal


class Command(BaseCommand):
    help = about("backup")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        seal_journal(at=timezone.now())
        try:
            made = backup_to(options["file"].resolve(), at=timezone.now())
        except Refusal as refusal:
            raise refusal_error(refusal) from refusal
        self.stdout.write(f"{made['file']}  {made['bytes']:,} bytes")
        self.stdout.write(f"密钥文件不在其中，请另外保管：{settings.KEY_FILE}")
        self.stdout.write(f"The key file is not in it; keep it apart: {settings.KEY_FILE}")
