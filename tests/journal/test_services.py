"""One act is one entry; a seal covers what is new and never what was sealed before."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from doorstep.journal.acts import register_acts, wording_of
from doorstep.journal.models import Entry, Seal
from doorstep.journal.queries import entries_about, entries_for, heads, unsealed_count
from doorstep.journal.services import UnknownAct, digest_of, new_salt, record, seal_journal
from doorstep.kernel.actor import Actor

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CLERK = Actor(account_id=12, street_id=7, name="林晓")


@pytest.fixture(autouse=True)
def _acts():
    register_acts({"lamp.mend": "修灯"})


def write(minute=0, about="lamp:1", street_id=7):
    return record(
        by=CLERK, act="lamp.mend", about=about, at=AT + timedelta(minutes=minute), street_id=street_id
    )


@pytest.mark.django_db
def test_record_writes_one_row_in_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        record(by=CLERK, act="lamp.mend", about="lamp:1", at=AT, street_id=7, digest="d" * 64)

    row = Entry.objects.values().get()
    assert row.pop("id").version == 7
    assert row == {
        "street_id": 7,
        "at": AT,
        "by": "account:12",
        "act": "lamp.mend",
        "about": "lamp:1",
        "digest": "d" * 64,
        "leaf_index": None,
        "leaf_hash": "",
    }


@pytest.mark.django_db
def test_record_of_an_act_nobody_registered_is_a_defect():
    with pytest.raises(UnknownAct):
        record(by=CLERK, act="lamp.steal", about="lamp:1", at=AT, street_id=7)


@pytest.mark.django_db
def test_record_goes_when_its_act_is_rolled_back():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert Entry.objects.count() == 0


def test_register_acts_with_another_wording_for_a_code_is_a_defect():
    register_acts({"lamp.mend": "修灯"})

    with pytest.raises(ValueError, match=r"lamp\.mend"):
        register_acts({"lamp.mend": "换灯"})


def test_wording_of_a_removed_act_is_its_code():
    assert (wording_of("lamp.mend"), wording_of("gone.act")) == ("修灯", "gone.act")


def test_digest_of_depends_on_note_and_salt_and_is_empty_without_a_note():
    salt = new_salt()

    assert digest_of("", salt) == ""
    assert digest_of("好", salt) == digest_of("好", salt)
    assert len({digest_of("好", salt), digest_of("坏", salt), digest_of("好", new_salt())}) == 3


@pytest.mark.django_db
def test_seal_journal_places_entries_in_their_order_and_leaves_sealed_ones_alone():
    first = [write(minute) for minute in range(3)]
    one = seal_journal(at=AT + timedelta(minutes=5))
    second = [write(minute) for minute in range(6, 8)]
    two = seal_journal(at=AT + timedelta(minutes=10))

    placed = dict(Entry.objects.values_list("id", "leaf_index"))
    assert placed == {entry.pk: place for place, entry in enumerate(first + second)}
    assert (one.size, two.size, two.previous) == (3, 5, one.digest)
    assert [head.size for head in heads()] == [5, 3]


@pytest.mark.django_db
def test_seal_journal_with_nothing_new_makes_no_seal():
    assert seal_journal(at=AT) is None
    write()
    seal_journal(at=AT)

    assert seal_journal(at=AT) is None
    assert Seal.objects.count() == 1


@pytest.mark.django_db
def test_seal_journal_of_a_long_backlog_makes_one_seal_a_batch(monkeypatch):
    monkeypatch.setattr("doorstep.journal.services.SEAL_BATCH", 4)
    for minute in range(10):
        write(minute)

    newest = seal_journal(at=AT)

    assert list(Seal.objects.order_by("size").values_list("size", flat=True)) == [4, 8, 10]
    assert newest.size == 10


@pytest.mark.django_db
def test_seal_journal_costs_the_same_however_much_is_sealed(django_assert_num_queries):
    write()
    seal_journal(at=AT)
    for minute in range(1, 40):
        write(minute)
        seal_journal(at=AT)
    write(50)

    with django_assert_num_queries(7 if connection.vendor == "postgresql" else 5):
        seal_journal(at=AT)


@pytest.mark.django_db
def test_entries_for_pages_by_key_newest_first_within_the_street(django_assert_num_queries):
    mine = [write(minute) for minute in range(5)]
    write(street_id=8)
    first = entries_for(7, limit=3)

    with django_assert_num_queries(1):
        rest = entries_for(7, limit=3, before=first[-1].id)

    assert [line.id for line in first + rest] == [entry.pk for entry in reversed(mine)]
    assert (first[0].wording, first[0].by) == ("修灯", "account:12")


@pytest.mark.django_db
def test_entries_for_can_be_narrowed_by_act_row_and_actor():
    wanted = write(about="lamp:2")
    write(about="lamp:3")

    lines = entries_for(7, about="lamp:2", act="lamp.mend", by="account:12")

    assert [line.id for line in lines] == [wanted.pk]
    assert entries_for(7, by="account:13") == []


@pytest.mark.django_db
def test_entries_about_tells_a_rows_life_from_the_beginning():
    made = [write(minute) for minute in (4, 2, 9)]
    write(about="lamp:2")

    assert [line.at for line in entries_about("lamp:1")] == sorted(entry.at for entry in made)
    assert unsealed_count() == 4
