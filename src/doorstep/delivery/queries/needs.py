"""Needs as boards, pages and partners read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from doorstep.delivery.models import Match, MatchRating, MatchStep, NeedItem, ResourceItem
from doorstep.delivery.rules import needs as rules
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import start_of


def needs(actor: Actor, *, filters: dict[str, str]) -> QuerySet[Match]:
    """The board's rows: by state, kind, and those nobody has met yet, by the year they were published in."""
    rows = Match.objects.visible_to(actor).select_related("need__place", "partner")
    if filters.get("state"):
        rows = rows.filter(state=filters["state"])
    if filters.get("kind"):
        rows = rows.filter(need__kind=filters["kind"])
    if filters.get("unmet"):
        rows = rows.filter(state__in=rules.UNMET)
    if filters.get("year", "").isdecimal():
        rows = rows.filter(published_in(int(filters["year"])))
    return rows.order_by("-pk")


def published_in(year: int) -> Q:
    year = min(max(year, 1), 9998)
    first, after = start_of(date(year, 1, 1)), start_of(date(year + 1, 1, 1))
    return Q(published_at__gte=first, published_at__lt=after)


def unmet_of(street_id: int, year: int) -> QuerySet[Match]:
    """Published in the year and still without a partner at work."""
    return Match.objects.filter(published_in(year), street_id=street_id, state__in=rules.UNMET)


def unmet_by_age(actor: Actor, *, at: datetime, limit: int = 500) -> dict[str, int]:
    """How many unmet needs wait up to 7, up to 30 and more than 30 days."""
    rows = Match.objects.visible_to(actor).filter(state__in=rules.UNMET, published_at__isnull=False)
    moments = list(rows.order_by("published_at").values_list("published_at", flat=True)[:limit])
    ages = [at - each for each in moments if each is not None]
    week, month = timedelta(days=7), timedelta(days=30)
    return {
        "week": sum(age <= week for age in ages),
        "month": sum(week < age <= month for age in ages),
        "older": sum(age > month for age in ages),
    }


def need_page(actor: Actor, need_id: UUID) -> Match:
    """One need with its whole life; raises Match.DoesNotExist out of sight."""
    rows = Match.objects.visible_to(actor).select_related(
        "need__place", "need__project", "partner", "resource"
    )
    return rows.prefetch_related(
        Prefetch("ratings", MatchRating.objects.order_by("id")),
        Prefetch("steps", MatchStep.objects.order_by("id")),
    ).get(need_id=need_id)


def ratings_seen(match: Match, *, own: str) -> list[MatchRating]:
    """The ratings that the reader's side may see of a prefetched match."""
    given = {each.side for each in match.ratings.all()}
    return [
        each for each in match.ratings.all() if rules.sees_rating(each.side, own=own, own_given=own in given)
    ]


@dataclass(frozen=True)
class Suggested:
    """An offer that may meet the need, and why."""

    resource: ResourceItem
    reasons: tuple[rules.Reason, ...]


def suggested(actor: Actor, match: Match) -> list[Suggested]:
    """Offers in sight that fit the need, the best first, each with its reasons in words."""
    wanted = wanted_of(match)
    rows = ResourceItem.objects.visible_to(actor).filter(kind=match.need.kind, partner__active=True)
    found = {each.pk: each for each in rows.select_related("partner").order_by("pk")}
    best = rules.suggestions(wanted, (offer_of(each) for each in found.values()))[:8]
    return [Suggested(found[each.offer_id], each.reasons) for each in best]


def wanted_of(match: Match) -> rules.Wanted:
    need = match.need
    return rules.Wanted(
        need.kind, need.amount, match.path, need.needed_from, need.needed_until, need.conditions
    )


def offer_of(row: ResourceItem) -> rules.Offer:
    return rules.Offer(
        row.pk,
        row.kind,
        row.amount,
        row.path,
        row.available_from,
        row.available_until,
        row.conditions,
    )


def claimable(actor: Actor) -> QuerySet[Match]:
    """What a partner may take on now."""
    rows = Match.objects.visible_to(actor).filter(state="published")
    return rows.select_related("need__place").order_by("-pk")


def claimed_by(actor: Actor, partner_id: UUID) -> QuerySet[Match]:
    """What a partner has taken on, newest first."""
    rows = Match.objects.visible_to(actor).filter(partner_id=partner_id)
    return rows.select_related("need__place").prefetch_related("ratings").order_by("-pk")


def offers_of(actor: Actor, partner_id: UUID) -> list[ResourceItem]:
    return list(ResourceItem.objects.visible_to(actor).filter(partner_id=partner_id).order_by("-pk"))


def needs_of_projects(project_ids: Iterable[UUID]) -> list[NeedItem]:
    """The need list behind an agreement: what its projects have asked for."""
    rows = NeedItem.objects.filter(project_id__in=list(project_ids)).exclude(match__state="draft")
    return list(
        rows.select_related("match__partner", "project").prefetch_related("match__ratings").order_by("id")
    )
