"""What Linux says about a running process."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

TICKS: Final = os.sysconf("SC_CLK_TCK")
PROC: Final = Path("/proc")


def stat_of(pid: int) -> list[str]:
    """The fields of ``/proc/PID/stat`` after the name; the first is the state."""
    return (PROC / str(pid) / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()


def cpu_seconds(pid: int) -> float:
    """Processor time used so far, in the program and in the kernel for it."""
    fields = stat_of(pid)
    return (int(fields[11]) + int(fields[12])) / TICKS


def rss_mb(pid: int) -> float:
    """Resident memory in MiB; pages shared with the parent count, as an operator's tools count them."""
    for line in (PROC / str(pid) / "status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def is_alive(pid: int) -> bool:
    try:
        return stat_of(pid)[0] != "Z"
    except OSError:
        return False


def children_of(pid: int) -> list[int]:
    """The processes it has started, oldest first."""
    found = []
    for task in sorted((PROC / str(pid) / "task").iterdir()):
        found += [int(each) for each in (task / "children").read_text(encoding="ascii").split()]
    return sorted(child for child in found if is_alive(child))


def words_of(pid: int) -> list[str]:
    """Its command line; empty when it is gone."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def wait_for(is_so: Callable[[], bool], *, seconds: float, pause: float = 0.02) -> bool:
    """Look again and again until it is so, or the time is over; says which."""
    ends = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > ends:
            return False
        time.sleep(pause)
    return True
