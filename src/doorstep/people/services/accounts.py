"""Making and closing accounts. A person with history is closed, never deleted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import ProtectedError

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.people import access
from doorstep.people.held import forget_phones, phones_over
from doorstep.people.models import Account
from doorstep.people.rules import USERNAME, one_time_password, phone_place, read_username
from doorstep.places.queries import street_path
from doorstep.records.acts import act
from doorstep.records.vault import blind, read_sealed, seal
from doorstep.rulebook.queries import rule


@dataclass(frozen=True)
class NewAccount:
    """An account and the password that is shown once and kept nowhere."""

    account: Account
    password: str


def account_for(account_id: int, *, by: Actor) -> Account:
    """The account, locked for this act; DoesNotExist out of sight, NotAllowed without the ability."""
    account = (
        Account.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("street")
        .get(pk=account_id)
    )
    require(access.can_manage_accounts(by, path=account.street.path if account.street else ""))
    return account


@act
def create_account(
    *,
    street_id: int | None,
    username: str,
    display_name: str,
    phone: str = "",
    password: str = "",
    by: Actor,
    at: datetime,
) -> NewAccount:
    """Make an account without any role; its one-time password must be changed at the first sign-in.

    Only setting up may name a lasting ``password`` itself. Refuses a name that is taken or not 2–40
    letters, digits, dots and dashes.
    """
    path = street_path(street_id) if street_id is not None else ""
    require(access.can_manage_accounts(by, path=path) and (not password or by.kind == "system"))
    name = read_username(username)
    refuse_if(USERNAME.fullmatch(name) is None, "account.username", username=name)
    refuse_if(not display_name.strip(), "account.name")
    refuse_if(Account.objects.filter(username=name).exists(), "account.taken", username=name)
    account = Account(
        street_id=street_id,
        username=name,
        display_name=display_name.strip(),
        must_change_password=not password,
        made_at=at,
    )
    put_phone(account, phone)
    shown = password or one_time_password()
    account.set_password(shown)
    account.save(force_insert=True)
    record(by=by, act="account.create", about=f"account:{account.pk}", at=at, street_id=street_id)
    return NewAccount(account, shown)


def put_phone(account: Account, phone: str) -> None:
    account.phone_sealed = seal(phone.strip(), about=phone_place(account.username))
    account.phone_blind = blind(phone, purpose="account.phone")


@act
def edit_account(
    *, account_id: int, by: Actor, at: datetime, display_name: str | None = None, phone: str | None = None
) -> Account:
    """Change how somebody is called or reached at work; None leaves a field as it is."""
    account = account_for(account_id, by=by)
    if display_name is not None:
        refuse_if(not display_name.strip(), "account.name")
        account.display_name = display_name.strip()
    if phone is not None:
        put_phone(account, phone)
    account.save(update_fields=["display_name", "phone_sealed", "phone_blind"])
    record(by=by, act="account.edit", about=f"account:{account.pk}", at=at, street_id=account.street_id)
    return account


@act
def read_phone(*, account_id: int, by: Actor, at: datetime) -> str:
    """The work phone in clear; the reading itself is journalled."""
    account = account_for(account_id, by=by)
    record(by=by, act="account.read_phone", about=f"account:{account.pk}", at=at, street_id=account.street_id)
    return (
        read_sealed(account.phone_sealed, about=phone_place(account.username)) if account.phone_sealed else ""
    )


@act
def remove_account(*, account_id: int, by: Actor, at: datetime) -> None:
    """Delete an account made by mistake; refused as soon as it has signed in or held a role."""
    account = account_for(account_id, by=by)
    used = account.last_login is not None or account.assignments.exists()
    refuse_if(used, "account.has_history")
    record(by=by, act="account.remove", about=f"account:{account.pk}", at=at, street_id=account.street_id)
    try:
        account.delete()
    except ProtectedError:
        raise NotPossible("account.has_history") from None


@act
def erase_left_contacts(*, street_id: int, at: datetime) -> int:
    """Timed: forget the phones of those who left longer ago than the rule keeps them; returns how many."""
    days = rule(street_id, "people.contact_keep_days", on=day_of(at))
    erased = forget_phones(phones_over(street_id, at - timedelta(days=days)).values("pk"))
    if erased:
        timer = Actor.system("timer", street_id)
        record(by=timer, act="account.erase_contact", about=f"street:{street_id}", at=at, street_id=street_id)
    return erased
