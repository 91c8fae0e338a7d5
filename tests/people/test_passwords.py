"""Signing in: one refusal for every failure, growing delay, one-time passwords."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.journal.models import Entry
from doorstep.kernel.errors import NotAllowed, NotPossible, Refusal
from doorstep.people.models import Account
from doorstep.people.queries import actor_for, must_change_password
from doorstep.people.services import change_password, leave, passwords, reset_password, sign_in
from tests.people.office import AT, PASSWORD, TODAY, Office, make_account, make_actor, make_street, refused

pytestmark = pytest.mark.django_db(databases="__all__")
IP = "192.0.2.7"
NEW = "seven-quiet-doors"


def knock_wrongly(username: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(NotPossible):
            sign_in(username=username, password="wrong-wrong", at=AT, ip=IP)


def test_sign_in_with_the_right_password_forgets_failures(office: Office) -> None:
    account = make_account(office.street, "wg01")
    knock_wrongly("wg01", 3)

    found = sign_in(username=" WG01", password=PASSWORD, at=AT, ip=IP)

    assert (found.pk, found.failed_count, found.last_login) == (account.pk, 0, AT)


def refusal_of(**wrong: str) -> tuple[type, str, dict]:
    with pytest.raises(Refusal) as caught:
        sign_in(**{"username": "wg01", "password": PASSWORD, "ip": IP} | wrong, at=AT)
    return type(caught.value), caught.value.code, caught.value.values


def test_every_failure_is_the_same_refusal(office: Office) -> None:
    generic = (NotPossible, "sign_in.failed", {})
    make_account(office.street, "wg01")
    closed, locked = make_account(office.street, "closed"), make_account(office.street, "locked")
    leave(account_id=closed.pk, reason="调离", by=office.admin, at=AT)
    Account.objects.filter(pk=locked.pk).update(locked_until=AT + timedelta(minutes=1))

    refusals = [
        refusal_of(password="wrong-wrong"),
        refusal_of(password=PASSWORD * 30),
        refusal_of(username="nobody"),
        refusal_of(username="closed"),
        refusal_of(username="locked"),
    ]

    assert refusals == [generic] * 5


def test_unknown_name_costs_one_hash_like_a_known_one(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_account(office.street, "wg01")
    passwords.nobodys_password()
    hashed: list[str] = []
    verify = passwords.verify_password
    monkeypatch.setattr(
        passwords, "verify_password", lambda *given: hashed.append(given[1]) or verify(*given)
    )

    knock_wrongly("wg01", 1)
    knock_wrongly("nobody", 1)

    parameters = [each.rsplit("$", 2)[0] for each in hashed]
    assert (
        len(hashed),
        len(set(parameters)),
        parameters[0].startswith("argon2$argon2id$v=19$m=19456,t=2,p=1"),
    ) == (
        2,
        1,
        True,
    )


def test_account_locks_after_five_failures_and_opens_again(office: Office) -> None:
    account = make_account(office.street, "wg01")

    knock_wrongly("wg01", 5)

    assert refusal_of()[1] == "sign_in.failed"
    assert Account.objects.get(pk=account.pk).locked_until == AT + timedelta(minutes=15)
    assert sign_in(username="wg01", password=PASSWORD, at=AT + timedelta(minutes=16), ip=IP).pk == account.pk


def test_knocking_at_a_locked_account_does_not_lengthen_the_lock(office: Office) -> None:
    account = make_account(office.street, "wg01")

    knock_wrongly("wg01", 9)

    account.refresh_from_db()
    assert (account.failed_count, account.locked_until) == (5, AT + timedelta(minutes=15))


def test_sixth_failure_after_the_lock_doubles_it(office: Office) -> None:
    account = make_account(office.street, "wg01")
    knock_wrongly("wg01", 5)
    later = AT + timedelta(minutes=20)

    with pytest.raises(NotPossible):
        sign_in(username="wg01", password="wrong-wrong", at=later, ip=IP)

    account.refresh_from_db()
    assert account.locked_until == later + timedelta(minutes=30)


def test_one_address_may_try_only_so_often(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "rule", lambda *_, **__: 2)
    knock_wrongly("nobody", 2)

    assert refusal_of(username="nobody")[1] == "rate.limit"


def test_every_try_is_in_the_journal_without_the_name_typed(office: Office) -> None:
    account = make_account(office.street, "wg01")
    knock_wrongly("somebody-else", 1)
    knock_wrongly("wg01", 1)

    sign_in(username="wg01", password=PASSWORD, at=AT, ip=IP)

    tries = (
        Entry.objects.filter(act__startswith="account.sign_in")
        .order_by("id")
        .values_list("act", "by", "about")
    )
    assert sorted(tries) == [
        ("account.sign_in", f"account:{account.pk}", f"account:{account.pk}"),
        ("account.sign_in_failed", "system:sign_in", f"account:{account.pk}"),
        ("account.sign_in_failed", "system:sign_in", "account:unknown"),
    ]


def test_passwords_are_hashed_for_a_small_machine(office: Office) -> None:
    account = make_account(office.street, "wg01")

    hasher = identify_hasher(account.password)

    assert (hasher.algorithm, hasher.time_cost, hasher.memory_cost, hasher.parallelism) == (
        "argon2",
        2,
        19_456,
        1,
    )


def test_reset_unlocks_and_gives_a_password_that_must_be_changed(office: Office) -> None:
    account = make_account(office.street, "wg01")
    knock_wrongly("wg01", 5)

    shown = reset_password(account_id=account.pk, by=office.admin, at=AT)

    found = sign_in(username="wg01", password=shown, at=AT, ip=IP)
    assert (found.pk, found.must_change_password) == (account.pk, True)


def test_one_time_password_gives_no_role_until_it_is_changed(office: Office) -> None:
    clerk = make_actor(office.street, "clerk", "clerk")
    shown = reset_password(account_id=clerk.account_id, by=office.admin, at=AT)
    before = actor_for(clerk.account_id, TODAY)

    change_password(account_id=clerk.account_id, old=shown, new=NEW, by=before, at=AT)

    assert (before.grants, before.account_id) == ((), clerk.account_id)
    assert (must_change_password(clerk.account_id), actor_for(clerk.account_id, TODAY)) == (False, clerk)


def test_own_password_is_not_reset_by_oneself(office: Office) -> None:
    with refused(NotAllowed):
        reset_password(account_id=office.admin.account_id, by=office.admin, at=AT)


def test_another_street_s_account_is_not_found(office: Office) -> None:
    stranger = make_account(make_street("004", "示范镇"), "far")

    with refused(Account.DoesNotExist):
        reset_password(account_id=stranger.pk, by=office.admin, at=AT)


@pytest.mark.parametrize(
    ("old", "new", "code", "reasons"),
    [
        ("not-the-old-one", NEW, "password.wrong", None),
        (PASSWORD, "short", "password.weak", ["password_too_short"]),
        (PASSWORD, "qwertyuiop", "password.weak", ["password_too_common"]),
        (PASSWORD, "zhangzhihua", "password.weak", ["password_too_similar"]),
        (PASSWORD, PASSWORD, "password.weak", ["password_same"]),
    ],
)
def test_weak_or_unproven_password_is_refused_and_nothing_changes(
    office: Office, old, new, code, reasons
) -> None:
    account = make_account(office.street, "zhangzhihua")
    me = actor_for(account, TODAY)

    with pytest.raises(NotPossible) as caught:
        change_password(account_id=account.pk, old=old, new=new, by=me, at=AT)

    assert (caught.value.code, caught.value.values.get("reasons")) == (code, reasons)
    assert Account.objects.get(pk=account.pk).password == account.password


def test_nobody_changes_another_person_s_password(office: Office) -> None:
    account = make_account(office.street, "wg01")

    with refused(NotAllowed):
        change_password(account_id=account.pk, old=PASSWORD, new=NEW, by=office.admin, at=AT)


def test_sign_in_stays_below_ten_statements(office: Office) -> None:
    make_account(office.street, "wg01")

    with CaptureQueriesContext(connection) as spoken:
        sign_in(username="wg01", password=PASSWORD, at=AT, ip=IP)

    assert len(spoken) <= 10
