"""How every server of this house listens: one process with threads, made again whenever it dies."""

import socket
import time
from typing import Any, Final

from django.urls import get_resolver
from granian.constants import Interfaces
from granian.server import Server

APPLICATION: Final = "doorstep.config.wsgi:application"
SECONDS_TO_FINISH: Final = 10
PAUSE_SECONDS: Final = 0.1
QUICK_SECONDS: Final = 1.0
MOST_QUICK_DEATHS: Final = 20


class LastingServer(Server):  # type: ignore[misc]
    """Granian stops for good when a worker dies twice within 5.5 s; an office has nobody to start it again.

    Here only a worker that cannot live at all ends the server: one that gives up by itself twenty times in a
    row within a second of its start. One that is killed from outside, however often, is made again.
    """

    born_at = 0.0
    quick_deaths = 0

    def _respawn_workers(self, workers: Any, spawn_target: Any, target_loader: Any, delay: float = 0) -> None:
        lived = time.monotonic() - self.born_at
        gave_up = any((self.wrks[place].inner.exitcode or 0) >= 0 for place in workers)
        self.quick_deaths = self.quick_deaths + 1 if gave_up and lived < QUICK_SECONDS else 0
        time.sleep(PAUSE_SECONDS)
        super()._respawn_workers(workers, spawn_target, target_loader, delay)
        self.born_at = time.monotonic()
        if self.quick_deaths < MOST_QUICK_DEATHS:
            self.respawned_wrks.clear()  # what its check for a crash loop looks at


def serve(address: str, port: int, threads: int, *, application: str = APPLICATION) -> None:
    """Answer requests until told to stop; every page is imported once, so that a new worker is there at once."""
    assert get_resolver().url_patterns  # noqa: S101 — read for what it imports
    LastingServer(
        application,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        backlog=1024,
        log_enabled=False,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
    ).serve()


def why_not_listening(address: str, port: int) -> str:
    """Why nobody can listen here, or nothing.

    The server shares its port with whoever else asks for sharing: two installations on one port would
    each get half of the requests, and neither would notice. So it is asked for alone first.
    """
    try:
        family, *_, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # what a server before left half closed is no obstacle
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""
