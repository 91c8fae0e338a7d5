"""Files of a row: cleaned, stored by their hash before the row that names them, read by permission."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.http import content_disposition_header

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if
from doorstep.kernel.refs import uuid7
from doorstep.records.acts import act
from doorstep.records.cleaning import MOST_BYTES, clean, clean_name
from doorstep.records.models import Attachment

MOST_PER_OWNER: Final = 12
ORPHAN_AGE: Final = timedelta(days=1)  # longer than any transaction that still has to write its row
CHUNK: Final = 500

CanRead = Callable[[Actor, str], bool]
_readers: dict[str, CanRead] = {}


class Upload(Protocol):
    """What a form hands over; Django's uploaded files are like this."""

    name: str | None

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class Opened:
    """A file that this person may read, with the headers that keep a browser from running it."""

    attachment: Attachment
    path: Path
    headers: dict[str, str]


def register_owner(kind: str, can_read: CanRead) -> None:
    """The app that owns the rows says who may read their files: ``can_read(actor, owner_ref)``."""
    _readers[kind] = can_read


@act
def attach(
    *, owner_kind: str, owner_ref: str, upload: Upload, by: Actor, at: datetime, street_id: int
) -> Attachment:
    """Clean a file, store it and name it; the caller has checked that ``by`` may write to the owner.

    Raises NotPossible: what ``clean`` refuses, and attachment.too_many. The file is on disk and synced before
    its row is written; when the transaction fails the file is swept away a day later.
    """
    if owner_kind not in _readers:
        raise LookupError(f"nobody may read files of {owner_kind}")
    held = Attachment.objects.filter(owner_kind=owner_kind, owner_ref=owner_ref).count()
    refuse_if(held >= MOST_PER_OWNER, "attachment.too_many", most=MOST_PER_OWNER)
    cleaned = clean(upload.read(MOST_BYTES + 1))
    return Attachment.objects.create(
        id=uuid7(at),
        street_id=street_id,
        owner_kind=owner_kind,
        owner_ref=owner_ref,
        sha256=_store(cleaned.data),
        media_type=cleaned.media_type,
        byte_count=len(cleaned.data),
        name=clean_name(upload.name or "", cleaned.extension),
        added_by=by.ref,
        at=at,
    )


def attachments_of(*, owner_kind: str, owner_ref: str, by: Actor) -> list[Attachment]:
    """The files of one row in their order; none for somebody who may not read them."""
    if not _can_read(by, owner_kind, owner_ref):
        return []
    return list(Attachment.objects.filter(owner_kind=owner_kind, owner_ref=owner_ref).order_by("id"))


def open_attachment(*, attachment_id: UUID, by: Actor) -> Opened:
    """The stored file. Raises Attachment.DoesNotExist also for a file that ``by`` may not read."""
    attachment = Attachment.objects.get(pk=attachment_id)
    if not _can_read(by, attachment.owner_kind, attachment.owner_ref):
        raise Attachment.DoesNotExist
    return Opened(attachment, path_of(attachment.sha256), headers_of(attachment))


def headers_of(attachment: Attachment) -> dict[str, str]:
    """Pictures are shown, everything else is only downloaded; nothing may run or be guessed at."""
    is_picture = attachment.media_type.startswith("image/")
    disposition = content_disposition_header(not is_picture, attachment.name) or "inline"
    return {
        "Content-Type": attachment.media_type,
        "Content-Disposition": disposition,
        "Content-Length": str(attachment.byte_count),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def path_of(sha256: str) -> Path:
    return Path(settings.ATTACHMENT_DIR) / sha256[:2] / sha256


def drop_files(*, owner_kind: str, owner_refs: Sequence[str]) -> int:
    """Forget the files of these owners; the sweep removes the bytes once no row names them any more."""
    return Attachment.objects.filter(owner_kind=owner_kind, owner_ref__in=owner_refs).delete()[0]


def sweep_orphans(*, at: datetime) -> int:
    """Remove files that no row names and that are older than a day; returns how many."""
    old = [path for path in _stored_files() if path.stat().st_mtime < (at - ORPHAN_AGE).timestamp()]
    removed = 0
    for start in range(0, len(old), CHUNK):
        some = old[start : start + CHUNK]
        names = [path.name for path in some]
        named = set(Attachment.objects.filter(sha256__in=names).values_list("sha256", flat=True))
        for path in some:
            if path.name not in named:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _can_read(by: Actor, owner_kind: str, owner_ref: str) -> bool:
    reader = _readers.get(owner_kind)
    return reader is not None and reader(by, owner_ref)


def _store(data: bytes) -> str:
    """Write once under the content's hash, synced with its folder; a file that is there is only touched."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if path.exists():
        os.utime(path)  # its age starts anew, or the sweep could take it before our row is there
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix="draft-", delete=False) as draft:
        draft.write(data)
        draft.flush()
        os.fsync(draft.fileno())
    os.replace(draft.name, path)
    _sync_folder(path.parent)
    return sha256


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _stored_files() -> Iterator[Path]:
    yield from (path for path in Path(settings.ATTACHMENT_DIR).glob("*/*") if path.is_file())
