"""``./doorstep filing-sheet FILE``: the filing form of a work tool as a Word document."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from doorstep.cli.overview import about
from doorstep.kernel.calendar import day_of
from doorstep.papers.word import write_docx
from doorstep.privacy.printouts import filing_sheet


class Command(BaseCommand):
    help = about("filing-sheet")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it, such as filing.docx")
        parser.add_argument("--unit", default="", help="the office that files it")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if file.exists():
            raise CommandError(f"文件已经存在，没有覆盖：{file}")
        parts = filing_sheet(unit=options["unit"] or "　　　　　　", day=day_of(timezone.now()).isoformat())
        with file.open("xb") as out:
            write_docx(parts, out)
        self.stdout.write(f"已写好：{file}")
