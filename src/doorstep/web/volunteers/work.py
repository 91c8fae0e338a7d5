"""Services entered and confirmed, the posts board, and pledges."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.kernel.calendar import day_of
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import status
from doorstep.volunteers import queries, rules
from doorstep.volunteers.names import name_of
from doorstep.volunteers.services import (
    Card,
    comment_pledge,
    confirm_service,
    enter_service,
    publish_post,
    refuse_service,
    settle_pledge,
)
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.tones import PLEDGE_TONES
from doorstep.web.volunteers.forms import JudgeForm, NoteForm, OutcomeForm, PostForm, ServeForm
from doorstep.web.volunteers.register import KEEPERS, hours_of, life_entry, own_places

CONFIRMERS = ("member.keep", "service.confirm")


def card_from(values: dict[str, Any]) -> Card:
    """The form's hours as whole minutes."""
    names = ("served_on", "what", "for_whom", "post_id")
    return Card(minutes=int(values["hours"] * 60), **{name: values[name] for name in names})


@desk(*CONFIRMERS)
@require_http_methods(["GET", "POST"])
def serve(request: Asked, number: str) -> HttpResponse:
    """Write a service down; after it the form stands ready for the next."""
    member = queries.member_to_serve(request.actor, number)
    today = day_of(timezone.now())
    form = ServeForm(request.POST or None, posts=queries.claimed_posts(member), initial={"served_on": today})

    def do() -> Answer:
        card = card_from(form.cleaned_data)
        enter_service(member_id=member.pk, card=card, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("volunteers:serve", number), note=str(_("已登记，等另一人核实。")))

    context = {
        "label": _("登记服务"),
        "about": f"{number} {name_of(member)}",
        "back": resolve_url("volunteers:waiting"),
    }
    return form_door(
        request, form, door="member.serve", do=do, template="web/volunteers/act.html", context=context
    )


@desk(*CONFIRMERS)
@require_safe
def waiting(request: Asked) -> HttpResponse:
    """Services that wait for this person's word, oldest first."""
    rows, pager = keyset(request, queries.waiting_services(request.actor), newest_first=False)
    table = Table(
        caption=translate("待核实的服务"),
        columns=[
            Column(translate("服务日期"), "tight"),
            Column(translate("姓名")),
            Column(translate("做了什么"), "clip"),
            Column(translate("为谁做的"), "clip"),
            Column(translate("社区")),
        ],
        rows=[waiting_row(each) for each in rows],
        empty_title=translate("没有等您核实的服务"),
        empty_text=translate("自己登记的服务由别人核实。"),
    )
    context = {"table": table, "pager": pager, "heading": _("核实服务")}
    return render_page(request, "web/volunteers/table.html", context)


def waiting_row(service: Any) -> Row:
    url = resolve_url("volunteers:judge", service.pk)
    return Row(
        cells=[
            Link(service.served_on, url),
            name_of(service.report_in),
            Link(service.what, url),
            service.for_whom,
            service.report_in.place.name,
        ],
        key=str(service.pk),
    )


@desk(*CONFIRMERS)
@require_http_methods(["GET", "POST"])
def judge(request: Asked, service_id: UUID) -> HttpResponse:
    """Say whether it was done, on whose word."""
    service = queries.service_to_confirm(request.actor, service_id)
    form = JudgeForm(request.POST or None)

    def do() -> Answer:
        answer, reason = form.cleaned_data["answer"], form.cleaned_data["reason"]
        asked: dict[str, Any] = {"service_id": service_id, "by": request.actor, "at": timezone.now()}
        if answer == "refused":
            refuse_service(reason=reason, **asked)
        else:
            confirm_service(confirmer=answer, **asked)
        return Answer(to=resolve_url("volunteers:waiting"), note=str(_("核实结果已记下。")))

    facts = [
        (_("姓名"), name_of(service.report_in)),
        (_("服务日期"), service.served_on),
        (_("做了什么"), service.what),
        (_("为谁做的"), service.for_whom),
        (_("小时"), hours_of(service.minutes)),
    ]
    context = {"label": _("核实服务"), "facts": facts, "back": resolve_url("volunteers:waiting")}
    return form_door(
        request, form, door="member.judge", do=do, template="web/volunteers/act.html", context=context
    )


