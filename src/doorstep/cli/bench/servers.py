"""Real servers as processes of their own on free ports of this machine, started as an operator starts them."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from doorstep.cli.bench.processes import children_of, is_alive, wait_for, words_of

START_SECONDS: Final = 90
RESPAWN_SECONDS: Final = 60
SERVE: Final = ("doorstep", "serve")
STAND: Final = ("doorstep.cli.bench.stand",)


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One server with its worker; started in a session of its own, so that all of it can be killed at once.

    ``words`` are what stands after ``python -m``; the address of the first page is asked for until it answers.
    """

    def __init__(self, words: tuple[str, ...], *, log: Path, ready_at: str = "/health/") -> None:
        self.words, self.log, self.ready_at = words, log, ready_at
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait for its first answer; RuntimeError with the end of its log when none comes."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.words, "--port", str(self.port)],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        if not wait_for(self.answers, seconds=START_SECONDS, pause=0.05):
            self.kill()
            raise RuntimeError(self.log.read_text(encoding="utf-8", errors="replace")[-2000:])

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", self.ready_at)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    @property
    def pid(self) -> int:
        assert self.process is not None  # noqa: S101 — only asked for after start()
        return self.process.pid

    def worker(self) -> int | None:
        """The process that answers; None while a new one is being made."""
        workers = [each for each in children_of(self.pid) if not is_helper(each)]
        return workers[-1] if workers else None

    def kill_worker(self) -> bool:
        """SIGKILL to the answering process; False when there was none at this moment."""
        worker = self.worker()
        if worker is None:
            return False
        os.kill(worker, signal.SIGKILL)
        return wait_for(lambda: not is_alive(worker), seconds=RESPAWN_SECONDS, pause=0.001)

    def kill(self) -> None:
        """SIGKILL to everything that belongs to it, at one moment."""
        if self.process is None:
            return
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def stop(self) -> None:
        """As Ctrl+C stops it; what does not end within ten seconds is killed."""
        if self.process is None:
            return
        os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None


def is_helper(pid: int) -> bool:
    """Whether a child does something else than answering requests."""
    words = words_of(pid)
    return "background" in words or any("resource_tracker" in each for each in words)
