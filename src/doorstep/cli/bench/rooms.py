"""A place of its own for every run: a new data folder, a new key, and on PostgreSQL a new database."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode
from uuid import uuid4

from django.db import connection

# a run answers only to this machine, whatever the installation's own settings say
OWN_SETTINGS: Final = {
    "DOORSTEP_HOSTS": "127.0.0.1,localhost",
    "DOORSTEP_PUBLIC_URL": "http://127.0.0.1:8000",
    "DOORSTEP_ORIGINS": "",
    "DOORSTEP_DEBUG": "0",
    "DOORSTEP_LOG_LEVEL": "WARNING",
    "DOORSTEP_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
}
STOP_SECONDS: Final = 60
LEFT_OUT: Final = ("DOORSTEP_SECRET_KEY", "DOORSTEP_SECRET_KEY_FILE", "DOORSTEP_DATABASE_URL_FILE")


@contextmanager
def room(inside: Path | None = None) -> Iterator[dict[str, str]]:
    """The environment of a new, empty installation below ``inside``; gone when the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="doorstep-bench-", dir=inside))
    environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    environment |= OWN_SETTINGS
    environment |= {"DOORSTEP_DATA": str(folder / "data"), "DOORSTEP_KEY_FILE": str(folder / "key")}
    try:
        with database() as url:
            yield environment | ({"DOORSTEP_DATABASE_URL": url} if url else {})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(words: Sequence[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A part of the run as a process of its own; told to stop, and waited for, when the block is left early."""
    pipe = subprocess.PIPE
    with subprocess.Popen(words, env=environment, stdin=pipe, stdout=pipe, text=True) as child:
        try:
            yield child
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait(timeout=STOP_SECONDS)


@contextmanager
def database() -> Iterator[str]:
    """The address of a new database beside the configured one; nothing to do on SQLite."""
    if connection.vendor != "postgresql":
        yield ""
        return
    name = f"doorstep_bench_{uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield address_of(name, connection.settings_dict)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def address_of(name: str, found: Mapping[str, Any]) -> str:
    """The configured server's address with another database's name."""
    who = quote(found["USER"] or "", safe="")
    if found["PASSWORD"]:
        who = f"{who}:{quote(found['PASSWORD'], safe='')}"
    host, port = found["HOST"] or "", found["PORT"] or ""
    if host.startswith("/"):  # a socket's folder cannot stand where a host stands
        return f"postgresql://{who}@/{name}?{urlencode({'host': host})}"
    return f"postgresql://{who}@{host}{f':{port}' if port else ''}/{name}"
