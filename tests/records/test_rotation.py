"""Rotation seals every registered value anew, and only what needs it."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from doorstep.records import rotation
from doorstep.records.fields import SealedField
from doorstep.records.models import Recurring
from doorstep.records.rotation import register_sealed, rotate_all, unregistered_fields
from doorstep.records.vault import open_sealed, seal

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
FIELD = "records.Recurring.last_error"


@pytest.fixture(autouse=True)
def places(monkeypatch):
    """A text column stands for any sealed one."""
    monkeypatch.setattr(rotation, "_places", {})
    register_sealed(Recurring, "last_error", place_of)


def place_of(row) -> str:
    return f"recurring.error:{row.pk}"


@pytest.fixture
def rows(db, settings, monkeypatch):
    """Five sealed values and an empty one; then a new key."""
    monkeypatch.setattr(rotation, "BATCH", 2)
    for name in "abcde":
        Recurring.objects.create(
            name=name, next_at=AT, last_error=seal(f"1380000000{name}", about=f"recurring.error:{name}")
        )
    Recurring.objects.create(name="f", next_at=AT)
    settings.FIELD_KEYS = {**settings.FIELD_KEYS, "k2": bytes(32)}


def test_rotate_all_seals_every_value_under_the_newest_key(rows):
    assert rotate_all() == {FIELD: 5}

    tokens = dict(Recurring.objects.exclude(last_error="").values_list("name", "last_error"))
    assert {token.split(":")[1] for token in tokens.values()} == {"k2"}
    assert open_sealed(tokens["c"], about="recurring.error:c") == "1380000000c"
    assert rotate_all() == {FIELD: 0}


def test_rotate_all_leaves_a_value_that_changed_meanwhile(rows, monkeypatch):
    fresh = seal("13900000000", about="recurring.error:a")

    def change_under_our_hands(row) -> str:
        Recurring.objects.filter(name="a").update(last_error=fresh)
        return place_of(row)

    register_sealed(Recurring, "last_error", change_under_our_hands)

    assert rotate_all() == {FIELD: 4}
    assert Recurring.objects.get(name="a").last_error == fresh


def test_rotate_keys_command_tells_what_it_changed(rows, capsys):
    call_command("rotate_keys")

    assert capsys.readouterr().out == f"{FIELD}: 5\n"


def test_unregistered_fields_names_sealed_columns_without_a_place(monkeypatch):
    field = SealedField()
    field.set_attributes_from_name("secret")
    monkeypatch.setattr(Recurring._meta, "local_fields", [*Recurring._meta.local_fields, field])

    assert "records.Recurring.secret" in unregistered_fields()
