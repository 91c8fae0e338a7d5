"""``bench intake``: residents report over HTTP with everything on, in turn with a bare view of two inserts."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.db import connections
from django.utils import timezone

from doorstep.cli.bench.bare import make_tables
from doorstep.cli.bench.numbers import Limit, fsync_p50_ms, judged, middle, percentile
from doorstep.cli.bench.processes import cpu_seconds, rss_mb
from doorstep.cli.bench.servers import SERVE, STAND, Server
from doorstep.cli.bench.statements import statements_of_reports
from doorstep.cli.bench.street import empty_street, lift_bounds, reports
from doorstep.issues.queries import tracking_view
from doorstep.kernel.errors import NotPossible

CLIENTS: Final = 8
BODIES: Final = 400
COUNTED: Final = 20
WARM_SECONDS: Final = 2.0
BARE: Final = "doorstep.cli.bench.bare_app:application"
LIMITS: Final = (
    Limit("ratio", 0.2, at_least=True),
    Limit("cpu_ms", 12),
    Limit("sql", 20),
    Limit("errors", 0),
    Limit("lost", 0),
    Limit("rss_mb", 150),
)


@dataclass
class Side:
    """One of the two servers and what its rounds gave."""

    server: Server
    bare: bool
    per_second: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    took_ms: list[float] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def run(*, rounds: int, seconds: float) -> dict[str, Any]:
    """All figures of one run, in this process's own and still empty data folder."""
    stage = empty_street()
    lift_bounds(stage, at=timezone.now())
    make_tables()
    bodies = reports(stage, BODIES)
    first, *others = statements_of_reports(bodies[:COUNTED])
    fsync = fsync_p50_ms(settings.DATA_DIR)
    connections.close_all()
    log = settings.DATA_DIR.parent / "servers.log"
    with Server(SERVE, log=log) as full, Server((*STAND, BARE), log=log, ready_at="/") as plain:
        ours, bare = Side(full, bare=False), Side(plain, bare=True)
        alternate(ours, bare, bodies, rounds=rounds, seconds=seconds)
        rss = rss_mb(full.worker() or 0)
    figures = {
        "benchmark": "intake",
        **speed(ours, bare),
        "sql": max(others),
        "sql_first": first,
        "errors": len(ours.errors) + len(bare.errors),
        "lost": lost(stage.street_id, ours.numbers),
        "twice": sum(count - 1 for count in Counter(ours.numbers).values()),
        "acknowledged": len(ours.numbers),
        "rss_mb": rss,
        "fsync_p50_ms": fsync,
        "rounds": rounds,
        "clients": CLIENTS,
        "first_errors": [*ours.errors, *bare.errors][:3],
    }
    return judged(figures, LIMITS)


def alternate(ours: Side, bare: Side, bodies: Sequence[Any], *, rounds: int, seconds: float) -> None:
    """Both are warmed once; then they take turns, so that a busy moment of the machine meets both."""
    for side in (ours, bare):
        answered(side, bodies, seconds=WARM_SECONDS)
    for number in range(rounds):
        for side in (ours, bare) if number % 2 == 0 else (bare, ours):
            one_round(side, bodies, seconds=seconds)


def one_round(side: Side, bodies: Sequence[Any], *, seconds: float) -> None:
    worker = side.server.worker() or 0
    before = cpu_seconds(worker)
    found = answered(side, bodies, seconds=seconds)
    done = max(len(found["numbers"]), 1)
    side.cpu_ms.append((cpu_seconds(worker) - before) * 1000 / done)
    side.per_second.append(len(found["numbers"]) / found["seconds"])
    side.took_ms += found["took_ms"]


def answered(side: Side, bodies: Sequence[Any], *, seconds: float) -> dict[str, Any]:
    """What the clients saw; they are a process of their own, so that they do not take the server's time."""
    order = {
        "port": side.server.port,
        "clients": CLIENTS,
        "seconds": seconds,
        "bare": side.bare,
        "bodies": bodies,
    }
    words = [sys.executable, "-m", "doorstep.cli.bench.clients"]
    done = subprocess.run(words, input=json.dumps(order), capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    side.numbers += found["numbers"]
    side.errors += found["errors"]
    return found


def speed(ours: Side, bare: Side) -> dict[str, Any]:
    """Medians over the rounds; the ratio is taken within each round."""
    ratios = [mine / other for mine, other in zip(ours.per_second, bare.per_second, strict=True) if other]
    return {
        "ratio": middle(ratios),
        "per_second": middle(ours.per_second),
        "bare_per_second": middle(bare.per_second),
        "cpu_ms": middle(ours.cpu_ms),
        "bare_cpu_ms": middle(bare.cpu_ms),
        "p50_ms": percentile(ours.took_ms, 0.5),
        "p99_ms": percentile(ours.took_ms, 0.99),
        "bare_p50_ms": percentile(bare.took_ms, 0.5),
        "bare_p99_ms": percentile(bare.took_ms, 0.99),
    }


def lost(street_id: int, numbers: Sequence[str]) -> int:
    """Acknowledged numbers that the tracking page would not find."""
    return sum(not is_found(street_id, number) for number in numbers)


def is_found(street_id: int, number: str) -> bool:
    try:
        return tracking_view(number, street_id=street_id).tracking == number
    except NotPossible:
        return False
