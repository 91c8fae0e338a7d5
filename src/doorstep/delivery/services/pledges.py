"""What a partner brings: pledged in the agreement, confirmed by the street when it has arrived."""

from datetime import date, datetime
from uuid import UUID

from doorstep.delivery.access import agreements as access
from doorstep.delivery.models import Delivered, Pledged
from doorstep.delivery.rules import agreements as rules
from doorstep.delivery.services.steps import agreement_for, write_agreement_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.models import PartnerLiaison
from doorstep.records.acts import act


@act
def pledge_resource(
    *,
    agreement_id: UUID,
    kind: str,
    content: str,
    amount: int,
    due_on: date,
    conditions: str = "",
    by: Actor,
    at: datetime,
) -> Pledged:
    """One line of the resource list; money in fen, everything else in the unit of its kind."""
    agreement = agreement_for(agreement_id, by=by)
    require(access.can_keep_agreements(by, path=agreement.path))
    refuse_if(agreement.state not in rules.OPEN, "agreement.over")
    rules.check_pledge(kind, amount)
    refuse_if(not content.strip(), "resource.content")
    pledged = Pledged.objects.create(
        id=uuid7(at),
        agreement=agreement,
        street_id=agreement.street_id,
        kind=kind,
        content=content.strip(),
        amount=amount,
        unit=rules.RESOURCE_UNITS[kind],
        due_on=due_on,
        conditions=conditions.strip(),
        at=at,
    )
    write_agreement_step(agreement, "agreement.pledge", by=by, at=at, note=pledged.content)
    return pledged


@act
def confirm_delivery(
    *, pledged_id: UUID, amount: int, delivered_on: date, note: str, by: Actor, at: datetime
) -> Delivered:
    """So much has arrived, seen by somebody who does not work for the partner; appended, never edited."""
    pledged = pledged_for(pledged_id, by=by)
    refuse_if(pledged.agreement.state != "active", "agreement.not_active")
    rules.check_pledge(pledged.kind, amount)
    refuse_if(delivered_on > day_of(at), "day.future")
    refuse_if(not note.strip(), "note.needed")
    return append(pledged, amount, delivered_on, note, by=by, at=at)


def pledged_for(pledged_id: UUID, *, by: Actor) -> Pledged:
    """The pledge of an agreement in sight, for somebody who may confirm it."""
    pledged = Pledged.objects.get(pk=pledged_id, street_id=by.street_id or 0)
    pledged.agreement = agreement_for(pledged.agreement_id, by=by)
    is_liaison = PartnerLiaison.objects.filter(
        account_id=by.account_id or 0, partner_id=pledged.agreement.partner_id
    ).exists()
    require(access.can_confirm(by, path=pledged.agreement.path, is_liaison=is_liaison))
    return pledged


def append(
    pledged: Pledged,
    amount: int,
    on: date,
    note: str,
    *,
    by: Actor,
    at: datetime,
    reverses: Delivered | None = None,
) -> Delivered:
    found = Delivered.objects.create(
        id=uuid7(at),
        pledged=pledged,
        street_id=pledged.street_id,
        amount=amount,
        delivered_on=on,
        note=note.strip(),
        reverses=reverses,
        confirmed_by_id=by.account_id or 0,
        at=at,
    )
    write_agreement_step(pledged.agreement, "agreement.deliver", by=by, at=at, note=note)
    return found


@act
def reverse_delivery(*, delivered_id: UUID, note: str, by: Actor, at: datetime) -> Delivered:
    """What was confirmed by mistake is taken back by a line of its own, with the reason; once."""
    old = Delivered.objects.get(pk=delivered_id, street_id=by.street_id or 0)
    pledged = pledged_for(old.pledged_id, by=by)
    refuse_if(not note.strip(), "note.needed")
    taken = old.reverses_id is not None or Delivered.objects.filter(reverses=old).exists()
    refuse_if(taken, "delivery.reversed")
    return append(pledged, -old.amount, day_of(at), note, by=by, at=at, reverses=old)
