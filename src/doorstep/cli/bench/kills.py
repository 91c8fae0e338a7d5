"""``bench kills``: residents report while the serving process, and now and then the whole server, is killed.

Every resident sends one report under one receipt until it is acknowledged, as a phone with a bad line does. At
the end each acknowledged number must be found, each report must be there once, and the same report sent again
must get the same number.
"""

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from doorstep.cli.bench.clients import NotTaken, Resident
from doorstep.cli.bench.intake import lost
from doorstep.cli.bench.numbers import Limit, fsync_p50_ms, judged
from doorstep.cli.bench.processes import wait_for
from doorstep.cli.bench.servers import SERVE, STAND, Server
from doorstep.cli.bench.street import empty_street, lift_bounds, reports

CLIENTS: Final = 6
BODIES: Final = 200
RETRY_SECONDS: Final = 0.02
PATIENCE_SECONDS: Final = 120
BETWEEN: Final = (3, 12)  # acknowledgements from one kill to the next
LONGEST_PAUSE: Final = 0.03
SENT_AGAIN: Final = 100
LIMITS: Final = (Limit("lost", 0), Limit("doubled", 0), Limit("other_answers", 0), Limit("torn", 0))


@dataclass
class Sent:
    """One report: what was sent under which receipt, and the number it was acknowledged with."""

    values: dict[str, str]
    receipt: str
    number: str = ""
    tries: int = 0


@dataclass
class Street:
    """What all residents share: where to report, and how long to go on."""

    port: int
    bodies: Sequence[dict[str, str]]
    sent: list[Sent] = field(default_factory=list)
    acknowledged: int = 0
    over: threading.Event = field(default_factory=threading.Event)


def live_at(street: Street, place: int) -> None:
    """Report after report until the test is over; the last one is seen through to its acknowledgement."""
    resident = Resident(street.port)
    mine = street.bodies[place::CLIENTS]
    while not street.over.is_set():
        values = dict(mine[len(street.sent) % len(mine)])
        receipt = str(uuid4())
        # the mark by which a doubled report is recognised without trusting any receipt
        report = Sent({**values, "text": f"{values['text']} #{receipt}"}, receipt)
        street.sent.append(report)
        insist(resident, report)
        street.acknowledged += bool(report.number)
    resident.leave()


def insist(resident: Resident, report: Sent) -> None:
    """Send it again and again, always under the same receipt, until somebody says "we have it"."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while not report.number and time.monotonic() < ends:
        report.tries += 1
        try:
            report.number = resident.report(report.values, report.receipt)
        except (OSError, http.client.HTTPException, NotTaken):
            time.sleep(RETRY_SECONDS)


def run(*, workers: int, servers: int, application: str = "") -> dict[str, Any]:
    """All figures of one run in this process's own, empty data folder; ``application`` serves instead of ours."""
    stage = empty_street()
    lift_bounds(stage, at=timezone.now())
    bodies = reports(stage, BODIES)
    connections.close_all()
    words = (*STAND, application) if application else SERVE
    began = time.perf_counter()
    with Server(words, log=settings.DATA_DIR.parent / "servers.log") as server:
        street = Street(server.port, bodies)
        kills = kill_while_they_report(server, street, workers=workers, servers=servers)
        other = sum(other_answer(server.port, each) for each in street.sent[-SENT_AGAIN:])
    numbers = [each.number for each in street.sent if each.number]
    figures = {
        "benchmark": "kills",
        **kills,
        "reports": len(street.sent),
        "acknowledged": len(numbers),
        "unanswered": len(street.sent) - len(numbers),
        "retries": sum(each.tries - 1 for each in street.sent),
        "lost": lost(stage.street_id, numbers),
        "doubled": doubled(),
        "other_answers": other,
        "torn": torn(),
        "seconds": time.perf_counter() - began,
        "fsync_p50_ms": fsync_p50_ms(settings.DATA_DIR),
    }
    return judged(figures, (*LIMITS, Limit("unanswered", 0)))


def kill_while_they_report(server: Server, street: Street, *, workers: int, servers: int) -> dict[str, int]:
    """Kill in a mixed order, each time after some more acknowledgements; then let everybody finish."""
    residents = [threading.Thread(target=live_at, args=(street, place)) for place in range(CLIENTS)]
    for resident in residents:
        resident.start()
    rng = random.Random(workers * 1000 + servers)
    order = ["worker"] * workers + ["server"] * servers
    rng.shuffle(order)
    done: Counter[str] = Counter()
    try:
        for what in order:
            wait_until_busy(street, rng)
            done[what] += kill(server, what)
    finally:
        street.over.set()
        for resident in residents:
            resident.join()
    return {"worker_kills": done["worker"], "server_kills": done["server"]}


def wait_until_busy(street: Street, rng: random.Random) -> None:
    """Until the server has come back and acknowledged some more, and a moment at random."""
    enough = street.acknowledged + rng.randint(*BETWEEN)
    wait_for(lambda: street.acknowledged >= enough, seconds=PATIENCE_SECONDS, pause=0.002)
    time.sleep(rng.uniform(0, LONGEST_PAUSE))


def kill(server: Server, what: str) -> bool:
    if what == "worker":
        return server.kill_worker()
    server.kill()
    server.start()
    return True


def other_answer(port: int, report: Sent) -> bool:
    """Whether the same report under the same receipt gets anything but its own number."""
    resident = Resident(port)
    try:
        return bool(report.number) and resident.report(report.values, report.receipt) != report.number
    except (OSError, http.client.HTTPException, NotTaken):
        return True
    finally:
        resident.leave()


def doubled() -> int:
    """Reports that were written down more than once, recognised by the mark in their words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM issues_issue")
        marks = Counter(text.rpartition("#")[2] for (text,) in cursor.fetchall())
    return sum(count - 1 for count in marks.values())


def torn() -> int:
    """Issues without exactly one step and one journal entry; a damaged database counts as one more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM issues_issue")
        keys = {UUID(str(key)) for (key,) in cursor.fetchall()}
        cursor.execute("SELECT issue_id FROM issues_issuestep")
        steps = Counter(UUID(str(key)) for (key,) in cursor.fetchall())
        cursor.execute("SELECT about FROM journal_entry WHERE act = 'issue.capture'")
        entries = Counter(UUID(about.removeprefix("issue:")) for (about,) in cursor.fetchall())
        damaged = connection.vendor == "sqlite" and is_damaged(cursor)
    written = keys | steps.keys() | entries.keys()
    return sum((key in keys, steps[key], entries[key]) != (True, 1, 1) for key in written) + damaged


def is_damaged(cursor: Any) -> bool:
    cursor.execute("PRAGMA quick_check")
    return bool(cursor.fetchone()[0] != "ok")
