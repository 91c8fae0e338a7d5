"""What a partner can give, as a line of the resource list."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from doorstep.delivery.access import agreements as access
from doorstep.delivery.models import ResourceItem
from doorstep.delivery.rules import agreements as kinds
from doorstep.delivery.rules import needs as rules
from doorstep.delivery.services.steps import journal
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.models import Partner
from doorstep.people.queries import own_partner
from doorstep.places.queries import place_exists, street_path
from doorstep.records.acts import act


@dataclass(frozen=True)
class Offered:
    """So much of a kind, where and in which time; ``path`` is the street or one community."""

    partner_id: UUID
    kind: str
    title: str
    amount: int
    path: str
    available_from: date
    available_until: date
    conditions: str = ""


@act
def offer_resource(*, offered: Offered, by: Actor, at: datetime) -> ResourceItem:
    """Written down by those who keep needs there, or by the partner itself."""
    partner = Partner.objects.visible_to(by).get(pk=offered.partner_id, active=True)
    own = own_partner(by)
    is_own = own is not None and own.pk == partner.pk and access.can_claim(by, path=offered.path)
    require(is_own or access.can_keep_needs(by, path=offered.path))
    known = offered.path == street_path(partner.street_id) or place_exists(partner.street_id, offered.path)
    refuse_if(not known, "assignment.place", path=offered.path)
    kinds.check_pledge(offered.kind, offered.amount)
    refuse_if(not offered.title.strip(), "resource.content")
    rules.check_words(offered.title, offered.conditions)
    rules.check_span(offered.available_from, offered.available_until)
    item = ResourceItem.objects.create(
        id=uuid7(at),
        street_id=partner.street_id,
        partner=partner,
        path=offered.path,
        kind=offered.kind,
        title=offered.title.strip(),
        amount=offered.amount,
        unit=kinds.RESOURCE_UNITS[offered.kind],
        available_from=offered.available_from,
        available_until=offered.available_until,
        conditions=offered.conditions.strip(),
        at=at,
    )
    journal("resource.offer", f"resource:{item.pk}", item.street_id, by=by, at=at)
    return item
