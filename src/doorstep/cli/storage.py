"""Backup and restore of everything but the key file."""

import json
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from doorstep.kernel.errors import refuse_if

DATABASE_NAME = "doorstep.sqlite3"
ROWS_NAME = "rows.json"


def backup_to(target: Path, *, at: datetime) -> dict[str, Any]:
    """Write database and files into one archive while the server runs; returns what it holds.

    SQLite is copied by ``VACUUM INTO`` in one consistent snapshot; other databases as Django's own rows.
    The archive appears under its name only when it is complete and synced.
    """
    refuse_if(target.exists(), "backup.exists", name=target.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as work_name:
        work = Path(work_name)
        content = dump_database(work)
        draft = work / "archive"
        with tarfile.open(draft, "w:gz", compresslevel=3) as archive:
            archive.add(content, arcname=content.name)
            if settings.ATTACHMENT_DIR.exists():
                archive.add(settings.ATTACHMENT_DIR, arcname="files")
            about = {"made_at": at.isoformat(), "vendor": connection.vendor, "format": 1}
            (work / "about.json").write_text(json.dumps(about), encoding="utf-8")
            archive.add(work / "about.json", arcname="about.json")
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
    """Put a backup into the (empty) data folder; a folder with a database in it is refused."""
    refuse_if(not source.is_file(), "backup.missing", name=str(source))
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as work_name:
        work = Path(work_name)
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(work, filter="data")
        about: dict[str, Any] = json.loads((work / "about.json").read_text(encoding="utf-8"))
        if (work / DATABASE_NAME).exists():
            restore_sqlite(work / DATABASE_NAME)
        else:
            restore_rows(work / ROWS_NAME)
        if (work / "files").exists():
            settings.ATTACHMENT_DIR.parent.mkdir(parents=True, exist_ok=True)
            refuse_if(settings.ATTACHMENT_DIR.exists(), "restore.not_empty")
            (work / "files").rename(settings.ATTACHMENT_DIR)
    return about


def restore_sqlite(copy: Path) -> None:
    refuse_if(connection.vendor != "sqlite", "restore.other_database")
    connection.close()
    target = Path(settings.DATABASES["default"]["NAME"])
    refuse_if(target.exists() and target.stat().st_size > 0, "restore.not_empty")
    with closing(sqlite3.connect(copy)) as check:
        refuse_if(check.execute("PRAGMA quick_check").fetchone()[0] != "ok", "backup.damaged")
    sync(copy)
    copy.replace(target)


def restore_rows(rows: Path) -> None:
    refuse_if(connection.vendor == "sqlite", "restore.other_database")
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    call_command("loaddata", str(rows), verbosity=0)


def sync(path: Path) -> None:
    with path.open("rb") as handle:
        os.fsync(handle.fileno())
