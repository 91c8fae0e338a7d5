"""The processing register, what goes when, and the check of our own burden (PIPL 55, 56; DOMAIN R1, R2)."""

from functools import partial
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.kernel.calendar import day_of
from doorstep.people.access import has_ability
from doorstep.privacy import services
from doorstep.privacy.queries import households as queries
from doorstep.records.personal import SENSITIVITIES, Declared, processing_register
from doorstep.records.retention import retention_rules
from doorstep.rulebook.queries import values_on
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk
from doorstep.web.privacy.acting import act_page
from doorstep.web.privacy.forms import HoldForm

DESK = ("privacy.keep", "privacy.approve")


def lines_of(found: list[Declared]) -> list[dict[str, Any]]:
    """One line for each purpose: columns that serve the same purpose stand together."""
    ordered = sorted(found, key=lambda each: order_of(each.personal.purpose, found))
    return [
        line_of(personal, list(group)) for personal, group in groupby(ordered, lambda each: each.personal)
    ]


def order_of(purpose: str, found: list[Declared]) -> int:
    """The place at which the purpose first stands."""
    return next(place for place, each in enumerate(found) if each.personal.purpose == purpose)


def line_of(personal: Any, group: list[Declared]) -> dict[str, Any]:
    return {
        "personal": personal,
        "sensitivity": SENSITIVITIES[personal.sensitivity],
        "columns": [f"{each.model}.{each.column}" for each in group],
    }


@desk(*DESK)
@require_safe
def register(request: Asked) -> HttpResponse:
    """Every personal column with its purpose, ground, retention and audience; printable, kept three years."""
    at = timezone.now()
    context = {
        "lines": lines_of(processing_register()),
        "rules": rules_in_force(request.actor.street_id, at=at),
        "runs": queries.runs(request.actor)[:20],
        "labels": {each.code: each.label for each in retention_rules()},
        "holds": queries.holds(request.actor)[:50],
        "many": queries.many_reads(request.actor, at=at),
        "may_hold": has_ability(request.actor, "privacy.approve"),
        "at": at,
    }
    return render_page(request, "web/privacy/register.html", context)


def rules_in_force(street_id: int | None, *, at: Any) -> list[tuple[Any, int]]:
    """Each retention rule with the days that hold today."""
    found = retention_rules()
    days = values_on(street_id, {each.kept_by for each in found}, on=day_of(at))
    return [(each, int(days[each.kept_by])) for each in found]


@desk("privacy.approve")
@require_http_methods(["GET", "POST"])
def new_hold(request: Asked) -> HttpResponse:
    form = HoldForm(request.POST or None)
    back = resolve_url("privacy:register")
    return act_page(request, form, services.place_hold, label=_("暂停到期删除"), back=back)


@desk("privacy.approve")
@require_http_methods(["GET", "POST"])
def lift(request: Asked, hold_id: int) -> HttpResponse:
    found = queries.holds(request.actor).filter(pk=hold_id).first()
    if found is None:
        raise Http404
    act = partial(services.lift_hold, hold_id=found.pk)
    back = resolve_url("privacy:register")
    form = PlainForm(request.POST or None)
    return act_page(request, form, act, label=_("恢复到期删除"), back=back, about=found.reason)
