"""Who may record, plan and read visits (plain Python)."""

from collections.abc import Iterable

from doorstep.kernel.actor import Actor
from doorstep.people.access import can


def can_record(actor: Actor, *, path: str) -> bool:
    return actor.account_id is not None and can(actor, "visit.record", at_path=path)


def can_plan(actor: Actor, *, path: str) -> bool:
    return can(actor, "visit.plan", at_path=path)


def can_correct(actor: Actor, *, path: str, entered_by: int, visitors: Iterable[int]) -> bool:
    """Who went, who wrote it down, or who plans visits there."""
    mine = actor.account_id is not None and actor.account_id in {entered_by, *visitors}
    return mine or can_plan(actor, path=path)


def can_confirm_text(actor: Actor, *, visitors: Iterable[int]) -> bool:
    """V5: only those who went are asked about their own words."""
    return actor.account_id is not None and actor.account_id in set(visitors)


def sees_closed_doors(actor: Actor, *, path: str) -> bool:
    """V6: which door refused or stands empty is known to those who plan the visits there."""
    return can_plan(actor, path=path)
