"""Export requests and incidents as the desk lists them."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from doorstep.kernel.actor import Actor
from doorstep.people.access import has_ability
from doorstep.privacy import access
from doorstep.privacy.models import Breach, ExportGrant


def grants(actor: Actor) -> QuerySet[ExportGrant]:
    """One's own, and all of the street for the second person."""
    rows = ExportGrant.objects.filter(street_id=actor.street_id or 0).select_related("asked_by", "decided_by")
    if has_ability(actor, "privacy.approve"):
        return rows
    return rows.filter(asked_by_id=actor.account_id or 0)


def grant_page(actor: Actor, grant_id: UUID) -> ExportGrant:
    """Raises ExportGrant.DoesNotExist."""
    return grants(actor).prefetch_related("downloads__by").get(pk=grant_id)


def waiting_grants(actor: Actor) -> int:
    """How many wait for this second person."""
    if not has_ability(actor, "privacy.approve"):
        return 0
    return grants(actor).filter(state="asked").exclude(asked_by_id=actor.account_id).count()


def is_open_now(grant: ExportGrant, *, at: datetime) -> bool:
    left = grant.download_count < grant.most_downloads
    return grant.state == "approved" and grant.expires_at is not None and at < grant.expires_at and left


def breaches(actor: Actor) -> QuerySet[Breach]:
    rows = Breach.objects.filter(street_id=actor.street_id or 0)
    return rows if access.can_see_desk(actor) else rows.none()


def breach_page(actor: Actor, breach_id: UUID) -> Breach:
    """Raises Breach.DoesNotExist."""
    return breaches(actor).select_related("street").prefetch_related("steps").get(pk=breach_id)