@desk(*KEEPERS)
@require_safe
def posts(request: Asked) -> HttpResponse:
    """What the communities need."""
    rows, pager = keyset(request, queries.posts(request.actor))
    table = Table(
        caption=translate("服务岗位"),
        columns=[
            Column(translate("岗位")),
            Column(translate("社区")),
            Column(translate("需要做什么"), "clip"),
            Column(translate("已认领 / 需要"), "num"),
        ],
        rows=[
            Row(cells=[each.title, each.place.name, each.need, f"{each.taken} / {each.wanted_count}"])
            for each in rows
        ],
        empty_title=translate("还没有服务岗位"),
    )
    context = {
        "table": table,
        "pager": pager,
        "heading": _("服务岗位"),
        "add": resolve_url("volunteers:new-post"),
        "add_label": _("发布岗位"),
    }
    return render_page(request, "web/volunteers/table.html", context)


@desk(*KEEPERS)
@require_http_methods(["GET", "POST"])
def new_post(request: Asked) -> HttpResponse:
    """Put a need on the board."""
    form = PostForm(request.POST or None, places=[(each.pk, each.name) for each in own_places(request)])

    def do() -> Answer:
        values = {name: value for name, value in form.cleaned_data.items() if name != "receipt"}
        publish_post(by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("volunteers:posts"), note=str(_("岗位已发布。")))

    context = {"label": _("发布岗位"), "back": resolve_url("volunteers:posts")}
    return form_door(
        request, form, door="member.post", do=do, template="web/volunteers/act.html", context=context
    )


@desk(*KEEPERS)
@require_safe
def pledges(request: Asked) -> HttpResponse:
    """What was promised, newest first."""
    state, kept = request.GET.get("state", ""), "kept" in request.GET
    rows, pager = keyset(request, queries.pledges(request.actor, state=state, kept=kept))
    table = Table(
        caption=translate("承诺践诺"),
        columns=[
            Column(translate("承诺什么"), "clip"),
            Column(translate("姓名")),
            Column(translate("社区")),
            Column(translate("到期日"), "tight"),
            Column(translate("办到了吗")),
            Column(translate("状态")),
        ],
        rows=[pledge_row(each) for each in rows],
        empty_title=translate("没有符合的承诺"),
    )
    context = {
        "table": table,
        "pager": pager,
        "heading": _("承诺践诺"),
        "states": rules.PLEDGE_STATES,
        "state": state,
    }
    return render_page(request, "web/volunteers/table.html", context)


def pledge_row(pledge: Any) -> Row:
    url = resolve_url("volunteers:pledge", pledge.pk)
    outcome = rules.PLEDGE_STATES.get(pledge.outcome, "")
    return Row(
        cells=[
            Link(pledge.text, url),
            name_of(pledge.report_in),
            pledge.report_in.place.name,
            pledge.due_on,
            translate(outcome) if outcome else "",
            status(translate(rules.PLEDGE_STATES[pledge.state]), PLEDGE_TONES[pledge.state]),
        ]
    )


@desk(*KEEPERS)
@require_http_methods(["GET", "POST"])
def pledge(request: Asked, pledge_id: UUID) -> HttpResponse:
    """One pledge with its life, and the form of what comes next: the outcome, then the comment."""
    found = queries.pledge_page(request.actor, pledge_id)
    waits_for_outcome = found.state in {"pledged", "due"}
    form = (OutcomeForm if waits_for_outcome else NoteForm)(request.POST or None)

    def do() -> Answer:
        values = {name: value for name, value in form.cleaned_data.items() if name != "receipt"}
        settle = settle_pledge if waits_for_outcome else comment_pledge
        settle(pledge_id=pledge_id, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("volunteers:pledge", pledge_id), note=str(_("已记下。")))

    context = {
        "label": _("核定践诺") if waits_for_outcome else _("点评践诺"),
        "facts": [
            (_("姓名"), name_of(found.report_in)),
            (_("承诺什么"), found.text),
            (_("到期日"), found.due_on),
            (_("状态"), translate(rules.PLEDGE_STATES[found.state])),
        ],
        "life": [life_entry(each) for each in found.steps.order_by("id")],
        "is_over": found.state == "commented",
        "back": resolve_url("volunteers:pledges"),
    }
    return form_door(
        request, form, door="pledge.next", do=do, template="web/volunteers/act.html", context=context
    )
