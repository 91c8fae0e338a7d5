"""Giving and taking roles: dated, at a place, never to oneself."""

from datetime import date, datetime

from django.db.models import Q

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.refs import is_within
from doorstep.people import access
from doorstep.people.models import Account, Assignment, PartyOrg, Unit
from doorstep.people.rules import ADMINISTRATOR, HANDLER, ROLES
from doorstep.people.services.accounts import account_for
from doorstep.places.queries import place_exists
from doorstep.records.acts import act


@act
def assign_role(
    *,
    account_id: int,
    role: str,
    path: str,
    from_on: date,
    by: Actor,
    at: datetime,
    to_on: date | None = None,
    unit_id: int | None = None,
    org_id: int | None = None,
) -> Assignment:
    """Give a role at a place from one day to another (open when ``to_on`` is None).

    Refuses roles that must not meet in one person (``access.SEPARATED``), a second identical
    assignment, a place outside the account's street, a handler without a unit, and oneself.
    """
    account = account_for(account_id, by=by)
    require(access.can_manage_accounts(by, path=path) and by.account_id != account_id)
    refuse_if(role not in ROLES, "role.unknown", role=role)
    refuse_if(not account.is_active, "account.closed")
    refuse_if(to_on is not None and to_on < from_on, "assignment.dates")
    refuse_if(role == HANDLER and unit_id is None, "role.unit_needed")
    check_place(account, path)
    check_belongs(account, unit_id=unit_id, org_id=org_id)
    check_others(account, role, path, unit_id, from_on, to_on)
    assignment = Assignment.objects.create(
        account=account,
        street_id=account.street_id or 0,
        role=role,
        path=path,
        unit_id=unit_id,
        org_id=org_id,
        from_on=from_on,
        to_on=to_on,
        given_by=by.ref,
    )
    note(assignment, "account.assign", by=by, at=at)
    return assignment


def check_place(account: Account, path: str) -> None:
    street = account.street
    if street is None or (path != street.path and not place_exists(street.pk, path)):
        raise NotPossible("assignment.place", path=path)


def check_belongs(account: Account, *, unit_id: int | None, org_id: int | None) -> None:
    """DoesNotExist for another street's unit or organisation: out of sight."""
    if unit_id is not None:
        Unit.objects.get(pk=unit_id, street_id=account.street_id or 0, active=True)
    if org_id is not None:
        PartyOrg.objects.get(pk=org_id, street_id=account.street_id or 0, active=True)


def check_others(
    account: Account, role: str, path: str, unit_id: int | None, from_on: date, to_on: date | None
) -> None:
    """Against everything the account holds on any day of the span."""
    others = account.assignments.filter(Q(to_on__isnull=True) | Q(to_on__gte=from_on), ended_at__isnull=True)
    if to_on is not None:
        others = others.filter(from_on__lte=to_on)
    for other in others:
        same = (other.role, other.path, other.unit_id) == (role, path, unit_id)
        refuse_if(same, "role.held", role=role)
        if pair := access.clash(other.role, role):
            raise NotPossible("role.clash", role=role, other=other.role, abilities=list(pair))


@act
def end_assignment(*, assignment_id: int, by: Actor, at: datetime, to_on: date | None = None) -> Assignment:
    """Take a role away: at once, or after the last day named; the row stays.

    Refuses the street's last administrator, a day already past, and an assignment that has ended.
    """
    found = Assignment.objects.select_for_update().get(pk=assignment_id)
    account_for(found.account_id, by=by)
    require(access.can_manage_accounts(by, path=found.path))
    today = day_of(at)
    over = found.ended_at is not None or (found.to_on is not None and found.to_on < today)
    refuse_if(over, "assignment.ended")
    refuse_if(to_on is not None and to_on < max(today, found.from_on), "assignment.dates")
    check_not_last(found, today)
    found.to_on = to_on or max(today, found.from_on)
    found.ended_at = None if to_on else at
    found.save(update_fields=["to_on", "ended_at"])
    note(found, "account.end_assignment", by=by, at=at)
    return found


def check_not_last(assignment: Assignment, today: date) -> None:
    """Somebody must stay who can manage the street's accounts."""
    if assignment.role != ADMINISTRATOR:
        return
    others = Assignment.objects.held(today).filter(
        street_id=assignment.street_id, role=ADMINISTRATOR, to_on__isnull=True, account__is_active=True
    )
    alone = not any(
        is_within(assignment.path, each.path) for each in others.exclude(account_id=assignment.account_id)
    )
    refuse_if(alone, "role.last_administrator")


def note(assignment: Assignment, act_code: str, *, by: Actor, at: datetime) -> None:
    about = f"account:{assignment.account_id}"
    record(by=by, act=act_code, about=about, at=at, street_id=assignment.street_id)
