"""Putting right what was typed wrong: one move, the closing of a year; and money that left unapproved."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.funds import rules
from doorstep.funds.queries import move_page, quota_page, source_page
from doorstep.funds.services import charge_purse, correct_move, correct_pool, reopen_year
from doorstep.kernel.money import yuan
from doorstep.records.receipts import Answer
from doorstep.ui.templatetags.ui import moment
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.money.figures import shown_yuan
from doorstep.web.money.forms import ChargeForm, CorrectForm, ReasonForm

SERVICES = {"grant": correct_move, "charge": correct_move, "pool_in": correct_pool}
QUESTIONS = {
    "grant": _("原来那一条冲销，照对的金额另记一条，两条都留着。已经用掉的不能改少。"),
    "charge": _("原来那一条冲销，照对的金额另记一条，两条都留着。"),
    "pool_in": _("多调剂来的退还给出借的党组织，由您这边同意。已经用掉的不能退。"),
}
FORM = "web/money/form.html"


@desk("fund.keep", "fund.request")
@require_http_methods(["GET", "POST"])
def correct(request: Asked, move_id: UUID) -> HttpResponse:
    """One grant, receipt, charge or loan that was typed wrong; the right amount and why, asked on a page of its own."""
    move = move_page(request.actor, move_id)
    if move.kind not in SERVICES:
        raise Http404
    form = CorrectForm(request.POST or None)
    name, back = purse_of(move)

    def do() -> Answer:
        values = {each: form.cleaned_data[each] for each in ("right_fen", "reason")}
        SERVICES[move.kind](move_id=move.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(to=back, note=str(_("已更正，原来的和更正的都在明细里。")))

    purse = move.quota or move.source
    context = {
        "label": _("更正"),
        "question": QUESTIONS[move.kind],
        "about": name,
        "facts": [
            (_("种类"), translate(rules.MOVE_KINDS[move.kind])),
            (_("日期"), moment(move.at, "iso")),
            (_("原来记的"), shown_yuan(move.amount_fen)),
            (_("说明"), move.reason or "–"),
            (_("现在可用"), shown_yuan(purse.balance.available) if purse else "–"),
        ],
        "back": back,
        "now": True,
    }
    return form_door(request, form, door="fund.correct", do=do, template=FORM, context=context)


def purse_of(move: Any) -> tuple[str, str]:
    """What the purse is called, and its page."""
    if move.source is not None:
        return move.source.name, resolve_url("money:source", move.source_id)
    return move.quota.org.name, resolve_url("money:quota", move.quota_id)


@desk("fund.keep")
@require_http_methods(["GET", "POST"])
def reopen(request: Asked, quota_id: int) -> HttpResponse:
    """Undo the closing of one organisation's year."""
    found = quota_page(request.actor, quota_id)
    form = ReasonForm(request.POST or None)
    back = resolve_url("money:quota", found.pk)

    def do() -> Answer:
        reason = form.cleaned_data["reason"]
        reopen_year(quota_id=found.pk, reason=reason, by=request.actor, at=timezone.now())
        return Answer(to=back, note=str(_("结转已冲销，这一年可以重新结转。")))

    context = {
        "label": _("冲销结转"),
        "question": _("结转到下年的退回来，收回的也退回来；下年已经用掉的不能退。"),
        "about": f"{found.org.name} · {found.year}",
        "back": back,
        "now": True,
    }
    return form_door(request, form, door="fund.reopen_year", do=do, template=FORM, context=context)


@desk("fund.keep")
@require_http_methods(["GET", "POST"])
def charge_quota(request: Asked, quota_id: int) -> HttpResponse:
    """Money left a quota without an approval."""
    found = quota_page(request.actor, quota_id)
    return charge(request, found, name=found.org.name, back=resolve_url("money:quota", found.pk))


@desk("fund.keep")
@require_http_methods(["GET", "POST"])
def charge_source(request: Asked, source_id: int) -> HttpResponse:
    """Money left a named source without an approval."""
    found = source_page(request.actor, source_id)
    return charge(request, found, name=found.name, back=resolve_url("money:source", found.pk))


def charge(request: Asked, purse: Any, *, name: str, back: str) -> HttpResponse:
    form = ChargeForm(request.POST or None)

    def do() -> Answer:
        values = {each: form.cleaned_data[each] for each in ("amount_fen", "reason")}
        charge_purse(purse=purse, by=request.actor, at=timezone.now(), **values)
        return Answer(to=back, note=str(_("扣款已记，可用的相应减少。")))

    context = {
        "label": _("登记扣款"),
        "question": _("只记银行已经扣掉、没有经过批准的钱，如手续费、划错的款。正常支出请走支出申请。"),
        "about": name,
        "facts": [(_("可用"), f"{yuan(purse.balance.available)} {translate('元')}")],
        "back": back,
    }
    return form_door(request, form, door="fund.charge", do=do, template=FORM, context=context)
