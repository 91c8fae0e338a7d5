"""``restore FILE``: fill an empty data folder from a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from doorstep.cli.overview import about
from doorstep.cli.refusals import refusal_error
from doorstep.cli.storage import restore_from
from doorstep.kernel.errors import Refusal


class Command(BaseCommand):
    help = about("restore")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            about = restore_from(options["file"].resolve())
        except Refusal as refusal:
            raise refusal_error(refusal) from refusal
        call_command("upgrade")
        self.stdout.write(f"已恢复 {about['made_at']} 的备份。 Restored the backup of {about['made_at']}.")
        self.stdout.write("请确认密钥文件与备份时相同。 Make sure the key file is the one of that time.")
