"""``./doorstep verify-journal``: recompute the whole tree; exit 1 and name the first broken entry."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from doorstep.cli.overview import about
from doorstep.journal.queries import Verdict, verify

REASONS = {
    "changed": "被改动",
    "missing": "缺失或被调换",
    "rewritten": "连同散列被改写(或其后几条)",
    "beyond": "冒充已封存",
    "unsealed": "早于最近一次封存却未封存",
    "seal": "封存记录被改动",
    "head": "与另处留存的树根不符",
}


class Command(BaseCommand):
    help = about("verify-journal")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the verdict as JSON")
        parser.add_argument(
            "--head", action="append", default=[], metavar="SIZE:ROOT", help="a head noted elsewhere"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        heads = {int(size): root for size, _, root in (each.partition(":") for each in options["head"])}
        verdict = verify(heads=heads)
        self.stdout.write(json.dumps(asdict(verdict)) if options["json"] else sentence(verdict))
        if not verdict.ok:
            sys.exit(1)


def sentence(verdict: Verdict) -> str:
    """The verdict as one line that can be read aloud."""
    if verdict.ok:
        return f"日志完整:{verdict.entries} 条已封存,逐条核对无误。"
    place = "" if verdict.index is None else f"第 {verdict.index + 1} 条"
    entry = f"({verdict.first_broken})" if verdict.first_broken else ""
    return f"日志不完整:{place}{entry}{REASONS[verdict.what]}。"
