"""``bench pages``: what reading costs with ten thousand, a hundred thousand and a million issues.

Each size is a process with a database of its own. All are loaded first; then they are asked in turn, so that a
busy moment of the machine meets every size.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from datetime import time as clock
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.test import Client
from django.urls import reverse

from doorstep.cli.bench.loading import WORD, Loaded, load_issues
from doorstep.cli.bench.numbers import Limit, fsync_p50_ms, judged, middle, percentile
from doorstep.cli.bench.rooms import room, running
from doorstep.cli.bench.statements import HOST, counted
from doorstep.cli.bench.street import small_year
from doorstep.cli.demo.replay.stage import Stage
from doorstep.kernel.calendar import moment
from doorstep.people.queries import account_by_name

SIZES: Final = (10_000, 100_000, 1_000_000)
REQUESTS: Final = 20
WARM_UPS: Final = 3
GROWTH: Final = Limit("worst_growth", 1.5)
LIMITS: Final = (Limit("worst_p95_ms", 100), Limit("sql", 12), Limit("sql_differences", 0))
BACKEND: Final = "doorstep.people.backend.AccountBackend"
CLERK, SECRETARY = "clerk", "secretary"


@dataclass(frozen=True)
class Page:
    """One address and who reads it; nobody in particular when ``reader`` is empty."""

    name: str
    address: str
    reader: str = ""


def pages_of(loaded: Loaded, year: int) -> list[Page]:
    """The pages of the promise. The states and the word have the same share of the rows at every size."""
    inbox, deep = reverse("issues:inbox"), f"older={loaded.deep}"
    return [
        Page("home", reverse("public:home")),
        Page("projects", reverse("public:projects")),
        Page("inbox_filtered", f"{inbox}?state=working&route=time_limited", CLERK),
        Page("inbox_of_community", f"{inbox}?state=closed", SECRETARY),
        Page("search", f"{inbox}?text={WORD}", CLERK),
        Page("search_of_community", f"{inbox}?text={WORD}", SECRETARY),
        Page("statistics", reverse("desk:year", args=[year]), CLERK),
        Page("first_page", inbox, CLERK),
        Page("deepest_page", f"{inbox}?{deep}", CLERK),
    ]


class Readers:
    """Browsers in this very process, signed in once."""

    def __init__(self, names: dict[str, str]) -> None:
        self.browsers = {"": Client(headers={"host": HOST})}
        for role, username in names.items():
            browser = Client(headers={"host": HOST})
            browser.force_login(account_by_name(username), backend=BACKEND)
            self.browsers[role] = browser

    def open(self, page: Page) -> float:
        """How many milliseconds the page takes; RuntimeError when it is not shown."""
        began = time.perf_counter()
        response = self.browsers[page.reader].get(page.address)
        took = (time.perf_counter() - began) * 1000
        if response.status_code != 200:
            raise RuntimeError(f"{page.name}: {response.status_code}")
        return took

    def statements(self, page: Page) -> int:
        """What it sends once the small rows that every page needs are in memory."""
        self.open(page)
        with counted() as found:
            self.open(page)
        return found.count


def answer_rounds(size: int) -> dict[str, Any]:
    """The work of one size: load, say so, then measure once for every line that comes in."""
    began = time.perf_counter()
    stage, year = small_year()
    loaded = load_issues(stage, size, last=moment(date(year, 12, 31), clock(23)))
    readers = Readers({role: holder(stage, role) for role in (CLERK, SECRETARY)})
    pages = pages_of(loaded, year)
    for page in pages:
        for _ in range(WARM_UPS):
            readers.open(page)
    say({"load_seconds": time.perf_counter() - began})
    for _ in sys.stdin:
        say({page.name: [readers.open(page) for _ in range(REQUESTS)] for page in pages})
    return {
        "sql": {page.name: readers.statements(page) for page in pages},
        "fsync_p50_ms": fsync_p50_ms(settings.DATA_DIR),
    }


def holder(stage: Stage, role: str) -> str:
    """Somebody with this role, by the name they sign in with."""
    return next(name for name, plans in stage.staff.items() if any(each.role == role for each in plans))


def say(found: dict[str, Any]) -> None:
    print(json.dumps(found), flush=True)


class Measured:
    """One size: its process, and what it said."""

    def __init__(self, size: int, process: subprocess.Popen[str]) -> None:
        self.size, self.process = size, process
        self.load_seconds = 0.0
        self.rounds: list[dict[str, list[float]]] = []
        self.end: dict[str, Any] = {}

    def hear(self) -> dict[str, Any]:
        """The next thing it says; RuntimeError when it ended instead."""
        assert self.process.stdout is not None  # noqa: S101 — it was made with a pipe
        for line in self.process.stdout:
            if line.startswith("{"):
                said: dict[str, Any] = json.loads(line)
                return said
        raise RuntimeError(f"{self.size}: {self.process.wait()}")

    def ask(self) -> None:
        """One round of every page."""
        assert self.process.stdin is not None  # noqa: S101 — it was made with a pipe
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.rounds.append(self.hear())

    def finish(self) -> None:
        assert self.process.stdin is not None  # noqa: S101 — it was made with a pipe
        self.process.stdin.close()
        self.end = self.hear()
        self.process.wait()

    def p95(self, page: str) -> float:
        """Of each round the time that nineteen in twenty keep; over the rounds the middle."""
        return middle([percentile(each[page], 0.95) for each in self.rounds])

    def p50(self, page: str) -> float:
        return middle([percentile(each[page], 0.5) for each in self.rounds])


def measure(
    words: Sequence[str], *, sizes: Sequence[int], rounds: int, inside: Path | None
) -> dict[str, Any]:
    """All sizes side by side; ``words`` start this very benchmark in a folder of its own."""
    with ExitStack() as stack:
        found = []
        for size in sorted(sizes):
            environment = stack.enter_context(room(inside))
            part = stack.enter_context(running([*words, f"--size={size}"], environment))
            found.append(Measured(size, part))
        for each in found:
            each.load_seconds = each.hear()["load_seconds"]
        for _ in range(rounds):
            for each in found:
                each.ask()
        for each in found:
            each.finish()
    return summed_up(found)


def summed_up(found: Sequence[Measured]) -> dict[str, Any]:
    """The worst of everything, and beside it each page by itself."""
    names = list(found[0].rounds[0])
    pages = {name: figures_of(name, found) for name in names}
    counts = {name: {each.end["sql"][name] for each in found} for name in names}
    slowest = max(names, key=lambda name: max(each.p95(name) for each in found))
    figures: dict[str, Any] = {
        "benchmark": "pages",
        "sizes": [each.size for each in found],
        "worst_p95_ms": max(each.p95(slowest) for each in found),
        "slowest_page": slowest,
        "sql": max(max(each) for each in counts.values()),
        "sql_differences": sum(len(each) - 1 for each in counts.values()),
        "pages": pages,
        "load_seconds": {str(each.size): each.load_seconds for each in found},
        "fsync_p50_ms": middle([each.end["fsync_p50_ms"] for each in found]),
        "rounds": len(found[0].rounds),
    }
    if len(found) == 1:
        return judged(figures, LIMITS)
    fastest_growing = max(names, key=lambda name: pages[name]["growth"])
    grown = {"worst_growth": pages[fastest_growing]["growth"], "fastest_growing_page": fastest_growing}
    return judged({**figures, **grown}, (GROWTH, *LIMITS))


def figures_of(name: str, found: Sequence[Measured]) -> dict[str, Any]:
    """One page: how long at each size, its growth from the smallest to the largest, and its statements."""
    return {
        "p50_ms": {str(each.size): each.p50(name) for each in found},
        "p95_ms": {str(each.size): each.p95(name) for each in found},
        "growth": found[-1].p95(name) / found[0].p95(name),
        "sql": max(each.end["sql"][name] for each in found),
    }
