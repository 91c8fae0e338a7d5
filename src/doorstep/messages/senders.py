"""How a message leaves the house. Each sender may be called twice for one message and does it harm once.

The message's id is the key by which a receiver recognises a repetition: the Message-ID of an e-mail,
the name of a file. A slip has no sender: it waits for the clerk who prints it.
"""

import json
import os
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from doorstep.messages.models import Message
from doorstep.records.vault import open_sealed

MAIL_SECONDS: Final = 30  # well below the lease of a claimed message


def address_place(message_id: object) -> str:
    """What the sealed address is bound to."""
    return f"message.address:{message_id}"


def address_of(message: Message) -> str:
    """The clear address; empty when none was left."""
    return open_sealed(message.address_sealed, about=address_place(message.pk))


def send_email(message: Message) -> None:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    letter = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[address_of(message)],
        headers={"Message-ID": f"<{message.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=MAIL_SECONDS),
    )
    if not letter.send():
        raise OSError("nothing was sent")


def write_file(message: Message) -> None:
    """One JSON file below MESSAGE_DIR, complete or absent; the address stays sealed."""
    folder = Path(settings.MESSAGE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{message.pk}.json"
    half = target.with_suffix(f".{os.getpid()}.part")
    with half.open("w", encoding="utf-8") as file:
        json.dump(contents_of(message), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    half.replace(target)
    sync_folder(folder)


def contents_of(message: Message) -> dict[str, str]:
    return {
        "id": str(message.pk),
        "event": message.event,
        "about": message.about,
        "address_sealed": message.address_sealed,
        "subject": message.subject,
        "body": message.body,
        "made_at": message.made_at.isoformat(),
    }


def sync_folder(folder: Path) -> None:
    """A new name is only safe when its folder is on disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


SENDERS: Final[dict[str, Callable[[Message], None]]] = {"email": send_email, "file": write_file}
