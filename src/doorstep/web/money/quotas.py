"""Quotas and named sources: what there is, what is committed, what is paid, and every move behind it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.funds import rules
from doorstep.funds.access import can_keep, can_lend
from doorstep.funds.queries import (
    QuotaLine,
    measures,
    newest_year,
    quota_page,
    quotas,
    source_page,
    sources,
    takers_of,
)
from doorstep.funds.services import carry_over, grant_quotas, open_source, pool_quota, receive_money
from doorstep.funds.standing import is_closed as year_closed
from doorstep.kernel.calendar import day_of
from doorstep.kernel.money import yuan
from doorstep.people.access import has_ability
from doorstep.records.receipts import Answer
from doorstep.rulebook.queries import rule
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.money.figures import bars_of, money_cell, total
from doorstep.web.money.forms import LendForm, ReceiveForm, SourceForm


def asked_year(request: Asked) -> int | None:
    """The year asked for; None when none or none that could be."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else None


def year_of(request: Asked) -> int:
    """The year asked for, or this one."""
    return asked_year(request) or day_of(timezone.now()).year


@desk("fund.read")
@require_safe
def overview(request: Asked) -> HttpResponse:
    """Every quota in sight with its state, and the named sources; unasked it opens on the year that has money."""
    today = day_of(timezone.now())
    year = asked_year(request) or newest_year(request.actor, today=today)
    lines = quotas(request.actor, year=year)
    whole = total(each.balance for each in lines)
    context = {
        "year": year,
        "years": sorted({year + 1, year, year - 1, today.year}, reverse=True),
        "this_year": today.year,
        "is_earlier": asked_year(request) is None and year < today.year,
        "bars": bars_of(whole, ""),
        "table": quota_table(lines),
        "sources": source_table(sources(request.actor, year=year)),
        "measure": next(iter(measures(request.actor)), None),
        "may_keep": has_ability(request.actor, "fund.keep"),
        "may_request": has_ability(request.actor, "fund.request"),
        "blank": PlainForm(),
    }
    return render_page(request, "web/money/overview.html", context)


MONEY_COLUMNS = ("granted", "carried", "pooled", "committed", "paid", "available")


def quota_table(lines: list[QuotaLine]) -> Table:
    return Table(
        caption=translate("各党组织的额度"),
        columns=[
            Column(translate("组织")),
            Column(translate("额度"), "num"),
            Column(translate("结转"), "num"),
            Column(translate("调剂"), "num"),
            Column(translate("已批未付"), "num"),
            Column(translate("已付"), "num"),
            Column(translate("可用"), "num"),
        ],
        rows=[quota_row(each) for each in lines],
        empty_title=translate("这一年的额度还没有下达"),
        empty_text=translate("由财务经办一次下达给全部党组织。"),
    )


KIND_OF = {
    "granted": "grant",
    "carried": "carry_in",
    "pooled": "pool_in",
    "committed": "commit",
    "paid": "pay",
}


def quota_row(line: QuotaLine) -> Row:
    url = resolve_url("money:quota", line.quota.pk)
    cells = [
        money_cell(getattr(line.balance, name), f"{url}?kind={KIND_OF[name]}" if name in KIND_OF else url)
        for name in MONEY_COLUMNS
    ]
    return Row(
        cells=[Link(line.quota.org.name, url), *cells], key=str(line.quota.pk), name=line.quota.org.name
    )


def source_table(rows: list[Any]) -> Table:
    return Table(
        caption=translate("额度以外的资金来源"),
        columns=[
            Column(translate("来源")),
            Column(translate("类别")),
            Column(translate("依据")),
            Column(translate("到账"), "num"),
            Column(translate("已批未付"), "num"),
            Column(translate("已付"), "num"),
            Column(translate("可用"), "num"),
        ],
        rows=[
            Row(
                cells=[
                    Link(each.name, resolve_url("money:source", each.pk)),
                    translate(rules.SOURCE_KINDS[each.kind]),
                    each.basis,
                    *(yuan(fen) for fen in (each.granted_fen, each.committed_fen, each.paid_fen)),
                    yuan(each.balance.available),
                ]
            )
            for each in rows
        ],
        empty_title=translate("没有登记额度以外的来源"),
    )


