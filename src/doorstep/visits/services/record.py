"""Recording what came of a knock at a door."""

from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from django.db.models import (
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.models import Account
from doorstep.places.models import Place
from doorstep.places.paths import community_path
from doorstep.places.queries import grid_of
from doorstep.records.acts import act
from doorstep.records.tallies import Cell, shift
from doorstep.records.upserts import insert_unless_there
from doorstep.rulebook.queries import rule
from doorstep.visits import access, rules
from doorstep.visits.counters import household_cell, month_of, visit_cell
from doorstep.visits.models import MetHousehold, Visit, Visitor, VisitPlan
from doorstep.visits.repeats import repeats_of
from doorstep.visits.rules import Knock

NOT_COLUMNS: Final = {"place_id", "visitors", "issue_count", "confirmed_repeat", "grid_id"}
COLUMNS: Final = tuple(each.name for each in fields(Knock) if each.name not in NOT_COLUMNS)


@act
def record_visit(*, knock: Knock, by: Actor, at: datetime) -> Visit:
    """One visit, complete without any issue; at most eight statements.

    Refuses a day ahead, a late entry without its reason, a met visit that says neither with whom nor what,
    words where nobody was met, visitors of another street, and a campaign that is closed or elsewhere.
    Raises Place.DoesNotExist for a door out of sight.
    """
    place = door_for(knock, by=by)
    check(knock, place.street_id, at=at)
    visit = Visit(id=uuid7(at), street_id=place.street_id, salt=new_salt())
    fill(visit, knock, place, by=by, at=at)
    visit.save(force_insert=True)
    send_visitors(visit, knock)
    count_visit(visit, place)
    note(visit, "visit.record", by=by, at=at)
    return visit


def door_for(knock: Knock, *, by: Actor) -> Place:
    """A door this person may knock at, checked with the visitors and the campaign in one statement."""
    doors = Place.objects.visible_to(by).filter(kind__in=rules.DOOR_KINDS, active=True)
    found = doors.annotate(crew=crew_count(knock), in_plan=plan_holds(knock))
    place: Any = found.get(pk=knock.place_id, street_id=by.street_id or 0)
    require(access.can_record(by, path=place.path))
    refuse_if(place.crew != len(set(knock.visitors)), "visit.visitors")
    refuse_if(not place.in_plan, "visit.plan")
    door: Place = place
    return door


def crew_count(knock: Knock) -> Any:
    """How many of the visitors belong to the street of the door."""
    crew = Account.objects.filter(pk__in=list(knock.visitors), street_id=OuterRef("street_id"))
    counted = crew.order_by().values("street_id").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def plan_holds(knock: Knock) -> Any:
    """Whether the campaign runs on that day and reaches that door; true without a campaign."""
    if knock.plan_id is None:
        return Value(True)
    day = knock.visited_on
    running = VisitPlan.objects.filter(
        pk=knock.plan_id, closed_at__isnull=True, street_id=OuterRef("street_id")
    )
    here = running.alias(door=ExpressionWrapper(OuterRef("path"), output_field=CharField())).filter(
        door__startswith=F("path")
    )
    return Exists(here.filter(starts_on__lte=day, ends_on__gte=day))


def check(knock: Knock, street_id: int, *, at: datetime) -> None:
    hours = rule(street_id, "visit.late_hours", on=day_of(at))
    rules.check_knock(knock, at=at, late_hours=hours)


def fill(visit: Visit, knock: Knock, place: Place, *, by: Actor, at: datetime) -> None:
    """What the knock says, at this door, entered by this person now."""
    put_words(visit, knock, place)
    visit.state = rules.WORKFLOW.move(visit.state or rules.WORKFLOW.initial, "record")
    visit.entered_by_id = by.account_id or 0
    visit.recorded_at = at


def put_words(visit: Visit, knock: Knock, place: Place) -> None:
    """What the knock says, at this door; whether its words repeat is found out anew."""
    for name in COLUMNS:
        setattr(visit, name, getattr(knock, name))
    visit.place, visit.path, visit.community_path = place, place.path, community_path(place.path)
    visit.grid_id = knock.grid_id or grid_of(place.path, on=knock.visited_on)
    visit.repeated_text = bool(
        repeats_of(
            visit.topics,
            street_id=visit.street_id,
            place_id=place.pk,
            visited_on=knock.visited_on,
            visitors=knock.visitors,
            without=visit.pk,
        )
    )
    visit.repeat_confirmed = visit.repeated_text and knock.confirmed_repeat


def send_visitors(visit: Visit, knock: Knock) -> None:
    Visitor.objects.bulk_create(
        Visitor(visit=visit, account_id=account_id) for account_id in dict.fromkeys(knock.visitors)
    )


def count_visit(visit: Visit, place: Place) -> None:
    """Into the counters of its month; the household too, when this is its first meeting of the year."""
    cells: list[Cell] = [visit_cell(visit)]
    if visit.outcome == "met" and place.kind == "dwelling" and is_first_meeting(visit):
        cells.append(household_cell())
    month = month_of(visit.visited_on)
    shift(street_id=visit.street_id, month=month, path=visit.community_path, before=(), after=cells)


def is_first_meeting(visit: Visit) -> bool:
    """Insert or ignore: of two visits at the same moment exactly one is the first."""
    return insert_unless_there(met_row(visit))


def met_row(visit: Visit) -> MetHousehold:
    return MetHousehold(
        street_id=visit.street_id,
        year=visit.visited_on.year,
        place_id=visit.place_id,
        community_path=visit.community_path,
        visit=visit,
    )


def note(visit: Visit, act_code: str, *, by: Actor, at: datetime, words: str = "") -> None:
    """The journal entry; its digest covers the words with the row's salt."""
    digest = digest_of(words or visit.topics, visit.salt)
    record(by=by, act=act_code, about=f"visit:{visit.pk}", at=at, street_id=visit.street_id, digest=digest)


def knock_of(visit: Visit, *, visitors: list[int]) -> Knock:
    """A visit as it was said, for correcting it."""
    said: dict[str, Any] = {name: getattr(visit, name) for name in COLUMNS}
    return Knock(
        place_id=visit.place_id,
        visitors=visitors,
        grid_id=visit.grid_id,
        confirmed_repeat=visit.repeat_confirmed,
        **said,
    )
