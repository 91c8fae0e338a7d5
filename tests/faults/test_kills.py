"""An acknowledged report is neither lost nor doubled when the server dies, and the test can tell (A.2, row 1)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.faults, pytest.mark.slow]


def killed(*, workers: int, servers: int = 0, application: str = "") -> dict[str, Any]:
    """The figures of a kill test in a data folder of its own."""
    words = ["bench", "kills", "--json", f"--workers={workers}", f"--servers={servers}"]
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", "doorstep", *words, f"--application={application}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def harm(found: dict[str, Any]) -> dict[str, int]:
    return {name: found[name] for name in ("lost", "doubled", "other_answers", "torn", "unanswered")}


UNHARMED = {"lost": 0, "doubled": 0, "other_answers": 0, "torn": 0, "unanswered": 0}


def test_killing_workers_and_servers_loses_and_doubles_nothing() -> None:
    found = killed(workers=20, servers=2)

    assert (found["worker_kills"], found["server_kills"]) == (20, 2)
    assert harm(found) == UNHARMED


def test_killing_between_writing_and_answering_doubles_nothing() -> None:
    found = killed(workers=12, application="tests.faults.slow_answers:application")

    assert found["retries"] > 0
    assert harm(found) == UNHARMED


def test_killing_without_receipts_doubles_reports() -> None:
    found = killed(workers=12, application="tests.faults.without_receipts:application")

    assert found["doubled"] > 0
