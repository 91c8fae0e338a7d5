"""Matching the bank's list, and what could not be matched."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.funds.queries import bank_list, bank_lists
from doorstep.funds.rules import BANK_UNMATCHED
from doorstep.funds.services import match_bank_list
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.money.forms import BankListForm


@desk("fund.pay")
@require_http_methods(["GET", "POST"])
def bank(request: Asked) -> HttpResponse:
    """Take in a list; what agrees by invoice number and amount is reconciled at once."""
    form = BankListForm(request.POST or None, request.FILES or None)

    def do() -> Answer:
        file = form.cleaned_data["file"]
        found = match_bank_list(
            data=file.read(),
            name=file.name,
            paid_as_minus=form.cleaned_data["paid_as_minus"],
            by=request.actor,
            at=timezone.now(),
        )
        return Answer(
            to=resolve_url("money:bank-list", found.pk),
            note=translate("对上 %(count)s 笔。") % {"count": found.matched_count},
        )

    lists = [(each, len(each.unmatched), len(each.missing)) for each in bank_lists(request.actor)]
    context = {"lists": lists}
    return form_door(request, form, door="fund.bank", do=do, template="web/money/bank.html", context=context)


@desk("fund.pay")
@require_safe
def taken(request: Asked, list_id: int) -> HttpResponse:
    """One list: how many agreed, each line that did not with the reason, and what was paid and is not on it."""
    found = bank_list(request.actor, list_id)
    context = {
        "list": found,
        "table": unmatched_table(found.unmatched),
        "missing": missing_table(found.missing),
    }
    return render_page(request, "web/money/bank_list.html", context)


def unmatched_table(rows: list[dict[str, Any]]) -> Table:
    return Table(
        caption=translate("没有对上的"),
        columns=[
            Column(translate("行"), "tight"),
            Column(translate("流水号")),
            Column(translate("日期"), "tight"),
            Column(translate("金额"), "num"),
            Column(translate("原因")),
        ],
        rows=[
            Row(
                cells=[
                    each["line"],
                    each["ref"],
                    each["on"],
                    each["amount"],
                    translate(BANK_UNMATCHED[each["reason"]]),
                ]
            )
            for each in rows
        ],
        empty_title=str(_("全部对上了")),
    )


def missing_table(rows: list[dict[str, Any]]) -> Table:
    return Table(
        caption=translate("账上付了、清单上没有的"),
        columns=[
            Column(translate("支出")),
            Column(translate("支付"), "tight"),
            Column(translate("金额"), "num"),
        ],
        rows=[
            Row(
                cells=[
                    Link(each["number"], resolve_url("money:expense", each["number"])),
                    each["on"],
                    each["amount"],
                ]
            )
            for each in rows
        ],
        empty_title=str(_("这段日子里付的，清单上都有")),
    )
