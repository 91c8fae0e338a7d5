"""What a partner can give: written down by the partner itself, or for it at the desk."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.delivery.services import Offered, offer_resource
from doorstep.kernel.calendar import day_of
from doorstep.people.access import can
from doorstep.people.queries import own_partner, partner_page
from doorstep.places.queries import communities, street
from doorstep.records.receipts import Answer
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.partners.forms import OfferForm


def places(request: Asked, ability: str) -> list[tuple[str, str]]:
    """The street as a whole and its communities, as far as this person may act there."""
    street_id = request.actor.street_id or 0
    found = [street(street_id), *communities(street_id)]
    return [(each.path, each.name) for each in found if can(request.actor, ability, at_path=each.path)]


@desk("need.claim")
@require_http_methods(["GET", "POST"])
def own_offer(request: Asked) -> HttpResponse:
    """The liaison says what their partner can give."""
    partner = own_partner(request.actor)
    if partner is None:
        raise Http404
    return offer_door(request, partner, "need.claim", back=resolve_url("partners:own"))


@desk("need.keep")
@require_http_methods(["GET", "POST"])
def offer(request: Asked, partner_id: UUID) -> HttpResponse:
    """Whoever keeps needs writes it down for the partner."""
    partner = partner_page(request.actor, partner_id)
    return offer_door(request, partner, "need.keep", back=resolve_url("partners:partner", partner_id))


def offer_door(request: Asked, partner: Any, ability: str, *, back: str) -> HttpResponse:
    form = OfferForm(
        request.POST or None,
        choices={"path": places(request, ability)},
        initial={"available_from": day_of(timezone.now())},
    )

    def do() -> Answer:
        values = {name: value for name, value in form.cleaned_data.items() if name != "receipt"}
        offered = Offered(partner_id=partner.pk, **values)
        offer_resource(offered=offered, by=request.actor, at=timezone.now())
        return Answer(to=back, note=str(_("可用资源已登记。")))

    context = {"label": _("登记可用资源"), "about": partner.name, "back": back}
    return form_door(
        request, form, door="resource.offer", do=do, template="web/partners/act.html", context=context
    )
