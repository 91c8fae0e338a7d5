"""Who looked at which household, consents, holds and runs; nothing here counts or ranks people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import SHANGHAI
from doorstep.people.access import paths_with
from doorstep.places.models import Place
from doorstep.privacy import access
from doorstep.privacy.models import Consent, HouseholdRead, LegalHold, RetentionRun

MANY_A_DAY: Final = (
    20  # one person, one day, so many different households: a person looks whether that was right
)
LOOK_BACK: Final = timedelta(days=30)


@dataclass(frozen=True)
class ManyReads:
    """A day on which one account opened many households' files; asks a person to look, says nothing itself."""

    day: date
    by_name: str
    households: int


def dwelling_for(actor: Actor, place_id: int) -> Place:
    """A dwelling below a place where the actor keeps personal matters; raises Place.DoesNotExist."""
    rows = Place.objects.visible_to(actor).filter(street_id=actor.street_id or 0, kind="dwelling")
    return rows.get(pk=place_id)


def find_dwellings(actor: Actor, text: str) -> Iterable[Place]:
    """Dwellings by part of their written address, at most twenty; nothing for fewer than two characters."""
    if len(text.strip()) < 2 or not paths_with(actor, "privacy.keep"):
        return []
    rows = Place.objects.visible_to(actor).filter(street_id=actor.street_id or 0, kind="dwelling")
    return rows.filter(full_name__contains=text.strip()).order_by("path")[:20]


def reads_of(place: Place) -> QuerySet[HouseholdRead]:
    """Every look at one household's file, newest first."""
    return HouseholdRead.objects.filter(street_id=place.street_id, path=place.path).order_by("-id")


def many_reads(actor: Actor, *, at: datetime) -> list[ManyReads]:
    """By day, the newest first, never by how many."""
    if not paths_with(actor, "privacy.approve"):
        return []
    rows = HouseholdRead.objects.filter(street_id=actor.street_id or 0, at__gte=at - LOOK_BACK)
    days = rows.annotate(day=TruncDate("at", tzinfo=SHANGHAI)).values("day", "by", "by_name")
    many = days.annotate(households=Count("path", distinct=True)).filter(households__gt=MANY_A_DAY)
    return [
        ManyReads(each["day"], each["by_name"], each["households"]) for each in many.order_by("-day", "by")
    ]


def consents(actor: Actor) -> QuerySet[Consent]:
    """The street's consents, for the desk and its second person."""
    rows = Consent.objects.filter(street_id=actor.street_id or 0).select_related("place")
    return rows if access.can_see_desk(actor) else rows.none()


def holds(actor: Actor) -> QuerySet[LegalHold]:
    rows = LegalHold.objects.filter(street_id=actor.street_id or 0)
    return rows.order_by("-id") if access.can_see_desk(actor) else rows.none()


def runs(actor: Actor) -> QuerySet[RetentionRun]:
    rows = RetentionRun.objects.filter(street_id=actor.street_id or 0)
    return rows.order_by("-id") if access.can_see_desk(actor) else rows.none()
