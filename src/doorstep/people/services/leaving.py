"""When somebody leaves: the open work goes to a named successor first, then the account is closed."""

from datetime import date, datetime

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.refs import is_within
from doorstep.people.handovers import HANDOVERS, open_work_of
from doorstep.people.models import Account, Assignment, Handover
from doorstep.people.services.accounts import NewAccount, account_for
from doorstep.people.services.assignments import check_not_last
from doorstep.people.services.passwords import give_one_time_password
from doorstep.records.acts import act


@act
def hand_over(*, giver: int, taker: int, reason: str, by: Actor, at: datetime) -> Handover:
    """Move all open work from one account (its id) to another of the same street.

    Refuses a successor who is closed or lacks a role the giver holds there, and a missing reason.
    """
    giving, taking = account_for(giver, by=by), account_for(taker, by=by)
    elsewhere = giving.street_id is None or giving.street_id != taking.street_id
    refuse_if(giver == taker or elsewhere, "hand_over.same")
    refuse_if(not taking.is_active, "account.closed")
    refuse_if(not reason.strip(), "reason.needed")
    check_successor(giving, taking, day_of(at))
    moved = {
        work.code: work.move(giver_id=giver, taker_id=taker, by=by, at=at) for work in HANDOVERS.values()
    }
    handover = Handover.objects.create(
        street_id=giving.street_id or 0,
        giver=giving,
        taker=taking,
        counts={code: count for code, count in moved.items() if count},
        reason=reason.strip(),
        by=by.ref,
        at=at,
    )
    record(by=by, act="account.hand_over", about=f"account:{giver}", at=at, street_id=giving.street_id)
    return handover


def check_successor(giving: Account, taking: Account, today: date) -> None:
    """Whoever takes over holds every role the giver holds, there or above, for the same unit."""
    held = list(Assignment.objects.held(today).filter(account=taking))
    for need in Assignment.objects.held(today).filter(account=giving):
        covered = any(
            each.role == need.role and each.unit_id == need.unit_id and is_within(need.path, each.path)
            for each in held
        )
        refuse_if(not covered, "hand_over.taker_lacks", role=need.role, path=need.path)


@act
def leave(*, account_id: int, reason: str, by: Actor, at: datetime) -> Account:
    """Close an account: roles end, the password is gone, every session ends; its history stays.

    Refuses while open work remains (``hand_over`` first), the last administrator, and oneself.
    """
    account = account_for(account_id, by=by)
    require(by.account_id != account_id)
    refuse_if(not account.is_active, "account.closed")
    refuse_if(not reason.strip(), "reason.needed")
    if open_work := open_work_of(account_id):
        raise NotPossible("leave.open_work", counts=open_work)
    end_roles(account, at=at)
    account.is_active, account.left_at = False, at
    account.set_unusable_password()
    account.save(update_fields=["is_active", "left_at", "password"])
    record(by=by, act="account.leave", about=f"account:{account_id}", at=at, street_id=account.street_id)
    return account


def end_roles(account: Account, *, at: datetime) -> None:
    """Every role that still counts ends now; one that had not begun is taken back."""
    today = day_of(at)
    held = Assignment.objects.held(today).filter(account=account)
    for each in held:
        check_not_last(each, today)
    held.update(to_on=today, ended_at=at)
    account.assignments.filter(from_on__gt=today).delete()


@act
def take_back(*, account_id: int, by: Actor, at: datetime) -> NewAccount:
    """Open a closed account again with a one-time password and no role."""
    account = account_for(account_id, by=by)
    refuse_if(account.is_active, "account.open")
    account.is_active, account.left_at = True, None
    shown = give_one_time_password(account)
    account.save()
    record(by=by, act="account.return", about=f"account:{account_id}", at=at, street_id=account.street_id)
    return NewAccount(account, shown)
