"""How every server of this house listens: one process with threads, made again when it dies."""

from typing import Final

from granian.constants import Interfaces
from granian.server import Server

APPLICATION: Final = "doorstep.config.wsgi:application"


def serve(address: str, port: int, threads: int, *, application: str = APPLICATION) -> None:
    """Answer requests until told to stop."""
    Server(
        application,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        backlog=1024,
        log_enabled=False,
        respawn_failed_workers=True,
        respawn_interval=0.2,
    ).serve()
