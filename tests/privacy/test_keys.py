"""A lost field key costs the sealed values and nothing else; a new key is put in while people write."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.conf import settings as django_settings
from django.db import connections

from doorstep.issues.models import IssueContact
from doorstep.issues.printouts import issue_ledger
from doorstep.issues.services import read_contact
from doorstep.privacy.queries.requests import name_of
from doorstep.records.rotation import rotate_all
from doorstep.records.vault import UNREADABLE, CannotOpen, needs_rotation, open_sealed
from tests.issues.town import AT, Town, make_town
from tests.privacy.desk import ask

LOST = {"k1": b"another key of the same name...."}


def test_without_the_key_everything_but_the_sealed_values_is_there(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue, request = town.capture(), ask(town)
    monkeypatch.setattr(django_settings, "FIELD_KEYS", LOST)

    looked = read_contact(issue_id=issue.pk, reason="回访", by=town.caller, at=AT)
    ledger = issue_ledger(town.clerk, street_id=town.street.pk, year=2026, unit="示范街道")

    assert looked is not None
    assert (looked.name, looked.phone, name_of(request)) == (UNREADABLE,) * 3
    [row] = list(ledger.rows)
    assert (issue.tracking in row, UNREADABLE in row) == (True, True)


def test_without_the_key_work_goes_on(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where somebody was to be told by e-mail: there is no address any more, the number still works."""
    issue = town.accepted()
    IssueContact.objects.filter(issue=issue).update(told_by="email", email_sealed="a256:k1:AAAA")
    monkeypatch.setattr(django_settings, "FIELD_KEYS", LOST)

    with pytest.raises(CannotOpen):
        open_sealed("a256:k1:AAAA", about="x")
    fresh = town.capture()

    contact = IssueContact.objects.get(issue=fresh)
    assert open_sealed(contact.phone_sealed, about=f"issue.contact.phone:{fresh.pk}") == "138 0000 1234"
    from_now_on = town.call(town.delivered().pk)
    assert from_now_on is not None


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_keys_are_rotated_while_somebody_writes(settings: object) -> None:
    town, stop = make_town(), Event()
    for _ in range(10):
        town.capture()
    settings.FIELD_KEYS = {**settings.FIELD_KEYS, "k2": bytes(range(32))}

    def write() -> int:
        count = 0
        try:
            while not stop.is_set() or count < 5:
                town.capture()
                count += 1
        finally:
            connections.close_all()
        return count

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write)
        first = rotate_all()
        stop.set()
        written = writer.result(timeout=60)

    rotate_all()
    contacts = list(IssueContact.objects.all())
    clear = {
        open_sealed(each.phone_sealed, about=f"issue.contact.phone:{each.issue_id}") for each in contacts
    }
    assert first["issues.IssueContact.phone_sealed"] >= 10
    assert (len(contacts), clear) == (10 + written, {"138 0000 1234"})
    assert not any(needs_rotation(each.phone_sealed) for each in contacts)
