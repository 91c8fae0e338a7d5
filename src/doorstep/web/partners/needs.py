"""Needs: the board, the page with suggestions, and what can be done to one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.delivery.access.agreements import can_keep_needs
from doorstep.delivery.queries.needs import need_page, needs, ratings_seen, suggested, unmet_by_age
from doorstep.delivery.rules import agreements as kinds
from doorstep.delivery.rules import needs as rules
from doorstep.delivery.services import Need, move_need, rate_match, write_need
from doorstep.people.access import has_ability
from doorstep.places.queries import communities
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.partners.forms import NeedForm, NoteForm, RateForm
from doorstep.web.partners.shown import MATCH_TONES, life_of, match_status, quantity, reason_words

READ = ("agreement.read", "need.keep")
FILTERS = ("state", "kind", "unmet", "year")
# act → (label, states it starts from, whether a word is asked)
PAGE_ACTS: dict[str, tuple[Any, frozenset[str], bool]] = {
    "publish": (_("发布"), frozenset({"draft"}), False),
    "confirm": (_("确认对接"), frozenset({"claimed"}), False),
    "decline": (_("不接受认领"), frozenset({"claimed"}), True),
    "start": (_("开始落实"), frozenset({"matched"}), False),
    "give_back": (_("退回认领"), frozenset({"matched", "delivering"}), True),
    "close": (_("办结"), frozenset({"rated"}), False),
    "withdraw": (_("撤回"), frozenset({"draft", "published", "claimed", "matched"}), True),
}


@desk(*READ)
@require_safe
def board(request: Asked) -> HttpResponse:
    """Needs in sight, newest first, with how long the unmet ones have waited."""
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    rows, pager = keyset(request, needs(request.actor, filters=filters))
    ages = unmet_by_age(request.actor, at=timezone.now())
    table = Table(
        caption=translate("需求"),
        columns=[
            Column(translate("需求"), "clip"),
            Column(translate("社区")),
            Column(translate("类别")),
            Column(translate("数量"), "num"),
            Column(translate("认领单位"), "clip"),
            Column(translate("状态")),
        ],
        rows=[board_row(each) for each in rows],
        empty_title=translate("没有符合的需求"),
        empty_text=translate("换个条件再查，或者登记一条需求。"),
    )
    context = {
        "table": table,
        "pager": pager,
        "filters": filters,
        "states": rules.MATCH_STATES,
        "kinds": kinds.RESOURCE_KINDS,
        "ages": [
            {"label": translate("7 天以内"), "value": ages["week"], "url": "?unmet=1"},
            {"label": translate("8 到 30 天"), "value": ages["month"], "url": "?unmet=1"},
            {"label": translate("30 天以上"), "value": ages["older"], "url": "?unmet=1", "tone": "now"},
        ],
        "may_keep": has_ability(request.actor, "need.keep"),
    }
    return render_page(request, "web/partners/needs.html", context)


def board_row(match: Any) -> Row:
    need = match.need
    return Row(
        [
            Link(need.title, resolve_url("partners:need", need.pk)),
            need.place.name,
            translate(kinds.RESOURCE_KINDS[need.kind]),
            quantity(need.kind, need.amount),
            match.partner.name if match.partner else "",
            match_status(match.state),
        ],
        key=str(match.pk),
        name=need.title,
    )


@desk(*READ)
@require_safe
def need(request: Asked, need_id: UUID) -> HttpResponse:
    """One need: what it asks for, who could help and why, how it went."""
    match = need_page(request.actor, need_id)
    may_keep = can_keep_needs(request.actor, path=match.path)
    given = {each.side for each in match.ratings.all()}
    context = {
        "match": match,
        "state": match_status(match.state),
        "facts": facts_of(match),
        "acts": acts_for(match) if may_keep else [],
        "may_rate": may_keep and match.delivered_at is not None and "need" not in given,
        "suggested": [
            (each, quantity(each.resource.kind, each.resource.amount), reason_words(each.reasons))
            for each in (suggested(request.actor, match) if match.state in ("draft", *rules.UNMET) else [])
        ],
        "ratings": rating_rows(match, own="need"),
        "life": life_of(match.steps.all(), rules.ACTS, MATCH_TONES),
        "is_open": match.state not in rules.WORKFLOW.final,
    }
    return render_page(request, "web/partners/need.html", context)


def facts_of(match: Any) -> list[tuple[Any, Any]]:
    """What the task needs, and nothing about any resident."""
    need = match.need
    return [
        (_("社区"), need.place.name),
        (_("资源类别"), translate(kinds.RESOURCE_KINDS[need.kind])),
        (_("数量"), quantity(need.kind, need.amount)),
        (_("时间"), f"{need.needed_from} – {need.needed_until}"),
        (_("条件"), need.conditions or "–"),
    ]


def rating_rows(match: Any, *, own: str) -> list[tuple[str, str, Any]]:
    return [
        (translate(rules.SIDES[each.side]), translate(rules.GRADES[each.grade]), each)
        for each in ratings_seen(match, own=own)
    ]


def acts_for(match: Any) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": resolve_url("partners:need-act", match.need_id, act)}
        for act, (label, states, _note) in PAGE_ACTS.items()
        if match.state in states
    ]


@desk("need.keep")
@require_http_methods(["GET", "POST"])
def new_need(request: Asked) -> HttpResponse:
    """Write a need down; partners see it once it is published."""
    places = [(each.pk, each.name) for each in communities(request.actor.street_id or 0)]
    form = NeedForm(request.POST or None, choices={"place_id": places})

    def do() -> Answer:
        names = (
            "place_id",
            "kind",
            "title",
            "content",
            "amount",
            "needed_from",
            "needed_until",
            "conditions",
        )
        values = {name: form.cleaned_data[name] for name in names}
        made = write_need(need=Need(**values), by=request.actor, at=timezone.now())
        to = resolve_url("partners:need", made.need_id)
        return Answer(to=to, note=str(_("需求已登记，发布以后联建单位才看得到。")))

    context = {"label": _("登记需求"), "back": resolve_url("partners:needs")}
    return form_door(request, form, door="need.new", do=do, template="web/partners/act.html", context=context)


@desk("need.keep")
@require_http_methods(["GET", "POST"])
def act(request: Asked, need_id: UUID, act: str) -> HttpResponse:
    """One move of a need, asked once more, with a word where one is owed."""
    if act not in PAGE_ACTS:
        raise Http404
    match = need_page(request.actor, need_id)
    label, _states, wants_note = PAGE_ACTS[act]
    form = (NoteForm if wants_note else PlainForm)(request.POST or None)

    def do() -> Answer:
        note = form.cleaned_data.get("note", "")
        move_need(need_id=need_id, name=act, note=note, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("partners:need", need_id), note=str(_("已办理。")))

    context = {"label": label, "about": match.need.title, "back": resolve_url("partners:need", need_id)}
    return form_door(
        request, form, door=f"need.{act}", do=do, template="web/partners/act.html", context=context
    )


@desk("need.keep")
@require_http_methods(["GET", "POST"])
def rate(request: Asked, need_id: UUID) -> HttpResponse:
    """The side that asked says how it went."""
    return rating_door(request, need_id, side="need", back=resolve_url("partners:need", need_id))


def rating_door(request: Asked, need_id: UUID, *, side: str, back: str) -> HttpResponse:
    match = need_page(request.actor, need_id)
    form = RateForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("grade", "words")}
        rate_match(need_id=need_id, side=side, by=request.actor, at=timezone.now(), **values)
        return Answer(to=back, note=str(_("评价已记下。对方评完以后互相看得到。")))

    context = {"label": _("评价"), "about": match.need.title, "back": back}
    return form_door(
        request, form, door=f"need.rate.{side}", do=do, template="web/partners/act.html", context=context
    )
