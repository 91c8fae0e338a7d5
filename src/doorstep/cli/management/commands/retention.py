"""``./doorstep retention``: erase what has been kept long enough; ``--dry-run`` only says what would go."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from doorstep.cli.overview import about
from doorstep.privacy.services import Outcome, run_retention


class Command(BaseCommand):
    help = about("retention")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, erase nothing")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        dry = options["dry_run"]
        found = run_retention(at=timezone.now(), dry=dry)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in found], ensure_ascii=False))
            return
        for each in found:
            self.stdout.write(line(each, dry=dry))


def line(each: Outcome, *, dry: bool) -> str:
    """One rule in one street, counts only."""
    done = "将删除" if dry else "已删除"
    held = f"，暂停删除 {each.held}" if each.held else ""
    return f"街道 {each.street_id} {each.label}（保存 {each.days} 天）：{done} {each.count}{held}"
