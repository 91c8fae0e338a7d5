"""A partner's own pages: what it may take on, what it has agreed and taken on; nothing else."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.delivery.queries.agreements import own_agreements, pledge_lines
from doorstep.delivery.queries.needs import claimable, claimed_by, need_page, offers_of
from doorstep.delivery.services import claim_need, deliver_need
from doorstep.people.queries import own_partner
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.partners.agreements import pledge_row
from doorstep.web.partners.forms import ClaimForm, NoteForm
from doorstep.web.partners.needs import facts_of, rating_door, rating_rows
from doorstep.web.partners.shown import agreement_status, match_status, quantity


@desk("need.claim")
@require_safe
def home(request: Asked) -> HttpResponse:
    """Everything a liaison needs on one page."""
    partner = own_partner(request.actor)
    own = partner.pk if partner else UUID(int=0)
    context = {
        "partner": partner,
        "claimable": [
            (each, quantity(each.need.kind, each.need.amount)) for each in claimable(request.actor)[:30]
        ],
        "claimed": [(each, match_status(each.state)) for each in claimed_by(request.actor, own)[:30]],
        "offers": [(each, quantity(each.kind, each.amount)) for each in offers_of(request.actor, own)],
        "agreements": [
            (each, agreement_status(each.state), [pledge_row(line) for line in pledge_lines(each)])
            for each in own_agreements(request.actor, own)
        ],
    }
    return render_page(request, "web/partners/own.html", context)


@desk("need.claim")
@require_safe
def need(request: Asked, need_id: UUID) -> HttpResponse:
    """One need as a partner may read it: no name, no phone, no door."""
    match = need_page(request.actor, need_id)
    partner = own_partner(request.actor)
    mine = partner is not None and match.partner_id == partner.pk
    given = {each.side for each in match.ratings.all()}
    context = {
        "match": match,
        "state": match_status(match.state),
        "facts": facts_of(match),
        "may_claim": partner is not None and match.state == "published",
        "may_deliver": mine and match.state == "delivering" and match.delivered_at is None,
        "may_rate": mine and match.delivered_at is not None and "partner" not in given,
        "ratings": rating_rows(match, own="partner") if mine else [],
    }
    return render_page(request, "web/partners/own_need.html", context)


@desk("need.claim")
@require_http_methods(["GET", "POST"])
def claim(request: Asked, need_id: UUID) -> HttpResponse:
    """Take a need on, with one of the partner's own resources or without."""
    match = need_page(request.actor, need_id)
    form = ClaimForm(request.POST or None, choices={"resource_id": resources_for(request, match)})

    def do() -> Answer:
        chosen = form.cleaned_data["resource_id"]
        resource_id = UUID(chosen) if chosen else None
        claim_need(need_id=need_id, resource_id=resource_id, by=request.actor, at=timezone.now())
        return Answer(to=own_url(need_id), note=str(_("已认领，街道确认以后开始落实。")))

    context = {"label": _("认领"), "about": match.need.title, "back": own_url(need_id)}
    return form_door(
        request, form, door="need.claim", do=do, template="web/partners/act.html", context=context
    )


def resources_for(request: Asked, match: Any) -> list[tuple[str, Any]]:
    partner = own_partner(request.actor)
    offers = offers_of(request.actor, partner.pk) if partner else []
    fitting = [(str(each.pk), each.title) for each in offers if each.kind == match.need.kind]
    return [("", _("不指定")), *fitting]


@desk("need.claim")
@require_http_methods(["GET", "POST"])
def deliver(request: Asked, need_id: UUID) -> HttpResponse:
    """Say what was done."""
    match = need_page(request.actor, need_id)
    form = NoteForm(request.POST or None)

    def do() -> Answer:
        note = form.cleaned_data["note"]
        deliver_need(need_id=need_id, note=note, by=request.actor, at=timezone.now())
        return Answer(to=own_url(need_id), note=str(_("已记下，请双方评价。")))

    context = {"label": _("完成落实"), "about": match.need.title, "back": own_url(need_id)}
    return form_door(
        request, form, door="need.deliver", do=do, template="web/partners/act.html", context=context
    )


@desk("need.claim")
@require_http_methods(["GET", "POST"])
def rate(request: Asked, need_id: UUID) -> HttpResponse:
    """The side that delivered says how the working together went."""
    return rating_door(request, need_id, side="partner", back=own_url(need_id))


def own_url(need_id: UUID) -> str:
    return resolve_url("partners:own-need", need_id)
