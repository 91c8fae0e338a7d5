"""The list of requests, taking one in, and its page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.kernel.errors import NotPossible
from doorstep.kernel.refs import show_tracking_number
from doorstep.people.access import has_ability
from doorstep.places.queries import find_place
from doorstep.privacy import services
from doorstep.privacy.queries import requests as queries
from doorstep.privacy.rules import requests as rules
from doorstep.privacy.rules.acts import ACTS
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment, status
from doorstep.web.doors import Asked, desk
from doorstep.web.lists import keyset
from doorstep.web.privacy.acting import act_page
from doorstep.web.privacy.forms import AskForm
from doorstep.web.tones import RIGHTS_TONES

DESK = ("privacy.keep", "privacy.approve")


def found_or_404(request: Asked, request_id: UUID) -> Any:
    try:
        return queries.request_page(request.actor, request_id)
    except ObjectDoesNotExist:
        raise Http404 from None


@desk(*DESK)
@require_safe
def request_list(request: Asked) -> HttpResponse:
    """Requests with their deadlines, newest first; those that still wait can be picked out."""
    state = request.GET.get("state", "")
    rows, pager = keyset(request, queries.requests(request.actor, state=state))
    at = timezone.now()
    table = Table(
        caption=translate("个人信息请求"),
        columns=[
            Column(translate("编号"), "tight"),
            Column(translate("种类")),
            Column(translate("怎样提出的")),
            Column(translate("状态")),
            Column(translate("答复期限"), "tight"),
        ],
        rows=[request_row(each, at=at) for each in rows],
        empty_title=translate("没有个人信息请求"),
        empty_text=translate("居民要查阅、复制、更正或删除自己的资料，在这里登记。"),
    )
    context = {
        "table": table,
        "pager": pager,
        "state": state,
        "states": {"open": _("没办完的"), **rules.STATES},
        "may_keep": has_ability(request.actor, "privacy.keep"),
    }
    return render_page(request, "web/privacy/requests.html", context)


def request_row(found: Any, *, at: Any) -> Row:
    late = found.state in ("received", "identified") and found.due_at < at
    due = moment(found.due_at, "iso")
    return Row(
        cells=[
            Link(show_tracking_number(found.tracking), resolve_url("privacy:request", found.pk)),
            translate(rules.KINDS[found.kind]),
            translate(rules.SOURCES[found.source]),
            status(translate(rules.STATES[found.state]), RIGHTS_TONES[found.state]),
            translate("%(day)s 已超时") % {"day": due} if late else due,
        ],
        key=str(found.pk),
        late=late,
    )


@desk("privacy.keep")
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """A request that came to the counter, on paper or by phone."""
    form = AskForm(request.POST or None)

    def ask(*, door: str, by: Any, at: Any, **values: str) -> Any:
        asking = services.Asking(**values, place_id=place_id_of(request, door))
        return services.ask_about_self(street_id=by.street_id, asking=asking, by=by, at=at)

    return act_page(
        request,
        form,
        ask,
        label=_("登记个人信息请求"),
        back=resolve_url("privacy:list"),
        to=lambda found: resolve_url("privacy:request", found.pk),
    )


def place_id_of(request: Asked, door: str) -> int | None:
    """The dwelling that these words name; words that name none are refused rather than dropped."""
    if not door.strip():
        return None
    found = find_place(request.actor.street_id or 0, door)
    if found is None or found.kind != "dwelling":
        raise NotPossible("household.not_a_dwelling")
    return int(found.pk)


@desk(*DESK)
@require_safe
def page(request: Asked, request_id: UUID) -> HttpResponse:
    """One request: what is asked, by when, and how it got here. What is held is opened by POST alone."""
    found = found_or_404(request, request_id)
    return render_page(request, "web/privacy/request.html", page_context(request, found))


@desk("privacy.keep")
@require_POST
def phone(request: Asked, request_id: UUID) -> HttpResponse:
    """The number to call, on this answer only; looking is an act in the journal."""
    return shown_once(request, request_id, "phone", services.read_phone)


@desk("privacy.keep")
@require_POST
def look(request: Asked, request_id: UUID) -> HttpResponse:
    """What is held, on this answer only; reloading is another look and another entry."""
    return shown_once(request, request_id, "held", services.look_up)


def shown_once(request: Asked, request_id: UUID, name: str, read: Callable[..., Any]) -> HttpResponse:
    """The request's page with what this look read."""
    found = found_or_404(request, request_id)
    with transaction.atomic():
        value = read(request_id=found.pk, by=request.actor, at=timezone.now())
    context = page_context(request, found_or_404(request, request_id))
    return render(request, "web/privacy/request.html", context | {name: value})


