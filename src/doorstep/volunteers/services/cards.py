"""The service card: what a member did for whom, entered by one and confirmed by another."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.records.acts import act
from doorstep.volunteers import access, rules
from doorstep.volunteers.models import Service
from doorstep.volunteers.services.points import give_points
from doorstep.volunteers.services.steps import member_for, move, points_are_on, write_step


@dataclass(frozen=True)
class Card:
    """One line of the 服务登记卡."""

    served_on: date
    what: str
    for_whom: str
    minutes: int
    post_id: int | None = None
    ledger: str = "party"


@act
def enter_service(*, member_id: UUID, card: Card, by: Actor, at: datetime) -> Service:
    """Write a service down; it counts for nothing until somebody else confirms it.

    Refused without a beneficiary or result (Q2), in the future, before the member reported in, or for more
    than twelve hours.
    """
    member = member_for(member_id, by=by)
    require(access.can_enter(by, path=member.path, account_id=member.account_id))
    refuse_if(rules.is_mere_presence(card.what) or rules.is_mere_presence(card.for_whom), "service.presence")
    refuse_if(card.served_on > day_of(at), "day.future")
    refuse_if(card.served_on < day_of(member.reported_at), "service.before")
    refuse_if(not 0 < card.minutes <= rules.MOST_MINUTES, "service.minutes")
    claims = member.claims.filter(post_id=card.post_id)
    refuse_if(card.post_id is not None and not claims.exists(), "service.post")
    move(member, "serve", at=at)
    service = Service.objects.create(
        id=uuid7(at),
        street_id=member.street_id,
        report_in=member,
        path=member.path,
        post_id=card.post_id,
        ledger=card.ledger,
        served_on=card.served_on,
        what=card.what,
        for_whom=card.for_whom,
        minutes=card.minutes,
        entered_by_id=by.account_id,
        entered_at=at,
    )
    write_step(member, "member.serve", by=by, at=at, note=card.what)
    return service


@act
def confirm_service(*, service_id: UUID, confirmer: str, by: Actor, at: datetime) -> Service:
    """Say that it was done, on the word of the organiser or of the beneficiary; points follow if they are on.

    Raises NotAllowed for the member and for whoever wrote it down (Q4).
    """
    service = open_service(service_id, by=by)
    refuse_if(confirmer not in rules.CONFIRMERS, "service.confirmer")
    settle(service, "confirmed", by=by, at=at)
    service.confirmer = confirmer
    service.save(update_fields=["verdict", "confirmer", "confirmed_by", "confirmed_at"])
    write_step(service.report_in, "member.confirm", by=by, at=at)
    if points_are_on(service.street_id, at=at):
        give_points(service, by=by, at=at)
    return service


@act
def refuse_service(*, service_id: UUID, reason: str, by: Actor, at: datetime) -> Service:
    """Say that it cannot be confirmed, and why; the member may appeal."""
    service = open_service(service_id, by=by)
    refuse_if(not reason.strip(), "reason.needed")
    settle(service, "refused", by=by, at=at)
    service.refusal = reason
    service.save(update_fields=["verdict", "refusal", "confirmed_by", "confirmed_at"])
    write_step(service.report_in, "member.refuse_service", by=by, at=at, note=reason)
    return service


def open_service(service_id: UUID, *, by: Actor) -> Service:
    """The service with its member locked, so that two services of one day are counted one after the other."""
    service = Service.objects.get(pk=service_id)
    member = member_for(service.report_in_id, by=by)
    claimants = (member.account_id, service.entered_by_id)
    require(access.can_confirm(by, path=service.path, claimants=claimants), "service.own")
    service.refresh_from_db()
    service.report_in = member
    refuse_if(service.verdict != "open", "service.settled")
    return service


def settle(service: Service, verdict: str, *, by: Actor, at: datetime) -> None:
    service.verdict, service.confirmed_by_id, service.confirmed_at = verdict, by.account_id, at
