"""Stars, their notice and appeals; not found while the street has points switched off."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.kernel.calendar import day_of
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import status
from doorstep.volunteers import queries, rules
from doorstep.volunteers.names import name_of
from doorstep.volunteers.services import announce_star, answer_appeal, answer_star, award_star, object_to_star
from doorstep.web.doors import Asked, View, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.tones import STAR_TONES
from doorstep.web.volunteers.forms import AnswerForm, AppealForm
from doorstep.web.volunteers.register import KEEPERS, life_entry, points_on


def while_on(view: View) -> View:
    """Q1: the page does not exist until the street switches points on."""

    @wraps(view)
    def guarded(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        if not points_on(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@desk(*KEEPERS)
@while_on
@require_safe
def listing(request: Asked) -> HttpResponse:
    """Stars in the order in which they were proposed."""
    state = request.GET.get("state", "")
    rows, pager = keyset(request, queries.stars(request.actor, state=state))
    table = Table(
        caption=translate("评星"),
        columns=[
            Column(translate("姓名")),
            Column(translate("社区")),
            Column(translate("星级")),
            Column(translate("公示到"), "tight"),
            Column(translate("状态")),
        ],
        rows=[star_row(each) for each in rows],
        empty_title=translate("还没有星级"),
        empty_text=translate("在报到党员的档案里提名。"),
    )
    context = {
        "table": table,
        "pager": pager,
        "heading": _("评星"),
        "states": rules.STAR_STATES,
        "state": state,
        "add": resolve_url("volunteers:star-notice"),
        "add_label": _("打印星级公示"),
    }
    return render_page(request, "web/volunteers/table.html", context)


def star_row(award: Any) -> Row:
    return Row(
        cells=[
            Link(name_of(award.report_in), resolve_url("volunteers:star", award.pk)),
            award.report_in.place.name,
            "★" * award.level,
            award.ends_on or "",
            status(translate(rules.STAR_STATES[award.state]), STAR_TONES[award.state]),
        ]
    )


NEXT: dict[str, tuple[tuple[str, Any], ...]] = {
    "proposed": (("announce", _("开始公示")),),
    "announced": (("object", _("登记异议")), ("award", _("授星"))),
    "objected": (("answer", _("答复异议")),),
    "answered": (("award", _("授星")),),
}
FORMS = {"announce": PlainForm, "object": AppealForm, "answer": AnswerForm, "award": PlainForm}
SERVICES: dict[str, Callable[..., Any]] = {
    "announce": announce_star,
    "object": object_to_star,
    "answer": answer_star,
    "award": award_star,
}


@desk(*KEEPERS)
@while_on
@require_safe
def star(request: Asked, award_id: UUID) -> HttpResponse:
    """One star with its life and what can be done next."""
    found = queries.star_page(request.actor, award_id)
    context = {
        "award": found,
        "name": name_of(found.report_in),
        "state": (rules.STAR_STATES[found.state], STAR_TONES[found.state]),
        "stars": "★" * found.level,
        "acts": [
            (label, resolve_url("volunteers:star-act", award_id, act))
            for act, label in NEXT.get(found.state, ())
        ],
        "life": [life_entry(each) for each in found.steps.order_by("id")],
    }
    return render_page(request, "web/volunteers/star.html", context)


@desk(*KEEPERS)
@while_on
@require_http_methods(["GET", "POST"])
def move(request: Asked, award_id: UUID, act: str) -> HttpResponse:
    """One act on a star."""
    queries.star_page(request.actor, award_id)
    if act not in SERVICES:
        raise Http404
    form = FORMS[act](request.POST or None)

    def do() -> Answer:
        values = {name: value for name, value in form.cleaned_data.items() if name != "receipt"}
        SERVICES[act](award_id=award_id, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("volunteers:star", award_id), note=str(_("已办理。")))

    label = next(label for acts in NEXT.values() for name, label in acts if name == act)
    context = {"label": label, "back": resolve_url("volunteers:star", award_id)}
    return form_door(
        request, form, door=f"star.{act}", do=do, template="web/volunteers/act.html", context=context
    )


@desk(*KEEPERS)
@while_on
@require_safe
def notice(request: Asked) -> HttpResponse:
    """星级公示 for the board: masked names, in the order of proposing."""
    rows = queries.announced(request.actor, on=day_of(timezone.now()))
    lines = [(rules.masked(name_of(each.report_in)), "★" * each.level, each) for each in rows]
    return render_page(request, "web/volunteers/notice.html", {"lines": lines})


@desk(*KEEPERS)
@while_on
@require_safe
def appeals(request: Asked) -> HttpResponse:
    """Appeals, newest first."""
    rows, pager = keyset(request, queries.appeals(request.actor))
    table = Table(
        caption=translate("申诉"),
        columns=[
            Column(translate("姓名")),
            Column(translate("为什么不同意"), "clip"),
            Column(translate("答复期限"), "tight"),
            Column(translate("状态")),
        ],
        rows=[
            Row(
                cells=[
                    name_of(each.report_in),
                    Link(each.text, resolve_url("volunteers:appeal", each.pk)),
                    day_of(each.due_at),
                    translate(rules.APPEAL_STATES[each.state]),
                ]
            )
            for each in rows
        ],
        empty_title=translate("没有申诉"),
    )
    context = {"table": table, "pager": pager, "heading": _("申诉")}
    return render_page(request, "web/volunteers/table.html", context)


@desk(*KEEPERS)
@while_on
@require_http_methods(["GET", "POST"])
def appeal(request: Asked, appeal_id: UUID) -> HttpResponse:
    """Answer an appeal; by somebody who did not refuse the service."""
    found = queries.appeal_page(request.actor, appeal_id)
    form = AnswerForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("upheld", "answer")}
        answer_appeal(appeal_id=appeal_id, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("volunteers:appeals"), note=str(_("已答复。")))

    facts = [
        (_("姓名"), name_of(found.report_in)),
        *against(found),
        (_("为什么不同意"), found.text),
        (_("答复"), found.answer or "–"),
    ]
    context = {
        "label": _("答复申诉"),
        "facts": facts,
        "is_over": found.state != "lodged",
        "back": resolve_url("volunteers:appeals"),
    }
    return form_door(
        request, form, door="appeal.answer", do=do, template="web/volunteers/act.html", context=context
    )


def against(found: Any) -> list[tuple[Any, Any]]:
    """What the member does not agree with; how many points it was is nobody else's business."""
    if found.service is not None:
        return [(_("做了什么"), found.service.what), (_("未予核实的理由"), found.service.refusal)]
    return [(_("哪一天的积分"), found.entry.on), (_("冲销的理由"), found.entry.reason)]
