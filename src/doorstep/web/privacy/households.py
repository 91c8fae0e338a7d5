"""One household's file with its readers, consents, and what asks a person to look."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.privacy import services
from doorstep.privacy.queries import households as queries
from doorstep.privacy.rules import consents as rules
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment, status
from doorstep.web.doors import Asked, desk
from doorstep.web.lists import keyset
from doorstep.web.privacy.acting import act_page
from doorstep.web.privacy.forms import ConsentForm, LookForm
from doorstep.web.privacy.requests import place_id_of


def dwelling_or_404(request: Asked, place_id: int) -> Any:
    try:
        return queries.dwelling_for(request.actor, place_id)
    except ObjectDoesNotExist:
        raise Http404 from None


@desk("privacy.keep")
@require_safe
def households(request: Asked) -> HttpResponse:
    """Find a dwelling by its written address; the finding shows addresses alone."""
    text = request.GET.get("text", "")
    context = {"text": text, "places": queries.find_dwellings(request.actor, text)}
    return render_page(request, "web/privacy/households.html", context)


@desk("privacy.keep")
@require_safe
def household(request: Asked, place_id: int) -> HttpResponse:
    """Who looked at this household's file; the file itself opens by POST with a reason."""
    place = dwelling_or_404(request, place_id)
    return render_page(request, "web/privacy/household.html", household_context(place, LookForm()))


def household_context(place: Any, form: PlainForm) -> dict[str, Any]:
    return {"place": place, "form": form, "reads": queries.reads_of(place)[:100], "held": None}


@desk("privacy.keep")
@require_POST
def open_file(request: Asked, place_id: int) -> HttpResponse:
    """Shown once, on this answer only; reloading is another look and another entry."""
    place = dwelling_or_404(request, place_id)
    form = LookForm(request.POST)
    held, status_code = None, 422
    if form.is_valid():
        reason, status_code = form.cleaned_data["reason"], 200
        with transaction.atomic():
            held = services.read_household(
                place_id=place.pk, reason=reason, by=request.actor, at=timezone.now()
            )
    context = household_context(place, form) | {"held": held, "shown": status_code == 200}
    return render(request, "web/privacy/household.html", context, status=status_code)


@desk("privacy.keep")
@require_POST
def letter(request: Asked, place_id: int) -> HttpResponse:
    """谁看过我家的情况, for the household, on A4."""
    place = dwelling_or_404(request, place_id)
    with transaction.atomic():
        services.print_letter(place_id=place.pk, by=request.actor, at=timezone.now())
    context = {"place": place, "reads": queries.reads_of(place), "at": timezone.now()}
    return render(request, "web/privacy/letter.html", context)


@desk("privacy.keep")
@require_safe
def consents(request: Asked) -> HttpResponse:
    """Separate consents, newest first."""
    rows, pager = keyset(request, queries.consents(request.actor))
    table = Table(
        caption=translate("单独同意"),
        columns=[
            Column(translate("住处"), "clip"),
            Column(translate("同意什么")),
            Column(translate("同意日期"), "tight"),
            Column(translate("状态")),
            Column(translate("操作"), "acts"),
        ],
        rows=[consent_row(each) for each in rows],
        empty_title=translate("还没有登记单独同意"),
        empty_text=translate("处理敏感信息、提供给其他单位、公开，三样要分别征得同意。"),
    )
    context = {
        "table": table,
        "pager": pager,
        "title": translate("单独同意"),
        "add": resolve_url("privacy:new-consent"),
        "add_label": translate("登记单独同意"),
        "lead": translate("本人随时可以撤回，不必说明理由；撤回不影响办事。"),
    }
    return render_page(request, "web/privacy/list.html", context)


def consent_row(found: Any) -> Row:
    state = "withdrawn" if found.withdrawn_at else "given"
    url = resolve_url("privacy:withdraw", found.pk)
    return Row(
        cells=[
            found.place.full_name,
            translate(rules.SCOPES[found.scope]),
            moment(found.given_at, "iso"),
            status(translate(rules.STATES[state]), "done" if state == "given" else "off"),
            "" if found.withdrawn_at else Link(translate("撤回"), url),
        ]
    )


@desk("privacy.keep")
@require_http_methods(["GET", "POST"])
def new_consent(request: Asked) -> HttpResponse:
    form = ConsentForm(request.POST or None)

    def give(*, door: str, **values: Any) -> Any:
        return services.give_consent(place_id=place_id_of(request, door) or 0, **values)

    back = resolve_url("privacy:consents")
    return act_page(request, form, give, label=_("登记单独同意"), back=back)


@desk("privacy.keep")
@require_http_methods(["GET", "POST"])
def withdraw(request: Asked, consent_id: UUID) -> HttpResponse:
    try:
        found = queries.consents(request.actor).get(pk=consent_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    act = partial(services.withdraw_consent, consent_id=found.pk)
    form = PlainForm(request.POST or None)
    back = resolve_url("privacy:consents")
    return act_page(request, form, act, label=_("撤回单独同意"), back=back, about=found.place.full_name)
