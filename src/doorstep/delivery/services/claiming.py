"""A partner takes on a need, brings it, and both sides say how it went."""

from datetime import datetime
from uuid import UUID

from doorstep.delivery.access import agreements as access
from doorstep.delivery.models import Match, MatchRating, ResourceItem
from doorstep.delivery.rules import needs as rules
from doorstep.delivery.services.steps import match_for, write_match_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotAllowed, refuse_if, require
from doorstep.people.models import Partner
from doorstep.people.queries import own_partner
from doorstep.records.acts import act


@act
def claim_need(*, need_id: UUID, resource_id: UUID | None = None, by: Actor, at: datetime) -> Match:
    """The liaison takes a published need on for their partner, with one of its own resources or without."""
    match = match_for(need_id, by=by)
    require(access.can_claim(by, path=match.path))
    partner = partner_of(by)
    resource = ResourceItem.objects.visible_to(by).get(pk=resource_id) if resource_id else None
    refuse_if(resource is not None and resource.kind != match.need.kind, "match.other_kind")
    match.state = rules.WORKFLOW.move(match.state, "claim")
    match.state_since, match.partner, match.resource = at, partner, resource
    match.save(update_fields=["state", "state_since", "partner", "resource"])
    write_match_step(match, "need.claim", by=by, at=at)
    return match


def partner_of(by: Actor) -> Partner:
    partner = own_partner(by)
    if partner is None:
        raise NotAllowed("liaison.none")
    return partner


@act
def deliver_need(*, need_id: UUID, note: str, by: Actor, at: datetime) -> Match:
    """The partner says what it has done; once. Whether it was good the other side says."""
    match = match_for(need_id, by=by)
    require(access.can_claim(by, path=match.path) and match.partner_id == partner_of(by).pk)
    refuse_if(match.delivered_at is not None, "match.delivered")
    match.state = rules.WORKFLOW.move(match.state, "deliver", note=note)
    match.delivered_at = at
    match.save(update_fields=["delivered_at"])
    write_match_step(match, "need.deliver", by=by, at=at, note=note)
    return match


@act
def rate_match(*, need_id: UUID, side: str, grade: int, words: str, by: Actor, at: datetime) -> MatchRating:
    """One side's grade and words; with the second one the match is rated. Nobody rates themselves."""
    match = match_for(need_id, by=by)
    partner = own_partner(by)
    refuse_if(side not in rules.SIDES, "match.side")
    own = partner is not None and partner.pk == match.partner_id
    require(access.can_rate(by, side=side, path=match.path, is_partners_own=own))
    given = set(match.ratings.values_list("side", flat=True))
    rules.check_rating(
        delivered=match.delivered_at is not None, rated_already=side in given, grade=grade, words=words
    )
    rating = MatchRating.objects.create(
        match=match,
        street_id=match.street_id,
        side=side,
        grade=grade,
        words=words.strip(),
        by_id=by.account_id or 0,
        at=at,
    )
    if given:
        match.state = rules.WORKFLOW.move(match.state, "rate")
        match.state_since = at
        match.save(update_fields=["state", "state_since"])
    write_match_step(match, "need.rate", by=by, at=at)
    return rating
