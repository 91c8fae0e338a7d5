"""The member's own pages: own posts, services, pledges and points, and nobody else's."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.kernel.calendar import day_of
from doorstep.places.queries import street
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.volunteers import queries, rules
from doorstep.volunteers.codes import code_of
from doorstep.volunteers.names import name_of
from doorstep.volunteers.printouts import own_entries
from doorstep.volunteers.services import (
    claim_post,
    enter_service,
    lodge_appeal,
    lodge_entry_appeal,
    make_pledge,
    withdraw_consent,
)
from doorstep.web.doors import Asked, desk, form_door, write_door, write_once
from doorstep.web.downloads import as_download
from doorstep.web.volunteers.forms import AppealForm, PledgeForm, ServeForm
from doorstep.web.volunteers.register import card_of, hours_of, points_on, service_line
from doorstep.web.volunteers.work import card_from


def mine_or_404(request: Asked) -> Any:
    """The signed-in member's own file; not found while no file is linked to the account."""
    member = queries.own_member(request.actor)
    if member is None:
        raise Http404
    return member


@desk("service.own")
@require_safe
def mine(request: Asked) -> HttpResponse:
    """Everything of one's own on one page."""
    member = queries.own_member(request.actor)
    if member is None:
        return render_page(request, "web/volunteers/mine.html", {"member": None})
    on = points_on(request)
    entries = list(queries.entries_of(member)[:20]) if on else []
    year = entries[0].on.year if entries else day_of(timezone.now()).year
    context = {
        "member": member,
        "name": name_of(member),
        "state_label": rules.STATES[member.state],
        "hours": hours_of(queries.minutes_of(member)),
        "points_on": on,
        "year": year,
        "balance": queries.own_balance(member, year) if on else None,
        "entries": entries,
        "rewards": list(queries.rewards(request.actor, on=day_of(timezone.now()))) if on else [],
        "redemptions": [redemption_line(each) for each in queries.redemptions_of(member)] if on else [],
        "stars": [(each, "★" * each.level) for each in queries.stars_of(member)] if on else [],
        "services": [service_line(each) for each in queries.services_of(member)[:8]],
        "claimed": queries.claimed_posts(member),
        "open_posts": queries.open_posts_for(member),
        "pledges": [(each, rules.PLEDGE_STATES[each.state]) for each in queries.pledges_of(member)],
        "blank": PlainForm(),
    }
    return render_page(request, "web/volunteers/mine.html", context)


def redemption_line(each: Any) -> tuple[Any, str, str]:
    """What was taken, in which state, and the code while it still works."""
    code = code_of(each.pk) if each.state == "open" else ""
    return each, rules.REDEMPTION_STATES[each.state], f"{code[:5]} {code[5:]}".strip()


@desk("service.own")
@require_http_methods(["GET", "POST"])
def serve(request: Asked) -> HttpResponse:
    """Write down what I did; somebody else confirms it."""
    member = mine_or_404(request)
    first = {"served_on": day_of(timezone.now())}
    form = ServeForm(request.POST or None, posts=queries.claimed_posts(member), initial=first)

    def do() -> Answer:
        card = card_from(form.cleaned_data)
        enter_service(member_id=member.pk, card=card, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("volunteers:mine"), note=str(_("已登记，等另一人核实。")))

    return own_form(request, form, door="mine.serve", do=do, label=_("登记服务"))


@desk("service.own")
@require_http_methods(["GET", "POST"])
def pledge(request: Asked) -> HttpResponse:
    """Promise something by a day."""
    member = mine_or_404(request)
    form = PledgeForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("text", "due_on")}
        make_pledge(member_id=member.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("volunteers:mine"), note=str(_("承诺已记下。")))

    return own_form(request, form, door="mine.pledge", do=do, label=_("作出承诺"))


@desk("service.own")
@require_http_methods(["GET", "POST"])
def withdraw(request: Asked) -> HttpResponse:
    """Take the consent back; name and phone are erased at once."""
    member = mine_or_404(request)
    form = PlainForm(request.POST or None)

    def do() -> Answer:
        withdraw_consent(member_id=member.pk, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("volunteers:mine"), note=str(_("同意已撤回，姓名和电话已经删除。")))

    return own_form(request, form, door="mine.withdraw", do=do, label=_("撤回同意并退出"))


@desk("service.own")
@require_http_methods(["GET", "POST"])
def appeal(request: Asked, service_id: UUID) -> HttpResponse:
    """Say why a refused service should count."""
    service = queries.own_service(mine_or_404(request), service_id)
    form = AppealForm(request.POST or None)

    def do() -> Answer:
        lodge_appeal(
            service_id=service.pk, text=form.cleaned_data["text"], by=request.actor, at=timezone.now()
        )
        return Answer(to=resolve_url("volunteers:mine"), note=str(_("申诉已提交。")))

    return own_form(request, form, door="mine.appeal", do=do, label=_("提出申诉"))


@desk("service.own")
@require_http_methods(["GET", "POST"])
def entry_appeal(request: Asked, entry_id: UUID) -> HttpResponse:
    """Say why points should not have been taken back."""
    member = mine_or_404(request)
    if not points_on(request):
        raise Http404
    entry = queries.own_reversal(member, entry_id)
    form = AppealForm(request.POST or None)

    def do() -> Answer:
        text = form.cleaned_data["text"]
        lodge_entry_appeal(entry_id=entry.pk, text=text, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("volunteers:mine"), note=str(_("申诉已提交。")))

    return own_form(request, form, door="mine.entry_appeal", do=do, label=_("提出申诉"))


def own_form(request: Asked, form: PlainForm, *, door: str, do: Any, label: Any) -> HttpResponse:
    context = {"label": label, "back": resolve_url("volunteers:mine")}
    return form_door(request, form, door=door, do=do, template="web/volunteers/act.html", context=context)


@desk("service.own")
@require_POST
def claim(request: Asked, post_id: int) -> HttpResponse:
    """Take a post of one's community."""
    member = mine_or_404(request)

    def do() -> Answer:
        claim_post(member_id=member.pk, post_id=post_id, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("volunteers:mine"), note=str(_("岗位已认领。")))

    return write_door(request, door="mine.claim", do=do)


@desk("service.own")
@require_safe
def card(request: Asked) -> HttpResponse:
    """One's own certificate, free of charge (Q6)."""
    return card_of(request, mine_or_404(request))


@desk("service.own")
@require_POST
def points(request: Asked) -> HttpResponse:
    """积分明细: one's own entries as a file."""
    member = mine_or_404(request)
    if not points_on(request):
        raise Http404
    table = own_entries(member, unit=street(member.street_id).name)
    write_once(request, door="mine.points", do=lambda: Answer(to=resolve_url("volunteers:mine")))
    return as_download(request, table, table.title)
