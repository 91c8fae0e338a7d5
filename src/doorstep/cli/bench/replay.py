"""``bench replay``: acts through services and journal, in turn with as many bare transactions of two rows."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from doorstep.cli.bench.bare import make_tables, write_two_rows
from doorstep.cli.bench.numbers import Limit, fsync_p50_ms, judged, middle
from doorstep.cli.bench.rooms import room
from doorstep.cli.bench.statements import counted
from doorstep.cli.bench.street import empty_street, reports
from doorstep.cli.demo.content.shapes import SpotKind
from doorstep.cli.demo.replay.stage import Stage
from doorstep.issues.rules import Reporter
from doorstep.issues.services import (
    accept_dispatch,
    capture_issue,
    close_issue,
    deliver_issue,
    dispatch_issue,
    record_callback,
    triage_issue,
)
from doorstep.kernel.actor import Actor

MATTERS: Final = 40  # of seven acts each, in one half round
COUNTED: Final = 5
BODIES: Final = 200
HOUR: Final = timedelta(hours=1)
LIMITS: Final = (Limit("ratio", 0.15, at_least=True), Limit("sql", 10))
YEAR_LIMIT: Final = Limit("year_seconds", 240)


@dataclass(frozen=True)
class Desk:
    """Who acts in a matter, and what residents say."""

    stage: Stage
    clerk: Actor
    handler: Actor
    caller: Actor
    unit_id: int
    said: list[dict[str, str]]


def desk_of(stage: Stage) -> Desk:
    """A clerk, a handler and a caller of the invented street."""
    door = stage.plan.of_kind(SpotKind.DWELLING)[0].path
    handler = stage.holding("handler", path=door)[0]
    unit_id = next(grant.unit_id for grant in handler.grants if grant.role == "handler")
    return Desk(
        stage=stage,
        clerk=stage.holding("clerk", path=door)[0],
        handler=handler,
        caller=stage.holding("caller", path=door)[0],
        unit_id=unit_id or 0,
        said=reports(stage, BODIES),
    )


def captured(desk: Desk, number: int, at: datetime) -> UUID:
    """The resident's own report, as the public form hands it on."""
    said = desk.said[number % len(desk.said)]
    known = Reporter(name=said["name"], phone=said["phone"], email="", told_by="slip")
    issue = capture_issue(
        street_id=desk.stage.street_id,
        text=said["text"],
        category_code=said["category"] or None,
        place_text=said["place_text"],
        reporter=known if said["phone"] else None,
        source="web",
        received_at=at,
        by=Actor.resident(desk.stage.street_id),
        at=at,
    )
    return UUID(str(issue.pk))


def acts_of(desk: Desk, number: int, began: datetime) -> Iterator[str]:
    """A plain matter from the first word to its end; after each act its name."""
    key = captured(desk, number, began)
    yield "capture"
    triage_issue(issue_id=key, route="time_limited", by=desk.clerk, at=began + HOUR)
    yield "triage"
    dispatch_issue(issue_id=key, unit_id=desk.unit_id, by=desk.clerk, at=began + 2 * HOUR)
    yield "dispatch"
    accept_dispatch(issue_id=key, by=desk.handler, at=began + 3 * HOUR)
    yield "accept"
    deliver_issue(issue_id=key, note="已修好,请查看。", by=desk.handler, at=began + 4 * HOUR)
    yield "deliver"
    reached = {"outcome": "reached", "mode": "phone", "answer": "resolved", "grade": 4}
    record_callback(issue_id=key, **reached, by=desk.caller, at=began + 5 * HOUR)  # type: ignore[arg-type]
    yield "call_back"
    close_issue(issue_id=key, by=desk.clerk, at=began + 6 * HOUR)
    yield "close"


def run(*, rounds: int, with_year: bool) -> dict[str, Any]:
    """All figures of one run, in this process's own and still empty data folder; one act one transaction."""
    desk = desk_of(empty_street())
    make_tables()
    numbers = count()
    began = timezone.now() - timedelta(days=10)
    play(desk, numbers, began, matters=COUNTED)
    acts, bare = [], []
    for _ in range(rounds):
        acts.append(play(desk, numbers, began, matters=MATTERS))
        bare.append(write_bare(7 * MATTERS))
    sql = statements_by_act(desk, numbers, began)
    figures = {
        "benchmark": "replay",
        "ratio": middle([mine / other for mine, other in zip(acts, bare, strict=True)]),
        "acts_per_second": middle(acts),
        "bare_per_second": middle(bare),
        "sql": max(sql.values()),
        "sql_by_act": sql,
        "fsync_p50_ms": fsync_p50_ms(settings.DATA_DIR),
        "rounds": rounds,
    }
    if not with_year:
        return judged(figures, LIMITS)
    return judged({**figures, "year_seconds": year_seconds()}, (*LIMITS, YEAR_LIMIT))


def play(desk: Desk, numbers: Iterator[int], began: datetime, *, matters: int) -> float:
    """Acts a second."""
    done, first = 0, time.perf_counter()
    for number in (next(numbers) for _ in range(matters)):
        done += sum(1 for _ in acts_of(desk, number, began))
    return done / (time.perf_counter() - first)


def write_bare(transactions: int) -> float:
    """Bare transactions of two rows a second."""
    first = time.perf_counter()
    for number in range(transactions):
        write_two_rows(f"第 {number} 件")
    return transactions / (time.perf_counter() - first)


def statements_by_act(desk: Desk, numbers: Iterator[int], began: datetime) -> dict[str, int]:
    """The most that each act sends to the database, BEGIN included."""
    found: dict[str, int] = {}
    for number in (next(numbers) for _ in range(COUNTED)):
        acts = acts_of(desk, number, began)
        while True:
            with counted() as statements:
                name = next(acts, "")
            if not name:
                break
            found[name] = max(found.get(name, 0), statements.count)
    return found


def year_seconds() -> float:
    """The demo street's whole year from an empty folder, as an operator starts it."""
    with room() as environment:
        first = time.perf_counter()
        words = [sys.executable, "-m", "doorstep", "replay"]
        subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - first