@desk("fund.read")
@require_safe
def quota(request: Asked, quota_id: int) -> HttpResponse:
    """One organisation's year: bars with numbers, and below them the moves that make each number."""
    found = quota_page(request.actor, quota_id)
    url = resolve_url("money:quota", found.pk)
    may_keep, is_running = can_keep(request.actor, path=found.path), day_of(timezone.now()).year <= found.year
    may_lend = can_lend(request.actor, path=found.path, org_ids=found.speakers)
    is_closed = year_closed(found)
    context = {
        "quota": found,
        "bars": bars_of(found.balance, url),
        "facts": [(_("结转"), yuan(found.carried_fen)), (_("调剂"), yuan(found.pooled_fen))],
        "may_carry": may_keep and not is_running and not is_closed,
        "may_reopen": may_keep and is_closed,
        "may_charge": may_keep and not is_closed,
        "waits_to_carry": may_keep and is_running,
        "may_lend": may_lend,
        **moves_context(request, found, may={"grant": may_keep, "charge": may_keep, "pool_in": may_lend}),
    }
    return render_page(request, "web/money/quota.html", context)


@desk("fund.read")
@require_safe
def source(request: Asked, source_id: int) -> HttpResponse:
    """One named source with its own moves."""
    found = source_page(request.actor, source_id)
    may_keep = can_keep(request.actor, path=request.street.path)
    context = {
        "source": found,
        "kind_label": rules.SOURCE_KINDS[found.kind],
        "bars": bars_of(found.balance, resolve_url("money:source", found.pk)),
        "may_keep": may_keep,
        **moves_context(request, found, may={"grant": may_keep, "charge": may_keep}),
    }
    return render_page(request, "web/money/source.html", context)


def moves_context(request: Asked, purse: Any, *, may: dict[str, bool]) -> dict[str, Any]:
    """The purse's moves; ``may`` names the kinds that this reader can put right."""
    kind = request.GET.get("kind", "")
    rows = purse.moves.select_related("expense").prefetch_related("reversed_by")
    rows = rows.filter(kind=kind) if kind in rules.MOVE_KINDS else rows
    found, pager = keyset(request, rows, key="number")
    return {"moves": moves_table(found, may), "pager": pager, "kind": kind, "kinds": rules.MOVE_KINDS}


def moves_table(rows: list[Any], may: dict[str, bool]) -> Table:
    return Table(
        caption=translate("明细"),
        columns=[
            Column(translate("日期"), "tight"),
            Column(translate("种类")),
            Column(translate("金额"), "num"),
            Column(translate("此后可用"), "num"),
            Column(translate("支出")),
            Column(translate("说明")),
            *([Column(translate("更正"))] if any(may.values()) else []),
        ],
        rows=[
            Row(
                cells=[
                    moment(each.at, "iso"),
                    translate(rules.MOVE_KINDS[each.kind]),
                    yuan(each.amount_fen),
                    yuan(each.available_fen),
                    expense_link(each.expense),
                    each.reason,
                    *([correction_of(each, may)] if any(may.values()) else []),
                ]
            )
            for each in rows
        ],
        empty_title=translate("没有这样的明细"),
    )


def correction_of(move: Any, may: dict[str, bool]) -> Any:
    """The way to put the move right, or that it was."""
    if move.reversed_by.all():
        return translate("已冲销")
    return Link(translate("更正"), resolve_url("money:correct", move.pk)) if may.get(move.kind) else ""


def expense_link(expense: Any) -> Any:
    if expense is None:
        return ""
    return Link(f"{expense.number} {expense.purpose}", resolve_url("money:expense", expense.number))


