"""``bench``: measure intake, pages, replay, ledger, scan and thresholds, and count what is left after killing processes."""

import json
import os
import signal
import sys
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from doorstep.cli.bench import evaluation, intake, kills, ledger, pages, replay, scan, thresholds
from doorstep.cli.bench.rooms import room, running

Given = dict[str, Any]
RUNS: Final[dict[str, Callable[[Given], dict[str, Any]]]] = {
    "evaluation": lambda given: evaluation.run(at=timezone.now()),
    "intake": lambda given: intake.run(rounds=given["rounds"], seconds=given["seconds"]),
    "kills": lambda given: kills.run(
        workers=given["workers"], servers=given["servers"], application=given["application"]
    ),
    "ledger": lambda given: ledger.run(),
    "pages": lambda given: pages.answer_rounds(given["size"]),
    "replay": lambda given: replay.run(rounds=given["rounds"], with_year=given["year"]),
    "scan": lambda given: scan.run(rounds=given["rounds"]),
    "thresholds": lambda given: thresholds.run(rounds=given["rounds"]),
}
PASSED_ON: Final = ("rounds", "seconds", "workers", "servers", "application")
FLAGS_PASSED_ON: Final = ("year",)


class Command(BaseCommand):
    help = "测速与故障试验,各用自己的数据目录。 Benchmarks and kill test, each in a data folder of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=sorted(RUNS))
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--rounds", type=int, default=5, help="alternations with the reference")
        parser.add_argument("--seconds", type=float, default=5.0, help="intake: length of each half round")
        parser.add_argument("--sizes", type=numbers, default=pages.SIZES, help="pages: how many issues")
        parser.add_argument("--year", action="store_true", help="replay: the whole demo year, too")
        parser.add_argument("--workers", type=int, default=190, help="kills: serving processes")
        parser.add_argument("--servers", type=int, default=10, help="kills: whole servers")
        parser.add_argument("--application", default="", help=SUPPRESS)
        parser.add_argument("--in-this-folder", action="store_true", help=SUPPRESS)
        parser.add_argument("--size", type=int, default=0, help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, leave)
        if options["in_this_folder"]:
            self.stdout.write(json.dumps(RUNS[options["what"]](options), ensure_ascii=False))
            return
        figures = found_in_rooms(options)
        lines = [json.dumps(figures, ensure_ascii=False)] if options["json"] else lines_of(figures)
        for line in lines:
            self.stdout.write(line)


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in text.split(","))


def found_in_rooms(options: Given) -> dict[str, Any]:
    """The same command again, in processes whose data folders are new and their own."""
    inside = settings.DATA_DIR if os.environ.get("DOORSTEP_DATA") else None
    given = [f"--{name}={options[name]}" for name in PASSED_ON]
    given += [f"--{name}" for name in FLAGS_PASSED_ON if options[name]]
    words = [sys.executable, "-m", "doorstep", "bench", options["what"], "--in-this-folder", *given]
    if options["what"] == "pages":
        return pages.measure(words, sizes=options["sizes"], rounds=options["rounds"], inside=inside)
    return found_by(words, inside)


def found_by(words: list[str], inside: Path | None) -> dict[str, Any]:
    with room(inside) as environment, running(words, environment) as child:
        said, _ = child.communicate()
    if child.returncode:
        raise CommandError("没有测成,原因见上。 The run failed, see above.")
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def leave(*_: Any) -> None:
    """Told to stop: leave through every ``with``, so that no server and no folder stays behind."""
    raise SystemExit(128 + signal.SIGTERM)


def lines_of(figures: dict[str, Any]) -> Iterator[str]:
    """One figure a line with its limit; what misses its limit is marked."""
    limits, missed = figures["limits"], figures["missed"]
    for name, value in figures.items():
        if name not in {"limits", "missed"}:
            limit = f"  ({limits[name]})" if name in limits else ""
            yield f"{'✗' if name in missed else ' '} {name}: {value}{limit}"
