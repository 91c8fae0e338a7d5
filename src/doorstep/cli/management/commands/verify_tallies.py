"""``./doorstep verify-tallies``: count every counter again from its rows; exit 1 when one differs."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from doorstep.cli.overview import about
from doorstep.records.tallies import Difference, recount, streets_with_tallies, verify


class Command(BaseCommand):
    help = about("verify-tallies")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the differences as JSON")
        parser.add_argument(
            "--repair", action="store_true", help="set differing counters to what their rows say"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        streets = streets_with_tallies()
        look = (lambda street: recount(street_id=street)) if options["repair"] else verify
        found = {street: differences for street in streets if (differences := look(street))}
        if options["json"]:
            rows = [{"street_id": street, **asdict(one)} for street, many in found.items() for one in many]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(lines(found)) or f"计数与明细一致:{len(streets)} 个街道。")
        if found and not options["repair"]:
            sys.exit(1)


def lines(found: dict[int, list[Difference]]) -> list[str]:
    """One line for each counter that differs, the first first."""
    return [
        f"街道 {street} {one.book} {one.month} {one.path} {one.cell}: 计数 {one.kept},明细 {one.counted}"
        for street, many in found.items()
        for one in many
    ]