def page_context(request: Asked, found: Any) -> dict[str, Any]:
    return {
        "found": found,
        "shown": show_tracking_number(found.tracking),
        "pin": queries.pin_for(found.tracking) if has_ability(request.actor, "privacy.keep") else "",
        "tone": RIGHTS_TONES[found.state],
        "state_label": rules.STATES[found.state],
        "facts": facts_of(found),
        "life": [life_entry(each) for each in sorted(found.steps.all(), key=lambda each: (each.at, each.pk))],
        "is_open": found.state not in rules.WORKFLOW.final,
        "may_keep": has_ability(request.actor, "privacy.keep"),
        "changes": rules.CHANGES.get(found.kind, ()),
        "erased": queries.erased_of(found),
        "held": None,
        "phone": "",
    }


def covered(phone: str) -> str:
    """Enough of a number to compare it with what somebody says at the counter, not enough to pass it on."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else phone


def facts_of(found: Any) -> list[tuple[Any, Any]]:
    """What the desk needs to work on it; part of the phone is read out to make sure who asks."""
    rows = [
        (translate("种类"), translate(rules.KINDS[found.kind])),
        (translate("怎样提出的"), translate(rules.SOURCES[found.source])),
        (translate("收到"), moment(found.received_at)),
        (translate("答复期限"), moment(found.due_at, "day")),
        (translate("称呼"), queries.name_of(found)),
        (translate("电话"), covered(queries.phone_of(found))),
        (translate("住处"), found.place.full_name if found.place else ""),
        (translate("核对身份"), translate(rules.IDENTIFIED_BY.get(found.identified_by, ""))),
        (translate("法律规定的理由"), translate(rules.GROUNDS.get(found.ground, ""))),
        (translate("答复"), found.answer),
    ]
    return [(label, value) for label, value in rows if value]


def life_entry(step: Any) -> dict[str, Any]:
    return {
        "when": step.at,
        "who": step.by_name,
        "what": translate(ACTS[step.act]),
        "note": step.note,
        "tone": "done",
    }


@desk("privacy.keep")
@require_safe
def paper(request: Asked, request_id: UUID) -> HttpResponse:
    """The answer on A4: what was found, the ground of a refusal, where to complain."""
    found = found_or_404(request, request_id)
    if found.state in rules.OPEN[:2]:
        raise Http404
    context = {
        "found": found,
        "shown": show_tracking_number(found.tracking),
        "kind": rules.KINDS[found.kind],
        "ground": rules.GROUNDS.get(found.ground, ""),
        "held": queries.chosen_of(found, reader=request.actor),
        "erased": queries.erased_of(found),
    }
    return render_page(request, "web/privacy/paper.html", context)


@desk("privacy.keep")
@require_safe
def copy(request: Asked, request_id: UUID) -> HttpResponse:
    """The same for a machine, as PIPL 45 asks of a copy that is to be taken elsewhere."""
    found = found_or_404(request, request_id)
    if found.state in rules.OPEN[:2]:
        raise Http404
    body = {
        "number": found.tracking,
        "answer": found.answer,
        "held": [as_json(each) for each in queries.chosen_of(found, reader=request.actor)],
        "erased": [{"kind": each.label, "stays": each.stays} for each in queries.erased_of(found)],
    }
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{found.tracking}.json"'
    return response


def as_json(held: Any) -> dict[str, Any]:
    return {
        "kind": held.holder,
        "title": held.title,
        "at": held.at.isoformat(),
        "words": {label: text for label, text in held.words if text},
    }
