"""Signing in and passwords: equal answers in equal time, whoever asks (DOMAIN G10)."""

from datetime import datetime
from functools import cache
from typing import Final

from django.contrib.auth.hashers import is_password_usable, make_password, verify_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.people.models import Account
from doorstep.people.rules import locked_until, one_time_password, read_username
from doorstep.people.services.accounts import account_for
from doorstep.records.acts import act
from doorstep.records.limits import knock
from doorstep.rulebook.queries import rule

LONGEST_PASSWORD: Final = 256
HOUR: Final = 3600
OWN_TRIES_PER_HOUR: Final = 10


def sign_in(*, username: str, password: str, at: datetime, ip: str) -> Account:
    """The account, when name and password are right and nothing is locked; its failures are forgotten.

    Everything else is the one refusal ``sign_in.failed``, after the same work: it never says whether the
    name exists, the account is locked or closed. Too many tries from one address are ``rate.limit``.
    Call it outside a transaction: a failure is counted although the sign-in is refused.
    """
    limit = rule(None, "people.sign_in_per_hour", on=day_of(at))
    refuse_if(not knock(key=f"sign_in:{ip}", limit=limit, seconds=HOUR, now=at), "rate.limit")
    found = Account.objects.filter(username=read_username(username)).first()
    right = password_matches(password, found)
    account = note_attempt(account_id=found.pk if found else 0, right=right, at=at)
    if account is None:
        raise NotPossible("sign_in.failed")
    return account


def password_matches(password: str, account: Account | None) -> bool:
    """One Argon2 run in every case; a name nobody has is measured against a password nobody has."""
    usable = account is not None and account.is_active and is_password_usable(account.password)
    encoded = account.password if account is not None and usable else nobodys_password()
    right, _ = verify_password(password[:LONGEST_PASSWORD], encoded)
    return right and usable and len(password) <= LONGEST_PASSWORD


@cache
def nobodys_password() -> str:
    return make_password(one_time_password())


@act
def note_attempt(*, account_id: int, right: bool, at: datetime) -> Account | None:
    """Write down how a try ended; the account when it may come in.

    A try at a locked account counts nothing, so knocking on does not keep a colleague out for longer.
    """
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    locked = account is not None and account.locked_until is not None and account.locked_until > at
    welcome = account is not None and right and not locked
    if account is not None and not locked:
        count_attempt(account, right=right, at=at)
    if account is not None and welcome:
        actor = Actor(account_id=account.pk, street_id=account.street_id, name=account.display_name)
        record(
            by=actor, act="account.sign_in", about=f"account:{account.pk}", at=at, street_id=account.street_id
        )
        return account
    about = f"account:{account.pk}" if account else "account:unknown"
    street_id = account.street_id if account else None
    door = Actor.system("sign_in", street_id)
    record(by=door, act="account.sign_in_failed", about=about, at=at, street_id=street_id)
    return None


def count_attempt(account: Account, *, right: bool, at: datetime) -> None:
    if right:
        account.failed_count, account.locked_until, account.last_login = 0, None, at
    else:
        day = day_of(at)
        account.failed_count += 1
        account.locked_until = locked_until(
            account.failed_count,
            after=rule(account.street_id, "people.lock_after", on=day),
            minutes=rule(account.street_id, "people.lock_minutes", on=day),
            at=at,
        )
    account.save(update_fields=["failed_count", "locked_until", "last_login"])


@act
def reset_password(*, account_id: int, by: Actor, at: datetime) -> str:
    """A one-time password, shown once: unlocks, ends every session, must be changed at the next sign-in.

    Refuses oneself and closed accounts.
    """
    account = account_for(account_id, by=by)
    require(by.account_id != account_id)
    refuse_if(not account.is_active, "account.closed")
    shown = give_one_time_password(account)
    account.save()
    record(
        by=by, act="account.reset_password", about=f"account:{account_id}", at=at, street_id=account.street_id
    )
    return shown


def give_one_time_password(account: Account) -> str:
    shown = one_time_password()
    account.set_password(shown)
    account.must_change_password = True
    account.failed_count, account.locked_until = 0, None
    return shown


def change_password(*, account_id: int, old: str, new: str, by: Actor, at: datetime) -> Account:
    """Somebody's own new password; ends their other sessions.

    Refuses another person's, a wrong old one, and one that is short, common, like the name or the old one.
    """
    require(by.account_id == account_id)
    tries = knock(key=f"password:{account_id}", limit=OWN_TRIES_PER_HOUR, seconds=HOUR, now=at)
    refuse_if(not tries, "rate.limit")
    account = Account.objects.get(pk=account_id, is_active=True)
    refuse_if(not password_matches(old, account), "password.wrong")
    refuse_if(new == old or len(new) > LONGEST_PASSWORD, "password.weak", reasons=["password_same"])
    check_strength(new, account)
    return put_password(account, make_password(new), by=by, at=at)


def check_strength(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        reasons = [str(each.code) for each in error.error_list]
        raise NotPossible("password.weak", reasons=reasons) from None


@act
def put_password(account: Account, encoded: str, *, by: Actor, at: datetime) -> Account:
    account.password, account.must_change_password = encoded, False
    account.save(update_fields=["password", "must_change_password"])
    record(
        by=by,
        act="account.change_password",
        about=f"account:{account.pk}",
        at=at,
        street_id=account.street_id,
    )
    return account
