"""``restore FILE``: fill an empty data folder from a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from doorstep.cli.keys import lacking, lost, noted
from doorstep.cli.overview import about
from doorstep.cli.refusals import refusal_error
from doorstep.cli.storage import restore_from
from doorstep.kernel.errors import Refusal

FITS = "密钥文件与备份时相同。 The key file is the one of that time."


class Command(BaseCommand):
    help = about("restore")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made_at = restore_from(options["file"].resolve())["made_at"]
        except Refusal as refusal:
            raise refusal_error(refusal) from refusal
        call_command("upgrade", stdout=self.stdout)
        self.stdout.write(f"已恢复 {made_at} 的备份。 Restored the backup of {made_at}.")
        missing = lacking(noted())
        for line in lost(missing) if missing else [FITS]:
            self.stdout.write(line)
