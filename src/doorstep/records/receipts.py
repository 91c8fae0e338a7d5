"""The promise "we have it": a submission is done once and gets the same answer, however often it comes."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from doorstep.kernel.canonical import canonical
from doorstep.kernel.errors import NotPossible
from doorstep.records.acts import one_writer
from doorstep.records.models import Receipt
from doorstep.records.upserts import insert_unless_there
from doorstep.records.vault import keyed_hash

NOT_PART_OF_THE_BODY = frozenset({"csrfmiddlewaretoken"})


@dataclass(frozen=True)
class Answer:
    """Where the person goes next, one sentence, plain values; stored as it is, so nothing personal in it."""

    to: str
    note: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def once(*, key: UUID, door: str, body: bytes, at: datetime, do: Callable[[], Answer]) -> tuple[Answer, bool]:
    """Run ``do`` unless this key was answered before; the flag says whether the answer is a replay.

    The receipt is written first, in the same transaction as what ``do`` writes: a parallel identical post
    waits for it and then replays. Raises NotPossible("receipt.other_body") when the key came with another
    body or at another door. When ``do`` refuses, nothing is kept and the key stays free.
    """
    digest = keyed_hash(door.encode() + b"\0" + body, purpose="receipt")
    with one_writer(), transaction.atomic():
        if not insert_unless_there(Receipt(key=key, door=door, body_sha256=digest, answer={}, at=at)):
            return _stored(key, digest), True
        answer = do()
        Receipt.objects.filter(pk=key).update(answer=_plain(answer))
    return answer, False


def _stored(key: UUID, digest: str) -> Answer:
    receipt = Receipt.objects.get(pk=key)
    if not hmac.compare_digest(receipt.body_sha256, digest):
        raise NotPossible("receipt.other_body")
    return Answer(**receipt.answer)


def _plain(answer: Answer) -> dict[str, Any]:
    return {**asdict(answer), "note": str(answer.note), "values": dict(answer.values)}


def body_of(source: Any) -> bytes:
    """What a person sent, as stable bytes: the fields of a request or of ``request.POST``, and its files.

    The CSRF token is left out, because it may change between two tries of the same submission.
    """
    posted = getattr(source, "POST", source)
    fields = {name: posted.getlist(name) for name in posted if name not in NOT_PART_OF_THE_BODY}
    files: Any = getattr(source, "FILES", {})
    sent = {name: [_file_mark(upload) for upload in files.getlist(name)] for name in files}
    return canonical({"fields": fields, "files": sent} if sent else {"fields": fields})


def _file_mark(upload: Any) -> list[Any]:
    upload.seek(0)
    mark = keyed_hash(upload.read(), purpose="receipt")
    upload.seek(0)
    return [upload.name, mark]
