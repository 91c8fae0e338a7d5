"""Whoever changes a sealed journal in the database is found out, and the first broken entry is named."""

import json
import random
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from doorstep.journal.acts import register_acts
from doorstep.journal.models import Entry
from doorstep.journal.queries import Verdict, heads, verify
from doorstep.journal.rules import Sealed
from doorstep.journal.services import record, seal_journal
from doorstep.kernel.actor import Actor

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CLERK = Actor(account_id=12, street_id=7, name="林晓")
SEALS = (3, 4, 9, 16)
SIZE = SEALS[-1]


@pytest.fixture
def journal(db) -> list[str]:
    """Sixteen entries under four seals; their ids in order."""
    register_acts({"lamp.mend": "修灯", "lamp.break": "灯坏"})
    made = []
    for place in range(SIZE):
        at = AT + timedelta(minutes=place, microseconds=place % 2)
        about = f"lamp:{place}"
        made.append(record(by=CLERK, act="lamp.mend", about=about, at=at, street_id=7, digest="d" * 64))
        if place + 1 in SEALS:
            seal_journal(at=at)
    return [str(entry.pk) for entry in made]


def run(sql: str, *values) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def own(entry_id: str):
    """An id as this database stores it."""
    return Entry._meta.pk.get_db_prep_value(entry_id, connection)


def test_verify_of_an_untouched_journal_is_well(journal):
    assert verify() == Verdict(ok=True, entries=SIZE)


@pytest.mark.django_db
def test_verify_of_an_empty_journal_is_well():
    assert verify() == Verdict(ok=True, entries=0)


def test_verify_reads_in_batches_of_any_size(journal, monkeypatch):
    verdicts = []
    for size in (1, 3, SIZE, SIZE + 1):
        monkeypatch.setattr("doorstep.journal.verification.BATCH", size)
        verdicts.append(verify())

    assert verdicts == [Verdict(ok=True, entries=SIZE)] * 4


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2026-03-02 01:05:00.000002"),
        ("by", "account:13"),
        ("act", "lamp.break"),
        ("about", "lamp:x"),
        ("digest", ""),
        ("street_id", 8),
        ("street_id", None),
        ("leaf_hash", "0" * 64),
    ],
)
def test_verify_names_the_entry_whose_column_was_changed(journal, column, value):
    run(f"UPDATE journal_entry SET {column} = %s WHERE leaf_index = 5", value)

    assert verify() == Verdict(ok=False, entries=5, first_broken=journal[5], what="changed", index=5)


@pytest.mark.parametrize("place", [0, 3, 8, 15])
def test_verify_finds_a_deleted_entry_by_its_place(journal, place):
    run("DELETE FROM journal_entry WHERE leaf_index = %s", place)

    assert verify() == Verdict(ok=False, entries=place, what="missing", index=place)


def test_verify_finds_an_entry_whose_hash_was_recomputed_by_its_head(journal):
    entry = Entry.objects.get(leaf_index=5)
    forged = Sealed(5, entry.pk, 7, entry.at, "account:13", entry.act, entry.about, entry.digest).leaf().hex()
    run("UPDATE journal_entry SET by = %s, leaf_hash = %s WHERE leaf_index = 5", "account:13", forged)

    assert verify() == Verdict(ok=False, entries=4, first_broken=journal[4], what="rewritten", index=4)


def test_verify_finds_an_entry_inserted_behind_the_newest_seal(journal):
    insert(index=SIZE, at=AT)

    assert verify().what == "beyond"


def test_verify_finds_an_old_entry_slipped_in_without_a_place(journal):
    slipped = insert(index=None, at=AT)

    assert verify() == Verdict(ok=False, entries=SIZE, first_broken=str(slipped), what="unsealed")


def test_verify_lets_a_fresh_entry_wait_for_its_seal(journal):
    insert(index=None, at=AT + timedelta(minutes=SIZE))

    assert verify().ok


@pytest.mark.parametrize("size", SEALS)
def test_verify_finds_a_deleted_seal(journal, size):
    run("DELETE FROM journal_seal WHERE size = %s", size)

    assert verify().what == ("beyond" if size == SIZE else "seal")


def test_verify_against_a_head_kept_elsewhere_finds_a_tail_cut_off_with_its_seal(journal):
    printed = heads()[0]
    run("DELETE FROM journal_seal WHERE size = %s", SIZE)
    run("DELETE FROM journal_entry WHERE leaf_index >= 9")

    assert verify().ok
    assert verify(heads={printed.size: printed.root}).what == "head"


@pytest.mark.slow
def test_verify_finds_ten_thousand_random_tamperings(journal):
    chance = random.Random(20260302)
    times = 10_000 if connection.vendor == "sqlite" else 3_000  # a round trip costs four times as much

    escaped = [attack for _ in range(times) if (attack := tamper_and_look(chance))]

    assert (escaped, verify().ok) == ([], True)


def test_verify_journal_command_ends_with_1_and_names_the_entry(journal, capsys):
    call_command("verify_journal")
    run("UPDATE journal_entry SET about = %s WHERE leaf_index = 5", "lamp:x")

    with pytest.raises(SystemExit) as ended:
        call_command("verify_journal", "--json")

    first, second = capsys.readouterr().out.splitlines()
    assert (ended.value.code, json.loads(second)["first_broken"]) == (1, journal[5])
    assert str(SIZE) in first


