"""Partner organisations: the list, the page of one, a new one."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.delivery.queries.agreements import agreement_counts, agreements_of_partner, signed_partners
from doorstep.delivery.queries.needs import claimed_by, offers_of
from doorstep.people.access import has_ability
from doorstep.people.queries import partner_page, partners
from doorstep.people.services import create_partner
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.partners.forms import PartnerForm
from doorstep.web.partners.shown import agreement_status, match_status, quantity

READ = ("agreement.read", "agreement.keep")


@desk(*READ)
@require_safe
def partner_list(request: Asked) -> HttpResponse:
    """Partners in sight, newest first; those that signed in a year, when asked."""
    text, signed = request.GET.get("text", ""), request.GET.get("signed", "")
    rows = partners(request.actor)
    if signed.isdecimal():
        rows = rows.filter(pk__in=signed_partners(request.actor.street_id or 0, int(signed)).values("pk"))
    if text:
        rows = rows.filter(name__icontains=text)
    found, pager = keyset(request, rows)
    counts = agreement_counts([each.pk for each in found])
    table = Table(
        caption=translate("联建单位"),
        columns=[
            Column(translate("单位")),
            Column(translate("类别")),
            Column(translate("履行中的协议"), "num"),
        ],
        rows=[
            Row(
                [
                    Link(each.name, resolve_url("partners:partner", each.pk)),
                    translate(each.get_kind_display()),
                    counts.get(each.pk, 0),
                ],
                key=str(each.pk),
                name=each.name,
            )
            for each in found
        ],
        empty_title=translate("没有符合的单位"),
        empty_text=translate("换个条件再查，或者登记一个新单位。"),
    )
    context = {
        "table": table,
        "pager": pager,
        "text": text,
        "signed": signed,
        "total": rows.count(),
        "may_keep": has_ability(request.actor, "agreement.keep"),
    }
    return render_page(request, "web/partners/list.html", context)


@desk(*READ)
@require_safe
def partner(request: Asked, partner_id: UUID) -> HttpResponse:
    """One partner: what it has agreed, what it offers, what it has taken on."""
    found = partner_page(request.actor, partner_id)
    context = {
        "partner": found,
        "kind": found.get_kind_display(),
        "agreements": [
            (each, agreement_status(each.state)) for each in agreements_of_partner(request.actor, partner_id)
        ],
        "offers": [(each, quantity(each.kind, each.amount)) for each in offers_of(request.actor, partner_id)],
        "claimed": claimed_rows(request, partner_id),
        "may_offer": has_ability(request.actor, "need.keep") and found.active,
        "may_keep": has_ability(request.actor, "agreement.keep"),
    }
    return render_page(request, "web/partners/partner.html", context)


def claimed_rows(request: Asked, partner_id: UUID) -> list[Any]:
    return [(each, match_status(each.state)) for each in claimed_by(request.actor, partner_id)[:30]]


@desk("agreement.keep")
@require_http_methods(["GET", "POST"])
def new_partner(request: Asked) -> HttpResponse:
    """Write a partner down."""
    form = PartnerForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("name", "kind", "contact")}
        made = create_partner(by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("partners:partner", made.pk), note=str(_("单位已登记。")))

    context = {"label": _("登记联建单位"), "back": resolve_url("partners:list")}
    return form_door(
        request, form, door="partner.new", do=do, template="web/partners/act.html", context=context
    )
