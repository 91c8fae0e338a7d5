"""Backup and restore of everything but the key file."""

import json
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from doorstep.cli.keys import marks, note
from doorstep.kernel.errors import NotPossible, refuse_if
from doorstep.places.queries import streets

DATABASE_NAME: Final = "doorstep.sqlite3"
ROWS_NAME: Final = "rows.json"
ABOUT_NAME: Final = "about.json"
FILES_NAME: Final = "files"


def backup_to(target: Path, *, at: datetime) -> dict[str, Any]:
    """Write database and attachments into one archive while the server runs; returns what it holds.

    SQLite is copied by ``VACUUM INTO`` in one consistent snapshot; other databases as Django's own rows.
    The archive appears under its name only when it is complete and synced, for its owner alone. Sessions,
    rate limits and message files are left out; of the keys it holds marks, so that a restore can say
    whether the key file is the right one.
    """
    refuse_if(target.exists(), "backup.exists", name=target.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    about = {"made_at": at.isoformat(), "vendor": connection.vendor, "format": 1, "keys": marks()}
    with tempfile.TemporaryDirectory(dir=target.parent) as work_name:
        work = Path(work_name)
        content = dump_database(work)
        (work / ABOUT_NAME).write_text(json.dumps(about), encoding="utf-8")
        draft = work / "archive"
        with tarfile.open(draft, "w:gz", compresslevel=3) as archive:
            archive.add(work / ABOUT_NAME, arcname=ABOUT_NAME)
            archive.add(content, arcname=content.name)
            if settings.ATTACHMENT_DIR.exists():
                archive.add(settings.ATTACHMENT_DIR, arcname=FILES_NAME)
        draft.chmod(0o600)
        sync(draft)
        draft.rename(target)
    return {"file": str(target), "bytes": target.stat().st_size, **about}


def dump_database(work: Path) -> Path:
    if connection.vendor == "sqlite":
        copy = work / DATABASE_NAME
        with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as source:
            source.execute("VACUUM INTO ?", (str(copy),))
        return copy
    rows = work / ROWS_NAME
    call_command(
        "dumpdata", "--all", "--natural-foreign", exclude=["contenttypes", "sessions"], output=str(rows)
    )
    return rows


def restore_from(source: Path) -> dict[str, Any]:
    """Put a backup into the (empty) data folder; a folder with a database in it is refused.

    Works without the old key file; the marks of its keys are noted, so that nothing is served with a wrong one.
    """
    refuse_if(not source.is_file(), "backup.missing", name=str(source))
    refuse_if(is_in_use(), "restore.not_empty")
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as work_name:
        work = Path(work_name)
        about = unpack(source, work)
        if (work / DATABASE_NAME).exists():
            restore_sqlite(work / DATABASE_NAME)
        else:
            restore_rows(work / ROWS_NAME)
        if (work / FILES_NAME).exists():
            (work / FILES_NAME).rename(settings.ATTACHMENT_DIR)
    note(about.get("keys", {}))
    return about


def is_in_use() -> bool:
    """Whether the folder holds a database or attachments already."""
    database = Path(settings.DATABASES["default"]["NAME"]) if connection.vendor == "sqlite" else None
    filled = database is not None and database.exists() and database.stat().st_size > 0
    return filled or settings.ATTACHMENT_DIR.exists()


def unpack(source: Path, work: Path) -> dict[str, Any]:
    """What the archive says about itself, with its content in ``work``."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(work, filter="data")
        about: dict[str, Any] = json.loads((work / ABOUT_NAME).read_text(encoding="utf-8"))
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise NotPossible("backup.damaged") from error
    return about


def restore_sqlite(copy: Path) -> None:
    refuse_if(connection.vendor != "sqlite", "restore.other_database")
    connection.close()
    with closing(sqlite3.connect(copy)) as check:
        refuse_if(check.execute("PRAGMA quick_check").fetchone()[0] != "ok", "backup.damaged")
    sync(copy)
    copy.replace(settings.DATABASES["default"]["NAME"])


def restore_rows(rows: Path) -> None:
    refuse_if(connection.vendor == "sqlite", "restore.other_database")
    call_command("migrate", verbosity=0)
    refuse_if(bool(streets()), "restore.not_empty")
    call_command("flush", interactive=False, verbosity=0)
    call_command("loaddata", str(rows), verbosity=0)


def sync(path: Path) -> None:
    with path.open("rb") as handle:
        os.fsync(handle.fileno())