@desk("fund.keep")
@require_http_methods(["GET", "POST"])
def grant(request: Asked) -> HttpResponse:
    """Give the year's quotas to every organisation at once; asked once more, because it is for all of them."""
    year = year_of(request)

    def do() -> Answer:
        given = grant_quotas(year=year, by=request.actor, at=timezone.now())
        return Answer(
            to=f"{resolve_url('money:overview')}?year={year}",
            note=translate("已向 %(count)s 个党组织下达额度。") % {"count": len(given)},
        )

    context = {
        "label": _("下达额度"),
        "question": translate("按现行办法向全部党组织下达 %(year)s 年额度。下达以后只能更正，不能删除。")
        % {"year": year},
        "back": resolve_url("money:overview"),
    }
    return form_door(
        request,
        PlainForm(request.POST or None),
        door="fund.grant",
        do=do,
        template="web/money/form.html",
        context=context,
    )


@desk("fund.request")
@require_http_methods(["GET", "POST"])
def lend(request: Asked, quota_id: int) -> HttpResponse:
    """The giver's own secretary agrees to lend part of the quota."""
    found = quota_page(request.actor, quota_id)
    form = LendForm(request.POST or None)
    form.fields["taker_id"].choices = [(each.pk, each.org.name) for each in takers_of(found)]

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("taker_id", "amount_fen", "reason")}
        pool_quota(giver_id=found.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(
            to=resolve_url("money:quota", found.pk), note=str(_("已同意调剂，双方明细里都有记录。"))
        )

    context = {
        "label": _("同意调剂额度"),
        "about": found.org.name,
        "facts": [(_("可用"), yuan(found.balance.available))],
        "back": resolve_url("money:quota", found.pk),
    }
    return form_door(request, form, door="fund.pool", do=do, template="web/money/form.html", context=context)


@desk("fund.keep")
@require_http_methods(["GET", "POST"])
def close_year(request: Asked, quota_id: int) -> HttpResponse:
    """Close one organisation's year: what the measure carries goes on, the rest is taken back."""
    found = quota_page(request.actor, quota_id)
    share = rule(found.street_id, "funds.carry_over", on=day_of(timezone.now()))
    carried = rules.carried_over(found.balance.available, share)

    def do() -> Answer:
        carry_over(org_id=found.org_id, year=found.year, by=request.actor, at=timezone.now())
        return Answer(
            to=resolve_url("money:quota", found.pk), note=str(_("这一年已结转，两年的明细里都有。"))
        )

    context = {
        "label": _("结转额度"),
        "question": _("结转以后这一年不再支出；只能冲销，不能删除。"),
        "about": found.org.name,
        "facts": [
            (_("可用"), yuan(found.balance.available)),
            (_("结转下年"), yuan(carried)),
            (_("收回"), yuan(max(found.balance.available, 0) - carried)),
        ],
        "back": resolve_url("money:quota", found.pk),
    }
    return form_door(
        request,
        PlainForm(request.POST or None),
        door="fund.carry_over",
        do=do,
        template="web/money/form.html",
        context=context,
    )


@desk("fund.keep")
@require_http_methods(["GET", "POST"])
def new_source(request: Asked) -> HttpResponse:
    """Name a source outside the quotas."""
    year = year_of(request)
    form = SourceForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("name", "kind", "basis")}
        made = open_source(year=year, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("money:source", made.pk), note=str(_("来源已登记，到账后再记金额。")))

    context = {"label": _("登记资金来源"), "back": resolve_url("money:overview")}
    return form_door(
        request, form, door="fund.source", do=do, template="web/money/form.html", context=context
    )


@desk("fund.keep")
@require_http_methods(["GET", "POST"])
def receive(request: Asked, source_id: int) -> HttpResponse:
    """Money arrived in a source."""
    found = source_page(request.actor, source_id)
    form = ReceiveForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("amount_fen", "reason")}
        receive_money(source_id=found.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("money:source", found.pk), note=str(_("已记入到账。")))

    context = {"label": _("记入到账"), "about": found.name, "back": resolve_url("money:source", found.pk)}
    return form_door(
        request, form, door="fund.receive", do=do, template="web/money/form.html", context=context
    )
