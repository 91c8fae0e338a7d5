"""Visits that were agreed beforehand: agreed, kept, dropped, handed over."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from doorstep.journal.services import new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.handovers import OpenWork
from doorstep.people.models import Account
from doorstep.places.models import Place
from doorstep.places.paths import community_path
from doorstep.places.queries import grid_of
from doorstep.records.acts import act
from doorstep.visits import access, rules
from doorstep.visits.models import Visit, Visitor
from doorstep.visits.rules import Knock
from doorstep.visits.services.record import check, count_visit, door_for, fill, note, send_visitors


@act
def plan_visit(
    *,
    place_id: int,
    on: date,
    by: Actor,
    at: datetime,
    visitors: Sequence[int] = (),
    plan_id: int | None = None,
) -> Visit:
    """Agree a day with a household; it stands among the visitors' work until it is kept or dropped.

    The person who agrees it goes alone when nobody else is named. Refuses a day that is over.
    """
    crew = list(visitors) or [by.account_id or 0]
    knock = Knock(place_id=place_id, visited_on=on, outcome="", visitors=crew, plan_id=plan_id)
    place = door_for(knock, by=by)
    refuse_if(on < day_of(at), "visit.planned_in_past")
    visit = agreed(knock, place, by=by, at=at)
    send_visitors(visit, knock)
    note(visit, "visit.plan", by=by, at=at)
    return visit


def agreed(knock: Knock, place: Place, *, by: Actor, at: datetime) -> Visit:
    return Visit.objects.create(
        id=uuid7(at),
        street_id=place.street_id,
        plan_id=knock.plan_id,
        place=place,
        path=place.path,
        community_path=community_path(place.path),
        grid_id=grid_of(place.path, on=knock.visited_on),
        visited_on=knock.visited_on,
        outcome="",
        state=rules.WORKFLOW.initial,
        entered_by_id=by.account_id or 0,
        recorded_at=at,
        salt=new_salt(),
    )


@act
def keep_planned(*, visit_id: UUID, knock: Knock, by: Actor, at: datetime) -> Visit:
    """An agreed visit took place: the same row, now with what came of it, whoever went in the end.

    Refuses another door, and a visit that was kept or dropped before; else as ``record_visit``.
    """
    visit = visit_for(visit_id, by=by)
    place = door_for(knock, by=by)
    refuse_if(place.pk != visit.place_id, "visit.other_door")
    check(knock, visit.street_id, at=at)
    fill(visit, knock, place, by=by, at=at)
    visit.save()
    visit.visitors.all().delete()
    send_visitors(visit, knock)
    count_visit(visit, place)
    note(visit, "visit.record", by=by, at=at)
    return visit


@act
def drop_planned(*, visit_id: UUID, reason: str, by: Actor, at: datetime) -> Visit:
    """An agreed visit will not take place; the row stays, with no outcome, and counts nowhere."""
    visit = visit_for(visit_id, by=by)
    require(access.can_record(by, path=visit.path))
    visit.state = rules.WORKFLOW.move(visit.state, "drop", note=reason)
    visit.save(update_fields=["state"])
    note(visit, "visit.drop", by=by, at=at, words=reason)
    return visit


def visit_for(visit_id: UUID, *, by: Actor) -> Visit:
    """The visit, locked for this act; DoesNotExist out of sight."""
    return Visit.objects.visible_to(by).select_for_update(of=("self",)).get(pk=visit_id)


def open_planned(account_id: int) -> int:
    return Visitor.objects.filter(account_id=account_id, visit__state="planned").count()


@act
def move_planned(*, giver_id: int, taker_id: int, by: Actor, at: datetime) -> int:
    """Whoever takes over goes to what was agreed; a visit both were to go to keeps one of them."""
    giving = Visitor.objects.filter(account_id=giver_id, visit__state="planned").select_for_update(
        of=("self",)
    )
    visits = list(giving.order_by("visit_id").values_list("visit_id", flat=True))
    if not visits:
        return 0
    both = set(
        Visitor.objects.filter(account_id=taker_id, visit__in=visits).values_list("visit_id", flat=True)
    )
    mine = Visitor.objects.filter(account_id=giver_id)
    mine.filter(visit__in=both).delete()
    mine.filter(visit__in=[each for each in visits if each not in both]).update(account_id=taker_id)
    street_id = Account.objects.values_list("street_id", flat=True).get(pk=taker_id)
    record(by=by, act="visit.hand_over", about=f"account:{giver_id}", at=at, street_id=street_id)
    return len(visits)


PLANNED_VISITS: Final = OpenWork(
    code="visits.planned", label="约定的走访", count=open_planned, move=move_planned
)
