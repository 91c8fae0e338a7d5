"""Where a message goes. A sender is given the message's id as its key, so that a second try is recognised."""

import json
import os
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage

from doorstep.messages.models import Message
from doorstep.records.vault import open_sealed


class CannotSend(Exception):
    """The sender is not configured, or refused; said in the outbox, tried again later."""


def address_of(message: Message) -> str:
    return open_sealed(message.address_sealed, about=f"outbox:{message.pk}") if message.address_sealed else ""


def send_email(message: Message) -> None:
    """By the operator's mail server; nothing leaves the machine when none is configured."""
    if not settings.EMAIL_HOST and settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        raise CannotSend("no_mail_server")
    headers = {"Message-ID": f"<{message.pk}@doorstep>"}
    EmailMessage(message.subject, message.body, to=[address_of(message)], headers=headers).send()


def write_file(message: Message) -> None:
    """One file a message, named by its id: a second try writes the same file."""
    settings.MESSAGE_DIR.mkdir(parents=True, exist_ok=True)
    target = settings.MESSAGE_DIR / f"{message.pk}.json"
    draft = target.with_suffix(f".{os.getpid()}")
    content = {"id": str(message.pk), "event": message.event, "subject": message.subject, "body": message.body}
    with draft.open("w", encoding="utf-8") as handle:
        json.dump(content, handle, ensure_ascii=False)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(target)


SENDERS: Final[dict[str, Callable[[Message], None]]] = {"email": send_email, "file": write_file}
