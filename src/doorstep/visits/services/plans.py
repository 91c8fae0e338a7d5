"""Campaigns, and the classes that say how often a household is due."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from doorstep.journal.services import digest_of, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, start_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.places.models import Place
from doorstep.places.queries import place_exists, street_path
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule
from doorstep.visits import access, rules
from doorstep.visits.models import TargetClass, Visit, VisitPlan


@act
def create_plan(
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    intervals: Mapping[str, int],
    by: Actor,
    at: datetime,
    path: str = "",
) -> VisitPlan:
    """Open a campaign for the street or, when ``path`` is given, for one of its places.

    Refuses a campaign without a name, without days, with a class that does not exist, or for no place.
    """
    street_id = by.street_id or 0
    whole = street_path(street_id)
    scope = path or whole
    require(access.can_plan(by, path=scope))
    refuse_if(scope != whole and not place_exists(street_id, scope), "visit.plan_place", path=scope)
    refuse_if(not name.strip(), "visit.plan_name")
    refuse_if(ends_on < starts_on, "visit.plan_days")
    rules.refuse_unsound_intervals(intervals)
    plan = VisitPlan.objects.create(
        street_id=street_id,
        name=name.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        intervals=dict(intervals),
        path=scope,
    )
    record(by=by, act="visit.create_plan", about=f"plan:{plan.pk}", at=at, street_id=street_id)
    return plan


@act
def close_plan(*, plan_id: int, by: Actor, at: datetime) -> VisitPlan:
    """End a campaign: its visits are archived, what was agreed and not kept is dropped, refusals expire (V6).

    Refuses a campaign that is closed. A refusal keeps its community and loses its door for good.
    """
    plan = VisitPlan.objects.visible_to(by).select_for_update(of=("self",)).get(pk=plan_id)
    require(access.can_plan(by, path=plan.path))
    refuse_if(plan.closed_at is not None, "visit.plan_closed")
    end_plan(plan, by=by, at=at)
    return plan


def end_plan(plan: VisitPlan, *, by: Actor, at: datetime) -> None:
    forget_refusals(plan)
    Visit.objects.filter(plan=plan).exclude(state="archived").update(state="archived")
    plan.closed_at = at
    plan.save(update_fields=["closed_at"])
    record(by=by, act="visit.close_plan", about=f"plan:{plan.pk}", at=at, street_id=plan.street_id)


def forget_refusals(plan: VisitPlan) -> int:
    """Refusals of the campaign, or of its days and places, from now on name the community alone."""
    community = Place.objects.filter(path=OuterRef("community_path")).values("pk")[:1]
    days = Q(visited_on__gte=plan.starts_on, visited_on__lte=plan.ends_on)
    rows = Visit.objects.filter(street_id=plan.street_id, outcome="refused").within(plan.path)
    return rows.filter(Q(plan=plan) | days & Q(plan=None)).update(
        place_id=Coalesce(Subquery(community), F("place_id")),
        path=F("community_path"),
        next_visit_on=None,
        started_at=None,
        ended_at=None,
    )


def end_plans(*, at: datetime) -> int:
    """Timed: close the campaigns whose days, and the time for entering late, are over; returns how many."""
    closed = 0
    today = day_of(at)
    for plan in VisitPlan.objects.filter(closed_at__isnull=True, ends_on__lt=today).order_by("id"):
        grace = timedelta(hours=rule(plan.street_id, "visit.late_hours", on=today))
        if at >= start_of(plan.ends_on + timedelta(days=1)) + grace:
            closed += close_ended(plan.pk, at=at)
    return closed


@act
def close_ended(plan_id: int, *, at: datetime) -> bool:
    """One campaign, once, whoever comes first."""
    plan = VisitPlan.objects.select_for_update().get(pk=plan_id)
    if plan.closed_at is None:
        end_plan(plan, by=Actor.system("timer", plan.street_id), at=at)
        return True
    return False


@act
def set_target_class(*, place_id: int, code: str, by: Actor, at: datetime) -> None:
    """As what a household is visited; ``ordinary`` needs no row. Only dwellings have a class."""
    place = Place.objects.visible_to(by).get(pk=place_id, street_id=by.street_id or 0, kind="dwelling")
    require(access.can_plan(by, path=place.path))
    refuse_if(code not in rules.TARGET_CLASSES, "visit.unknown_word", value=code)
    if code == "ordinary":
        TargetClass.objects.filter(place=place).delete()
    else:
        TargetClass.objects.update_or_create(
            place=place, defaults={"street_id": place.street_id, "path": place.path, "code": code}
        )
    digest = digest_of(code, f"place:{place.pk}")
    record(
        by=by,
        act="visit.set_class",
        about=f"place:{place.pk}",
        at=at,
        street_id=place.street_id,
        digest=digest,
    )
