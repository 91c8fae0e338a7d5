"""``bench``: measure intake, pages and replay, and count what is left after killing processes."""

import json
import os
import subprocess
import sys
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from doorstep.cli.bench import intake
from doorstep.cli.bench.rooms import room
from doorstep.cli.overview import about

RUNS: Final[dict[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "intake": lambda given: intake.run(rounds=given["rounds"], seconds=given["seconds"]),
}
PASSED_ON: Final = ("rounds", "seconds")


class Command(BaseCommand):
    help = about("bench")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=sorted(RUNS))
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--rounds", type=int, default=5, help="alternations with the reference")
        parser.add_argument("--seconds", type=float, default=5.0, help="intake: length of each half round")
        parser.add_argument("--in-this-folder", action="store_true", help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        what = options["what"]
        figures = RUNS[what](options) if options["in_this_folder"] else in_a_room(what, options)
        if options["json"] or options["in_this_folder"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
            return
        for line in lines_of(figures):
            self.stdout.write(line)


def in_a_room(what: str, options: dict[str, Any]) -> dict[str, Any]:
    """The same command again in a process whose data folder is new and its own."""
    inside = settings.DATA_DIR if os.environ.get("DOORSTEP_DATA") else None
    given = [f"--{name}={options[name]}" for name in PASSED_ON]
    words = [sys.executable, "-m", "doorstep", "bench", what, "--in-this-folder", *given]
    with room(inside) as environment:
        done = subprocess.run(words, env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise CommandError("没有测成,原因见上。 The run failed, see above.")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def lines_of(figures: dict[str, Any]) -> Iterator[str]:
    """One figure a line with its limit; what misses its limit is marked."""
    limits, missed = figures["limits"], figures["missed"]
    for name, value in figures.items():
        if name not in {"limits", "missed"}:
            limit = f"  ({limits[name]})" if name in limits else ""
            yield f"{'✗' if name in missed else ' '} {name}: {value}{limit}"
