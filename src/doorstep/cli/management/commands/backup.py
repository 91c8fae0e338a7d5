"""``backup FILE``: one archive of database and files, while serving."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from doorstep.cli.storage import backup_to
from doorstep.journal.services import seal_journal
from doorstep.kernel.errors import Refusal
from doorstep.web.sentences import sentence


class Command(BaseCommand):
    help = "备份到一个文件(服务可不停)。 Back up into one file while serving; the key file is not in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        seal_journal(at=timezone.now())
        try:
            about = backup_to(options["file"].resolve(), at=timezone.now())
        except Refusal as refusal:
            raise CommandError(sentence(refusal)) from refusal
        self.stdout.write(f"{about['file']}  {about['bytes']:,} bytes")
