"""What takes long to make is made once: the tables for every run, a module's world for every test of it."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from django.conf import settings
from django.db import connections, transaction
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parent.parent
Made = TypeVar("Made")


class Tables:
    """Empty SQLite files with every table, kept under ``folder`` for as long as no migration changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / fingerprint()

    def hand_out(self) -> bool:
        """Put the kept files where this run expects its databases; False when there are none yet."""
        kept = {alias: self.folder / f"{alias}.sqlite3" for alias in connections}
        if not all(path.exists() for path in kept.values()):
            return False
        for alias, path in kept.items():
            target = Path(connections[alias].settings_dict["TEST"]["NAME"])
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        return True

    def keep(self) -> None:
        """Keep what this run has just made. A process that does the same at this moment does no harm."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for alias in connections:
            made = self.folder / f"{uuid4().hex}.part"
            with closing(sqlite3.connect(connections[alias].settings_dict["NAME"])) as source:
                source.execute("VACUUM INTO ?", [str(made)])
            made.replace(self.folder / f"{alias}.sqlite3")


def fingerprint() -> str:
    """Changes with every migration and with every version of a library."""
    found = hashlib.sha256((ROOT / "requirements" / "test.txt").read_bytes())
    for path in sorted((ROOT / "src" / "doorstep").glob("*/migrations/*.py")):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:20]


@contextmanager
def made_once(make: Callable[[], Made], blocker: DjangoDbBlocker, files: Path) -> Iterator[Made]:
    """What ``make`` writes stays for the tests of a module and is undone after the last of them.

    Each test goes on in a transaction inside this one, so a test that commits stands in another module. The
    files of attachments lie in ``files``, not where a test's own are.
    """
    with ExitStack() as stack:
        with blocker.unblock():
            for alias in connections:
                stack.enter_context(transaction.atomic(using=alias))
            own, settings.ATTACHMENT_DIR = settings.ATTACHMENT_DIR, files
            made = make()
            settings.ATTACHMENT_DIR = own
        yield made
        with blocker.unblock():
            for alias in connections:
                transaction.set_rollback(True, using=alias)
            stack.close()
