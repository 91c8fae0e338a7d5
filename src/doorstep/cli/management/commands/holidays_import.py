"""``holidays-import FILE``: show what a holiday list says, and take it in with ``--yes``."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from doorstep.cli.overview import about
from doorstep.cli.refusals import refusal_error
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Refusal
from doorstep.places.queries import street_for
from doorstep.rulebook.holidays import HolidaySheet, read_holidays
from doorstep.rulebook.services import import_holidays


class Command(BaseCommand):
    help = about("holidays-import")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV/xlsx: 日期, 类型(休/班), 名称")
        parser.add_argument(
            "--street", default="", help="街道代码,不填为全区 Street code; all streets without"
        )
        parser.add_argument(
            "--first-on", type=date.fromisoformat, help="完整覆盖的第一天 First day it speaks for"
        )
        parser.add_argument(
            "--last-on", type=date.fromisoformat, help="完整覆盖的最后一天 Last day it speaks for"
        )
        parser.add_argument("--yes", action="store_true", help="确认导入 Take it in")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"找不到文件 No such file: {file}")
        try:
            sheet = read_holidays(file.read_bytes(), name=file.name)
            first_on, last_on = options["first_on"] or sheet.first_on, options["last_on"] or sheet.last_on
            self.show(sheet, first_on, last_on)
            if options["yes"]:
                self.take_in(sheet, first_on, last_on, street=options["street"], source=file.name)
        except ObjectDoesNotExist:
            raise CommandError(f"没有这个街道 No such street: {options['street']}") from None
        except Refusal as refusal:
            raise refusal_error(refusal) from refusal

    def show(self, sheet: HolidaySheet, first_on: date | None, last_on: date | None) -> None:
        for each in sheet.days:
            self.stdout.write(f"{each.day}  {'班 work' if each.working else '休 off '}  {each.name}")
        for fault in sheet.errors:
            self.stdout.write(f"第 {fault.row} 行 row {fault.row}: {fault.code} {fault.value}")
        self.stdout.write(f"覆盖 Covers: {first_on} – {last_on}")

    def take_in(
        self, sheet: HolidaySheet, first_on: date | None, last_on: date | None, *, street: str, source: str
    ) -> None:
        if first_on is None or last_on is None:
            raise CommandError("请用 --first-on 和 --last-on 写明覆盖的日期。 Name the days it covers.")
        street_id = street_for(street).pk if street else None
        import_holidays(
            street_id=street_id,
            sheet=sheet,
            first_on=first_on,
            last_on=last_on,
            source=source,
            by=Actor.system("console", street_id),
            at=timezone.now(),
        )
        self.stdout.write("已导入。 Taken in.")