def insert(*, index, at):
    entry = Entry(
        id=uuid4(), street_id=7, at=at, by="account:12", act="lamp.mend", about="lamp:99", leaf_index=index
    )
    entry.leaf_hash = "" if index is None else "0" * 64
    entry.save(force_insert=True)
    return entry.pk


def tamper_and_look(chance: random.Random) -> str:
    """One random attack inside a transaction that is taken back; the attack's name when nobody noticed."""
    attack = chance.choice(ATTACKS)
    with transaction.atomic():
        attack(chance)
        noticed = not verify().ok
        transaction.set_rollback(True)
    return "" if noticed else attack.__name__


def edit(chance: random.Random) -> None:
    column, value = chance.choice(
        [
            ("by", f"account:{chance.randrange(100, 10**6)}"),
            ("act", "lamp.break"),
            ("about", f"lamp:{chance.randrange(100, 10**9)}"),
            ("digest", chance.randbytes(32).hex()),
            ("street_id", chance.randrange(8, 10**6)),
            ("street_id", None),
            ("at", f"2026-03-01 0{chance.randrange(10)}:00:00"),
            ("leaf_hash", chance.randbytes(32).hex()),
        ]
    )
    where = chance.randrange(SIZE)
    run(
        f"UPDATE journal_entry SET {column} = %s WHERE leaf_index = %s",
        value,
        where,
    )


def edit_with_its_hash(chance: random.Random) -> None:
    entry = Entry.objects.get(leaf_index=chance.randrange(SIZE))
    entry.about = f"lamp:{chance.randrange(100, 10**9)}"
    rehash(entry)


def renew_id(chance: random.Random) -> None:
    run("UPDATE journal_entry SET id = %s WHERE leaf_index = %s", own(str(uuid4())), chance.randrange(SIZE))


def delete_some(chance: random.Random) -> None:
    low = chance.randrange(SIZE)
    run("DELETE FROM journal_entry WHERE leaf_index BETWEEN %s AND %s", low, low + chance.randrange(3))


def delete_the_tail(chance: random.Random) -> None:
    run("DELETE FROM journal_entry WHERE leaf_index >= %s", chance.randrange(SIZE))


def delete_and_close_the_gap(chance: random.Random) -> None:
    where = chance.randrange(SIZE)
    run("DELETE FROM journal_entry WHERE leaf_index = %s", where)
    run("UPDATE journal_entry SET leaf_index = leaf_index + 1000 WHERE leaf_index > %s", where)
    run("UPDATE journal_entry SET leaf_index = leaf_index - 1001 WHERE leaf_index > 1000")
    for entry in Entry.objects.filter(leaf_index__gte=where):
        rehash(entry)


def swap_two(chance: random.Random) -> None:
    one, two = chance.sample(range(SIZE), 2)
    for old, new in ((one, 1000), (two, one), (1000, two)):
        run("UPDATE journal_entry SET leaf_index = %s WHERE leaf_index = %s", new, old)
    if chance.random() < 0.5:
        for entry in Entry.objects.filter(leaf_index__in=(one, two)):
            rehash(entry)


def insert_one(chance: random.Random) -> None:
    where = chance.choice([None, SIZE, SIZE + chance.randrange(1, 10**6)])
    insert(index=where, at=AT - timedelta(minutes=chance.randrange(10**6)))


def insert_in_the_middle(chance: random.Random) -> None:
    where = chance.randrange(SIZE)
    run("UPDATE journal_entry SET leaf_index = leaf_index + 1000 WHERE leaf_index >= %s", where)
    run("UPDATE journal_entry SET leaf_index = leaf_index - 999 WHERE leaf_index >= 1000")
    insert(index=where, at=AT)
    for entry in Entry.objects.filter(leaf_index__gte=where):
        rehash(entry)


def renumber(chance: random.Random) -> None:
    new = SIZE + chance.randrange(1, 10**6)
    run("UPDATE journal_entry SET leaf_index = %s WHERE leaf_index = %s", new, chance.randrange(SIZE))


def unseal(chance: random.Random) -> None:
    run("UPDATE journal_entry SET leaf_index = NULL WHERE leaf_index = %s", chance.randrange(SIZE))


def delete_a_seal(chance: random.Random) -> None:
    run("DELETE FROM journal_seal WHERE size = %s", chance.choice(SEALS))


def edit_a_seal(chance: random.Random) -> None:
    column, value = chance.choice(
        [
            ("root", chance.randbytes(32).hex()),
            ("digest", chance.randbytes(32).hex()),
            ("previous", chance.randbytes(32).hex()),
            ("frontier", json.dumps([chance.randbytes(32).hex()])),
            ("at", f"2026-03-01 0{chance.randrange(10)}:00:00"),
            ("size", SIZE + chance.randrange(1, 10**6)),
        ]
    )
    run(
        f"UPDATE journal_seal SET {column} = %s WHERE size = %s",
        value,
        chance.choice(SEALS),
    )


def rehash(entry: Entry) -> None:
    """What a careful forger would do: give the changed entry the hash that fits."""
    words = (entry.pk, entry.street_id, entry.at, entry.by, entry.act, entry.about, entry.digest)
    entry.leaf_hash = Sealed(entry.leaf_index, *words).leaf().hex()
    entry.save()


ATTACKS = [
    edit,
    edit_with_its_hash,
    renew_id,
    delete_some,
    delete_the_tail,
    delete_and_close_the_gap,
    swap_two,
    insert_one,
    insert_in_the_middle,
    renumber,
    unseal,
    delete_a_seal,
    edit_a_seal,
]
