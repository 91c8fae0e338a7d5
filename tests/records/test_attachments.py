"""A file is kept once, on disk before its row, and read only by those who may read its owner."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import transaction

from doorstep.kernel.actor import Actor
from doorstep.records.attachments import (
    attach,
    attachments_of,
    open_attachment,
    path_of,
    register_owner,
    sweep_orphans,
)
from doorstep.records.models import Attachment
from tests.records.hostile import pdf, picture

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CLERK = Actor(account_id=12, street_id=7, name="林晓")
STRANGER = Actor(account_id=13, street_id=8, name="路人")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _readers():
    register_owner("lamp", lambda actor, ref: actor.street_id == 7 and ref != "secret")


def hand_in(data=None, name="灯.png", ref="1", kind="lamp"):
    upload = ContentFile(picture("PNG") if data is None else data, name=name)
    return attach(owner_kind=kind, owner_ref=ref, upload=upload, by=CLERK, at=AT, street_id=7)


def test_attach_keeps_the_clean_file_under_its_hash():
    kept = hand_in()

    stored = path_of(kept.sha256).read_bytes()
    assert (kept.name, kept.media_type, kept.byte_count) == ("灯.jpg", "image/jpeg", len(stored))
    assert (kept.added_by, kept.street_id, kept.at, kept.id.version) == ("account:12", 7, AT, 7)


def test_attach_of_the_same_picture_twice_is_two_rows_and_one_file(settings):
    hand_in(ref="1")
    hand_in(ref="2")

    assert (Attachment.objects.count(), len(files(settings))) == (2, 1)


def test_attach_syncs_the_file_and_its_folder_before_the_row(monkeypatch, settings):
    synced = []
    real = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda descriptor: (synced.append(Attachment.objects.count()), real(descriptor))
    )

    hand_in()

    assert synced == [0, 0]


def test_attach_of_a_refused_file_leaves_nothing(settings, refused):
    with refused("attachment.type"):
        hand_in(data=b"<svg/>")

    assert (Attachment.objects.count(), files(settings)) == (0, [])


def test_attach_of_one_file_too_many_is_refused(monkeypatch, refused):
    monkeypatch.setattr("doorstep.records.attachments.MOST_PER_OWNER", 2)
    hand_in()
    hand_in()

    with refused("attachment.too_many"):
        hand_in()


def test_attach_to_an_owner_whose_readers_nobody_knows_is_a_defect():
    with pytest.raises(LookupError):
        hand_in(kind="unknown")


def test_open_attachment_by_a_reader_gives_file_and_safe_headers():
    kept = hand_in()

    opened = open_attachment(attachment_id=kept.pk, by=CLERK)

    assert opened.path.read_bytes()[:3] == b"\xff\xd8\xff"
    assert opened.headers == {
        "Content-Type": "image/jpeg",
        "Content-Disposition": "inline; filename*=utf-8''%E7%81%AF.jpg",
        "Content-Length": str(kept.byte_count),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def test_open_attachment_of_a_pdf_is_only_a_download():
    opened = open_attachment(attachment_id=hand_in(data=pdf(), name='a";b.pdf').pk, by=CLERK)

    assert opened.headers["Content-Disposition"] == 'attachment; filename="a;b.pdf"'


@pytest.mark.parametrize(("actor", "ref"), [(STRANGER, "1"), (CLERK, "secret")])
def test_open_attachment_by_somebody_else_finds_nothing(actor, ref):
    kept = hand_in(ref=ref)

    with pytest.raises(Attachment.DoesNotExist):
        open_attachment(attachment_id=kept.pk, by=actor)


def test_attachments_of_a_row_come_in_order_and_only_to_readers():
    made = [hand_in(), hand_in(data=pdf())]
    hand_in(ref="2")

    mine = attachments_of(owner_kind="lamp", owner_ref="1", by=CLERK)

    assert {each.pk for each in mine} == {each.pk for each in made}
    assert attachments_of(owner_kind="lamp", owner_ref="1", by=STRANGER) == []


def test_sweep_orphans_takes_only_old_files_without_a_row(settings):
    kept = hand_in()
    with transaction.atomic():
        hand_in(data=pdf(), ref="2")
        transaction.set_rollback(True)
    now = datetime.now(UTC)

    assert sweep_orphans(at=now) == 0
    assert sweep_orphans(at=now + timedelta(days=2)) == 1
    assert files(settings) == [path_of(kept.sha256)]


def files(settings) -> list[Path]:
    return [path for path in Path(settings.ATTACHMENT_DIR).glob("*/*") if path.is_file()]
