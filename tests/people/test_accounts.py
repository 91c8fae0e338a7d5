"""Making, editing, reading and removing accounts."""

from datetime import timedelta

import pytest

from doorstep.journal.models import Entry
from doorstep.kernel.errors import NotAllowed, NotPossible
from doorstep.people.models import Account
from doorstep.people.rules import ROLES
from doorstep.people.services import (
    create_account,
    edit_account,
    erase_left_contacts,
    leave,
    read_phone,
    remove_account,
)
from doorstep.records.rotation import rotate_all
from tests.people.office import (
    AT,
    EAST,
    PASSWORD,
    SETUP,
    STREET_PATH,
    Office,
    holder,
    make_account,
    make_actor,
    make_street,
    refused,
)

pytestmark = pytest.mark.django_db(databases="__all__")
PHONE = "19900001234"


def create(office: Office, by, **given):
    values = {"street_id": office.street.pk, "username": "wg01", "display_name": "何青"} | given
    return create_account(**values, by=by, at=AT)


def test_new_account_has_a_one_time_password_no_role_and_a_journal_entry(office: Office) -> None:
    made = create(office, office.admin)

    account = made.account
    assert (account.check_password(made.password), account.must_change_password) == (True, True)
    assert list(account.assignments.all()) == []
    entry = Entry.objects.get(act="account.create", about=f"account:{account.pk}")
    assert (entry.by, entry.street_id, entry.at) == (office.admin.ref, office.street.pk, AT)


def test_phone_is_stored_sealed_and_found_by_its_blind_index(office: Office) -> None:
    account = create(office, office.admin, phone="199 0000 1234").account

    row = Account.objects.filter(pk=account.pk).values_list("phone_sealed", "phone_blind").get()
    assert (PHONE in str(row), row[0].startswith("a256:"), len(row[1])) == (False, True, 32)


def test_reading_a_phone_is_journalled(office: Office) -> None:
    account = create(office, office.admin, phone=PHONE).account

    shown = read_phone(account_id=account.pk, by=office.admin, at=AT)

    entry = Entry.objects.get(act="account.read_phone")
    assert (shown, entry.by, entry.about) == (PHONE, office.admin.ref, f"account:{account.pk}")


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_only_administrators_make_accounts(office: Office, role: str) -> None:
    with refused(NotAllowed):
        create(office, holder(role, STREET_PATH, street_id=office.street.pk))


@pytest.mark.parametrize("path", [EAST, "990000/004/"])
def test_administrator_of_another_place_makes_no_accounts_here(office: Office, path: str) -> None:
    with refused(NotAllowed):
        create(office, holder("administrator", path, street_id=office.street.pk))


def test_administrator_chooses_nobody_s_lasting_password(office: Office) -> None:
    with refused(NotAllowed):
        create(office, office.admin, password=PASSWORD)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"username": "a b"}, "account.username"),
        ({"username": "ADMIN"}, "account.taken"),
        ({"display_name": " "}, "account.name"),
    ],
)
def test_unsound_account_is_refused(office: Office, given: dict, code: str) -> None:
    with refused(NotPossible, code):
        create(office, office.admin, **given)


def test_editing_changes_only_what_is_given(office: Office) -> None:
    account = create(office, office.admin, phone=PHONE).account

    edit_account(account_id=account.pk, display_name="何小青", by=office.admin, at=AT)

    account.refresh_from_db()
    assert (account.display_name, read_phone(account_id=account.pk, by=office.admin, at=AT)) == (
        "何小青",
        PHONE,
    )


def test_editing_clears_a_phone_and_refuses_an_empty_name(office: Office) -> None:
    account = create(office, office.admin, phone=PHONE).account
    edit_account(account_id=account.pk, phone="", by=office.admin, at=AT)

    with refused(NotPossible, "account.name"):
        edit_account(account_id=account.pk, display_name=" ", by=office.admin, at=AT)

    assert read_phone(account_id=account.pk, by=office.admin, at=AT) == ""


def test_sealed_phone_survives_a_rotation_of_keys(office: Office) -> None:
    account = create(office, office.admin, phone=PHONE).account

    assert "people.Account.phone_sealed" in rotate_all()
    assert read_phone(account_id=account.pk, by=office.admin, at=AT) == PHONE


def test_account_made_by_mistake_is_removed(office: Office) -> None:
    account = create(office, office.admin).account

    remove_account(account_id=account.pk, by=office.admin, at=AT)

    assert (
        Account.objects.filter(pk=account.pk).exists(),
        Entry.objects.filter(act="account.remove").count(),
    ) == (
        False,
        1,
    )


def test_account_with_history_is_never_removed(office: Office) -> None:
    clerk = make_actor(office.street, "clerk", "clerk")
    signed_in = make_account(office.street, "wg02")
    Account.objects.filter(pk=signed_in.pk).update(last_login=AT)

    for account_id in (clerk.account_id, signed_in.pk):
        with refused(NotPossible, "account.has_history"):
            remove_account(account_id=account_id, by=office.admin, at=AT)


def test_stranger_s_account_is_not_found_and_a_colleague_s_act_not_allowed(office: Office) -> None:
    far = make_account(make_street("004", "示范镇"), "far")
    near = make_account(office.street, "near")

    with refused(Account.DoesNotExist):
        edit_account(account_id=far.pk, display_name="何", by=office.admin, at=AT)
    with refused(Account.DoesNotExist):
        read_phone(account_id=near.pk, by=holder("clerk", STREET_PATH, street_id=office.street.pk), at=AT)
    with refused(NotAllowed):
        read_phone(account_id=near.pk, by=holder("administrator", EAST, street_id=office.street.pk), at=AT)


def test_phones_of_those_who_left_a_year_ago_are_erased(office: Office) -> None:
    gone, recent = (
        create(office, office.admin, username=name, phone=PHONE).account for name in ("gone", "recent")
    )
    leave(account_id=gone.pk, reason="调离", by=office.admin, at=AT - timedelta(days=366))
    leave(account_id=recent.pk, reason="调离", by=office.admin, at=AT - timedelta(days=364))

    erased = [erase_left_contacts(street_id=office.street.pk, at=AT) for _ in range(2)]

    phones = (
        Account.objects.filter(pk__in=(gone.pk, recent.pk))
        .order_by("pk")
        .values_list("phone_sealed", "phone_blind")
    )
    assert (erased, [bool(any(row)) for row in phones]) == ([1, 0], [False, True])


def test_district_account_belongs_to_no_street(office: Office) -> None:
    made = create_account(street_id=None, username="qu01", display_name="区里", by=SETUP, at=AT)

    assert made.account.street_id is None
