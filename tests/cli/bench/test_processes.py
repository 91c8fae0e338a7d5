"""What Linux says about a running process."""

import os
import subprocess
import sys
import time

from doorstep.cli.bench.processes import (
    children_of,
    cpu_seconds,
    is_alive,
    rss_mb,
    wait_for,
    words_of,
)

BUSY = "import time\nends = time.time() + 0.4\nwhile time.time() < ends: pass\ninput()"


def test_child_is_seen_working_and_gone() -> None:
    child = subprocess.Popen([sys.executable, "-c", BUSY], stdin=subprocess.PIPE)

    assert child.pid in children_of(os.getpid())
    assert "-c" in words_of(child.pid)
    assert wait_for(lambda: cpu_seconds(child.pid) > 0.05, seconds=20)
    assert rss_mb(child.pid) > 1

    child.communicate(b"\n")
    assert not is_alive(child.pid)
    assert words_of(child.pid) == []


def test_wait_for_gives_up_in_time() -> None:
    began = time.monotonic()

    assert not wait_for(lambda: False, seconds=0.1)
    assert time.monotonic() - began < 5
