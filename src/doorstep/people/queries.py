"""Who asks, who works here, and what the account pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Prefetch, Q
from django.utils.crypto import constant_time_compare

from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.calendar import day_of
from doorstep.kernel.refs import is_within
from doorstep.people.access import roles_with
from doorstep.people.models import Account, Assignment, Handover, PartyOrg, Unit
from doorstep.people.rules import read_username
from doorstep.records.vault import blind

NOBODY = Actor(account_id=None, street_id=None, name="")
_ACCOUNT_COLUMNS = ("password", "id", "street_id", "display_name", "must_change_password")
_GRANT_COLUMNS = ("role", "path", "unit_id", "org_id", "from_on", "to_on", "ended_at")


def actor_for(account: Account | int, on: date) -> Actor:
    """The actor with the roles held on that day, in one statement; nobody for a closed account."""
    return actor_from(rows_of(account if isinstance(account, int) else account.pk), on=on)


def actor_for_session(session: Any, *, at: datetime) -> Actor:
    """Who is signed in, in one statement.

    A changed password ends every older session; a one-time password gives no role yet.
    """
    account_id, shown = session.get(SESSION_KEY), session.get(HASH_SESSION_KEY)
    if account_id is None or shown is None:
        return NOBODY
    rows = rows_of(account_id)
    if not rows or not constant_time_compare(Account(password=rows[0][0]).get_session_auth_hash(), shown):
        return NOBODY
    return actor_from(rows, on=day_of(at))


def rows_of(account_id: int | str) -> list[tuple[Any, ...]]:
    """The open account beside each of its assignments; one row without them when it has none."""
    accounts = Account.objects.filter(pk=account_id, is_active=True).order_by("assignments__id")
    return list(accounts.values_list(*_ACCOUNT_COLUMNS, *(f"assignments__{name}" for name in _GRANT_COLUMNS)))


def actor_from(rows: list[tuple[Any, ...]], *, on: date) -> Actor:
    if not rows:
        return NOBODY
    width = len(_ACCOUNT_COLUMNS)
    _, account_id, street_id, name, must_change = rows[0][:width]
    held = [] if must_change else [row[width:] for row in rows if holds(row[width:], on)]
    grants = tuple(Grant(role, path, unit_id, org_id) for role, path, unit_id, org_id, *_ in held)
    return Actor(account_id=account_id, street_id=street_id, name=name, grants=grants)


def holds(columns: tuple[Any, ...], on: date) -> bool:
    """Whether this assignment counts on that day; the columns are empty for an account without any."""
    role, *_, from_on, to_on, ended_at = columns
    return role is not None and ended_at is None and from_on <= on and (to_on is None or on <= to_on)


def must_change_password(account_id: int) -> bool:
    """Whether the account still carries a one-time password."""
    return Account.objects.filter(pk=account_id, must_change_password=True).exists()


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can be chosen in a form."""

    account_id: int
    name: str
    role: str
    path: str
    unit_id: int | None


def colleagues(
    street_id: int,
    *,
    on: date,
    ability: str = "",
    path: str = "",
    unit_id: int | None = None,
) -> list[Colleague]:
    """Who holds an ability (any role, when none is named) at the place or above it, by name."""
    held = Assignment.objects.held(on).filter(street_id=street_id, account__is_active=True)
    if ability:
        held = held.filter(role__in=roles_with(ability))
    if unit_id is not None:
        held = held.filter(unit_id=unit_id)
    rows = held.order_by("account__display_name", "id").values_list(
        "account_id", "account__display_name", "role", "path", "unit_id"
    )
    return [Colleague(*row) for row in rows if not path or is_within(path, row[3])]


def accounts(actor: Actor, *, on: date, text: str = "", closed: bool = False) -> list[Account]:
    """The accounts page: those the actor may manage, with the assignments of the day as ``held_now``.

    ``text`` looks in names; a whole phone number is found by its blind index. Two statements.
    """
    rows = Account.objects.visible_to(actor).filter(is_active=not closed)
    if text:
        phone = blind(text, purpose="account.phone")
        name = read_username(text)
        rows = rows.filter(
            Q(display_name__contains=text.strip()) | Q(username__contains=name) | Q(phone_blind=phone)
        )
    held = Assignment.objects.held(on).select_related("unit", "org").order_by("id")
    return list(rows.order_by("username").prefetch_related(Prefetch("assignments", held, to_attr="held_now")))


def account_page(actor: Actor, account_id: int) -> Account:
    """One account with every assignment it ever held; DoesNotExist out of sight."""
    every = Assignment.objects.select_related("unit", "org").order_by("-id")
    found = Account.objects.visible_to(actor).select_related("street")
    return found.prefetch_related(Prefetch("assignments", every, to_attr="all_assignments")).get(
        pk=account_id
    )


def handovers_of(actor: Actor, account_id: int) -> list[Handover]:
    """What went from and to this account, newest first."""
    mine = Q(giver_id=account_id) | Q(taker_id=account_id)
    found = Handover.objects.filter(mine, street_id=actor.street_id).select_related("giver", "taker")
    return list(found.order_by("-id"))


def account_by_name(username: str) -> Account:
    """For the console and the demo; DoesNotExist when nobody has the name."""
    return Account.objects.get(username=read_username(username))


def names_of(refs: Iterable[str]) -> dict[str, str]:
    """Display names for journal references such as ``account:12``; one statement, others are left out."""
    ids = {int(ref.partition(":")[2]) for ref in refs if ref.startswith("account:") and ref[8:].isdecimal()}
    names = Account.objects.filter(pk__in=ids).values_list("id", "display_name") if ids else ()
    return {f"account:{pk}": name for pk, name in names}


def units(street_id: int, *, active: bool | None = True) -> list[Unit]:
    """Units by kind and code; closed ones too when ``active`` is None."""
    rows = Unit.objects.filter(street_id=street_id)
    return list((rows if active is None else rows.filter(active=active)).order_by("kind", "code"))


def party_orgs(street_id: int, *, active: bool | None = True) -> list[PartyOrg]:
    """Party organisations by place, the committee first; closed ones too when ``active`` is None."""
    rows = PartyOrg.objects.filter(street_id=street_id)
    return list((rows if active is None else rows.filter(active=active)).order_by("path", "code"))
