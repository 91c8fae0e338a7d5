"""Who asks, who works here, and what the account pages show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.calendar import day_of
from doorstep.kernel.refs import is_within
from doorstep.people.access import roles_with
from doorstep.people.models import Account, Assignment, Handover, Partner, PartyOrg, Unit
from doorstep.people.rules import ROLE_LABELS, ROLES, read_username
from doorstep.places.queries import names_of_paths
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
    begun = role is not None and ended_at is None and from_on <= on
    return bool(begun and (to_on is None or on <= to_on))


def must_change_password(account_id: int) -> bool:
    """Whether the account still carries a one-time password."""
    return Account.objects.filter(pk=account_id, must_change_password=True).exists()


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role somewhere."""

    account_id: int
    name: str
    role: str
    path: str
    unit_id: int | None


def holders(
    street_id: int | None, *, on: date, ability: str = "", path: str = "", unit_id: int | None = None
) -> list[Holder]:
    """Who holds an ability (any role, when none is named) at the place or above it, by name.

    A unit narrows it to that unit's people. One statement; somebody with two such roles comes twice.
    """
    held = Assignment.objects.held(on).filter(street_id=street_id or 0, account__is_active=True)
    if ability:
        held = held.filter(role__in=roles_with(ability))
    if unit_id is not None:
        held = held.filter(unit_id=unit_id)
    rows = held.order_by("account__display_name", "id").values_list(
        "account_id", "account__display_name", "role", "path", "unit_id"
    )
    return [Holder(*row) for row in rows if not path or is_within(path, row[3])]


def colleagues(
    actor: Actor,
    *,
    without: int | None = None,
    ability: str = "",
    path: str = "",
    unit_id: int | None = None,
    on: date | None = None,
) -> list[tuple[int, str]]:
    """The holders of the actor's street as choices of a form: id and name, each person once."""
    found = holders(actor.street_id, on=on or today(), ability=ability, path=path, unit_id=unit_id)
    return list(
        {
            each.account_id: (each.account_id, each.name) for each in found if each.account_id != without
        }.values()
    )


def today() -> date:
    """The day for pages that show what holds now."""
    return day_of(timezone.now())


def accounts(
    actor: Actor, *, text: str = "", left: bool = False, on: date | None = None
) -> models.QuerySet[Account]:
    """Those the actor may manage, with the assignments of the day prefetched; ``left`` shows who is gone.

    ``text`` looks in names; a whole phone number is found by its blind index. Two statements.
    """
    rows = Account.objects.visible_to(actor).filter(is_active=not left)
    if text:
        phone = blind(text, purpose="account.phone")
        name = read_username(text)
        found = Q(display_name__contains=text.strip()) | Q(username__contains=name)
        rows = rows.filter(found | Q(phone_blind=phone) & ~Q(phone_blind=""))
    held = Assignment.objects.held(on or today()).select_related("unit", "org").order_by("id")
    return rows.order_by("username").prefetch_related(Prefetch("assignments", held))


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """One role somebody holds or held, in words."""

    pk: int
    role: str
    role_label: str
    path: str
    place_name: str
    body_name: str
    from_on: date
    to_on: date | None
    is_over: bool


def assignments_of(account_id: int, *, on: date | None = None) -> list[AssignmentLine]:
    """Every role the account ever held, newest first. Three statements."""
    held = Assignment.objects.filter(account_id=account_id).select_related("unit", "org")
    rows = list(held.order_by("-from_on", "-id"))
    names = names_of_paths(rows[0].street_id, [row.path for row in rows]) if rows else {}
    return [assignment_line(row, names, on or today()) for row in rows]


def assignment_line(row: Assignment, names: Mapping[str, str], on: date) -> AssignmentLine:
    bodies = [body.name for body in (row.unit, row.org) if body is not None]
    return AssignmentLine(
        pk=row.pk,
        role=row.role,
        role_label=ROLE_LABELS[row.role],
        path=row.path,
        place_name=names.get(row.path, row.path),
        body_name="、".join(bodies),
        from_on=row.from_on,
        to_on=row.to_on,
        is_over=row.ended_at is not None or (row.to_on is not None and row.to_on < on),
    )


def account_page(actor: Actor, account_id: int) -> Account:
    """One account of those the actor may manage; DoesNotExist out of sight."""
    return Account.objects.visible_to(actor).select_related("street").get(pk=account_id)


def handovers_of(actor: Actor, account_id: int) -> list[Handover]:
    """What went from and to this account, newest first."""
    mine = Q(giver_id=account_id) | Q(taker_id=account_id)
    found = Handover.objects.filter(mine, street_id=actor.street_id or 0).select_related("giver", "taker")
    return list(found.order_by("-id"))


def account_by_name(username: str) -> Account:
    """For the console and the demo; DoesNotExist when nobody has the name."""
    return Account.objects.get(username=read_username(username))


def demo_accounts() -> list[tuple[str, str]]:
    """In an invented street, one name to sign in with for each role, and the role's label."""
    rows = Assignment.objects.held(today()).filter(street__fictional=True, account__is_active=True)
    first: dict[str, str] = {}
    for role, username in rows.order_by("id").values_list("role", "account__username"):
        first.setdefault(role, username)
    return [(first[role], ROLE_LABELS[role]) for role in ROLES if role in first]


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


def units_of(street_id: int) -> list[tuple[int, str]]:
    """Open units as choices of a form."""
    return [(each.pk, each.name) for each in units(street_id)]


def orgs_of(street_id: int) -> list[tuple[int, str]]:
    """Open party organisations as choices of a form."""
    return [(each.pk, each.name) for each in party_orgs(street_id)]


def partners(actor: Actor) -> models.QuerySet[Partner]:
    """The partners in sight, the newest first; contacts are not read."""
    return Partner.objects.visible_to(actor).defer("contact_sealed").order_by("-pk")


def partner_page(actor: Actor, partner_id: UUID) -> Partner:
    """One partner in sight with its liaisons; raises Partner.DoesNotExist."""
    return partners(actor).prefetch_related("liaisons__account").get(pk=partner_id)


def own_partner(actor: Actor) -> Partner | None:
    """The partner that a liaison speaks for."""
    return Partner.objects.filter(
        liaisons__account_id=actor.account_id or 0, street_id=actor.street_id or 0, active=True
    ).first()
