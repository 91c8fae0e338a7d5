"""Writing the journal: one entry per act in the act's own transaction, and the seal over what is new."""

import hashlib
import secrets
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db import connection, models

from doorstep.journal.acts import is_registered
from doorstep.journal.models import Entry, Seal
from doorstep.journal.rules import FIRST_SEAL, Sealed, Tree, seal_digest
from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import uuid7
from doorstep.records.acts import act as one_act
from doorstep.records.upserts import insert

Step = TypeVar("Step", bound=models.Model)
SEAL_BATCH: Final = 10_000  # leaves per seal, so that the write lock is held for less than a second
SEALING_LOCK: Final = 0x5EA1
SALT_BYTES: Final = 16
PLACE_LEAF: Final = "UPDATE journal_entry SET leaf_index = %s, leaf_hash = %s WHERE id = %s"


class UnknownAct(LookupError):
    """An act that no app has registered: a defect of the program, not of a person."""


def record(
    *, by: Actor, act: str, about: str, at: datetime, street_id: int | None, digest: str = ""
) -> Entry:
    """Append one entry; call it inside the act's transaction, so that neither exists without the other.

    ``about`` is ``kind:reference``; ``digest`` is that of the note (``digest_of``). Never a name, a phone
    number or free text: an entry cannot be erased.
    """
    if not is_registered(act):
        raise UnknownAct(act)
    entry = Entry(id=uuid7(at), street_id=street_id, at=at, by=by.ref, act=act, about=about, digest=digest)
    insert(entry)
    return entry


def write_down(
    table: type[Step],
    *,
    about: str,
    act: str,
    by: Actor,
    at: datetime,
    street_id: int,
    note: str = "",
    said: str = "",
    **columns: Any,
) -> Step:
    """The act's own row in the stage's table of steps, and its journal entry; call it inside the transaction.

    The entry has the salted digest of ``said``, which is the note where nothing else is named. ``columns`` are
    the stage's own, such as what the step belongs to and the state it led to.
    """
    salt = new_salt()
    step = table(
        id=uuid7(at),
        street_id=street_id,
        act=act,
        note=note,
        by=by.ref,
        by_name=by.name,
        at=at,
        salt=salt,
        **columns,
    )
    insert(step)
    record(by=by, act=act, about=about, at=at, street_id=street_id, digest=digest_of(said or note, salt))
    return step


def new_salt() -> str:
    """A fresh salt, kept in the act's own row; destroying it makes the digest say nothing."""
    return secrets.token_hex(SALT_BYTES)


def digest_of(note: str, salt: str) -> str:
    """Salted SHA-256 of a note, 64 hex digits; empty for an empty note."""
    return hashlib.sha256(f"{salt}\0{note}".encode()).hexdigest() if note else ""


def seal_journal(*, at: datetime) -> Seal | None:
    """Give every unsealed entry its place in the tree; the newest seal, or None when nothing was new.

    Costs what is new. Long backlogs are sealed in batches, each a transaction with a seal of its own.
    """
    newest = None
    while seal := _seal_batch(at=at):
        newest = seal
    return newest


@one_act
def _seal_batch(*, at: datetime) -> Seal | None:
    _one_sealer_at_a_time()
    entries = list(Entry.objects.filter(leaf_index__isnull=True).order_by("id")[:SEAL_BATCH])
    if not entries:
        return None
    last = Seal.objects.order_by("-size").first()
    tree = tree_of(last)
    leaves = [(tree.size + place, entry) for place, entry in enumerate(entries)]
    rows = [(index, sealed_form(entry, index).leaf(), entry) for index, entry in leaves]
    tree.add_all(leaf for _, leaf, _ in rows)
    _place_leaves([(index, leaf.hex(), entry) for index, leaf, entry in rows])
    return _write_seal(tree, previous=last.digest if last else FIRST_SEAL, at=at)


def _one_sealer_at_a_time() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING_LOCK])


def tree_of(seal: Seal | None) -> Tree:
    """The tree as a seal left it, ready to grow."""
    return Tree(seal.size, [bytes.fromhex(root) for root in seal.frontier]) if seal else Tree()


def sealed_form(entry: Entry, index: int) -> Sealed:
    return Sealed(index, entry.id, entry.street_id, entry.at, entry.by, entry.act, entry.about, entry.digest)


def _place_leaves(rows: list[tuple[int, str, Entry]]) -> None:
    key = Entry._meta.pk
    values = [(index, leaf, key.get_db_prep_value(entry.id, connection)) for index, leaf, entry in rows]
    with connection.cursor() as cursor:
        cursor.executemany(PLACE_LEAF, values)


def _write_seal(tree: Tree, *, previous: str, at: datetime) -> Seal:
    root, frontier = tree.root().hex(), [node.hex() for node in tree.frontier]
    digest = seal_digest(previous=previous, size=tree.size, root=root, frontier=frontier, at=at)
    return Seal.objects.create(
        size=tree.size, root=root, frontier=frontier, at=at, previous=previous, digest=digest
    )
