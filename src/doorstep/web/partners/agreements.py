"""Agreements: the list, the page, the papers, and what can be done to one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.delivery import services
from doorstep.delivery.access.agreements import can_keep_agreements
from doorstep.delivery.printouts import agreement_lists
from doorstep.delivery.queries.agreements import (
    agreement_page,
    agreements,
    linkable_projects,
    pledge_lines,
    pledges_of_year,
)
from doorstep.delivery.queries.needs import needs_of_projects
from doorstep.delivery.rules import agreements as rules
from doorstep.kernel.calendar import day_of
from doorstep.kernel.shares import percent
from doorstep.people.queries import partners, party_orgs
from doorstep.places.queries import street
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.web.doors import Asked, desk, form_door, receipt_key
from doorstep.web.downloads import as_download
from doorstep.web.lists import keyset
from doorstep.web.partners import forms
from doorstep.web.partners.partners import READ
from doorstep.web.partners.shown import AGREEMENT_TONES, agreement_status, life_of, quantity

FILTERS = ("state", "ending", "text", "year")
# act → (label, states it starts from)
PAGE_ACTS: dict[str, tuple[Any, frozenset[str]]] = {
    "sign": (_("签订"), frozenset({"drafting"})),
    "begin": (_("开始履行"), frozenset({"signed"})),
    "pledge": (_("登记承诺资源"), frozenset(rules.OPEN)),
    "link": (_("关联项目"), frozenset(rules.OPEN)),
    "renew": (_("续签"), frozenset({"active", "expired"})),
    "terminate": (_("提前终止"), frozenset(rules.OPEN)),
}


@desk(*READ)
@require_safe
def agreement_list(request: Asked) -> HttpResponse:
    """Agreements in sight, newest first; by state, ending soon, by partner."""
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    today = day_of(timezone.now())
    rows, pager = keyset(request, agreements(request.actor, filters=filters, today=today))
    table = Table(
        caption=translate("联建协议"),
        columns=[
            Column(translate("编号"), "tight"),
            Column(translate("联建单位"), "clip"),
            Column(translate("党组织"), "clip"),
            Column(translate("到期日期"), "tight"),
            Column(translate("状态")),
        ],
        rows=[list_row(each) for each in rows],
        empty_title=translate("没有符合的协议"),
        empty_text=translate("换个条件再查，或者起草一份协议。"),
    )
    context = {"table": table, "pager": pager, "filters": filters, "states": rules.AGREEMENT_STATES}
    return render_page(request, "web/partners/agreements.html", context)


def list_row(each: Any) -> Row:
    url = resolve_url("partners:agreement", each.number)
    return Row(
        [
            Link(each.number, url),
            Link(each.partner.name, url),
            each.org.name,
            each.ends_on,
            agreement_status(each.state),
        ],
        key=str(each.pk),
        name=each.number,
    )


@desk(*READ)
@require_safe
def agreement(request: Asked, number: str) -> HttpResponse:
    """One agreement: its projects, what was pledged and what arrived, its whole life."""
    found = agreement_page(request.actor, number)
    may_keep = can_keep_agreements(request.actor, path=found.path)
    lines = pledge_lines(found)
    context = {
        "agreement": found,
        "state": agreement_status(found.state),
        "facts": facts_of(found),
        "projects": [each.project for each in found.served.all()],
        "kinds": kind_bars(lines),
        "pledges": [pledge_row(each) for each in lines],
        "may_confirm": may_keep and found.state == "active",
        "may_take_back": may_keep,
        "acts": acts_for(found) if may_keep else [],
        "next": next(iter(found.next_ones.all()), None),
        "life": life_of(found.steps.all(), rules.ACTS, AGREEMENT_TONES),
        "is_open": found.state in rules.OPEN,
        "blank": PlainForm(),
    }
    return render_page(request, "web/partners/agreement.html", context)


def facts_of(found: Any) -> list[tuple[Any, Any]]:
    return [
        (_("党组织"), found.org.name),
        (_("联建单位"), found.partner.name),
        (_("期限"), f"{found.starts_on} – {found.ends_on}"),
        (_("双方负责人"), found.leaders or "–"),
        (_("街道联络人"), found.lead.display_name),
        (_("联席会议"), translate("每 %(n)s 个月一次") % {"n": found.meeting_months}),
    ]


def kind_bars(lines: list[Any]) -> list[dict[str, Any]]:
    """A1 for each kind: the share in words and its bar; the number opens the pledges of the kind."""
    return [
        {
            "label": translate(rules.RESOURCE_KINDS[each.kind]),
            "words": translate("到位 %(delivered)s，承诺 %(pledged)s")
            % {
                "delivered": quantity(each.kind, each.delivered),
                "pledged": quantity(each.kind, each.pledged),
            },
            "percent": percent(each.share),
            "width": str(int(each.share * 100)),
            "url": f"#{each.kind}",
        }
        for each in rules.kind_lines(line.held for line in lines)
    ]


def pledge_row(line: Any) -> dict[str, Any]:
    each = line.pledged
    taken_back = {row.reverses_id for row in line.rows}
    standing = {row.pk for row in line.rows if row.reverses_id is None and row.pk not in taken_back}
    return {
        "pledged": each,
        "kind": translate(rules.RESOURCE_KINDS[each.kind]),
        "amount": quantity(each.kind, each.amount),
        "delivered": quantity(each.kind, line.delivered),
        "share": percent(line.held.share, 0),
        "rows": [(row, quantity(each.kind, row.amount), row.pk in standing) for row in line.rows],
    }


def acts_for(found: Any) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": resolve_url("partners:agreement-act", found.number, act)}
        for act, (label, states) in PAGE_ACTS.items()
        if found.state in states
    ]


@desk("agreement.keep")
@require_http_methods(["GET", "POST"])
def new_agreement(request: Asked) -> HttpResponse:
    """Draft an agreement with a partner."""
    choices: dict[str, list[tuple[Any, Any]]] = {
        "partner_id": [(str(each.pk), each.name) for each in partners(request.actor)[:300]],
        "org_id": [(each.pk, each.name) for each in party_orgs(request.actor.street_id or 0)],
    }
    form = forms.AgreementForm(
        request.POST or None, choices=choices, initial={"partner_id": request.GET.get("partner", "")}
    )

    def do() -> Answer:
        names = ("org_id", "starts_on", "ends_on", "meeting_months", "leaders", "purpose")
        values = {name: form.cleaned_data[name] for name in names}
        terms = services.Terms(partner_id=UUID(form.cleaned_data["partner_id"]), **values)
        made = services.draft_agreement(terms=terms, by=request.actor, at=timezone.now())
        to = resolve_url("partners:agreement", made.number)
        return Answer(to=to, note=str(_("已起草，请关联项目、登记承诺资源，再签订。")))

    context = {"label": _("起草联建协议"), "back": resolve_url("partners:agreements")}
    return form_door(
        request, form, door="agreement.new", do=do, template="web/partners/act.html", context=context
    )


@desk("agreement.keep")
@require_http_methods(["GET", "POST"])
def act(request: Asked, number: str, act: str) -> HttpResponse:
    """One move on a page of its own, with what it needs to know."""
    if act not in PAGE_ACTS:
        raise Http404
    found = agreement_page(request.actor, number)
    form = form_for(request, found, act)

    def do() -> Answer:
        done = perform(request, found, act, form.cleaned_data)
        to = done.number if act == "renew" else number
        return Answer(to=resolve_url("partners:agreement", to), note=str(_("已办理。")))

    context = {
        "label": PAGE_ACTS[act][0],
        "about": f"{found.number} {found.partner.name}",
        "back": resolve_url("partners:agreement", number),
    }
    return form_door(
        request, form, door=f"agreement.{act}", do=do, template="web/partners/act.html", context=context
    )


def form_for(request: Asked, found: Any, act: str) -> Any:
    data = request.POST or None
    if act == "link":
        return forms.LinkForm(data, choices={"project_id": linkable_projects(request.actor, found)})
    kinds = {"pledge": forms.PledgeForm, "renew": forms.TermForm, "terminate": forms.NoteForm}
    return kinds.get(act, PlainForm)(data)


ACTS = {
    "sign": services.sign_agreement,
    "begin": services.begin_agreement,
    "pledge": services.pledge_resource,
    "link": services.link_project,
    "renew": services.renew_agreement,
    "terminate": services.terminate_agreement,
}


def perform(request: Asked, found: Any, act: str, values: dict[str, Any]) -> Any:
    given = {name: value for name, value in values.items() if name != "receipt"}
    if act == "link":
        given["project_id"] = UUID(given["project_id"])
    return ACTS[act](agreement_id=found.pk, by=request.actor, at=timezone.now(), **given)  # type: ignore[operator]


@desk("agreement.keep")
@require_http_methods(["GET", "POST"])
def deliver(request: Asked, number: str, pledged_id: UUID) -> HttpResponse:
    """Say that something has arrived, as somebody who has seen it."""
    found = agreement_page(request.actor, number)
    line = next((each for each in found.pledges.all() if each.pk == pledged_id), None)
    if line is None:
        raise Http404
    form = forms.DeliveryForm(
        request.POST or None, kind=line.kind, initial={"delivered_on": day_of(timezone.now())}
    )

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("amount", "delivered_on", "note")}
        services.confirm_delivery(pledged_id=pledged_id, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("partners:agreement", number), note=str(_("到位情况已确认。")))

    context = {
        "label": _("确认资源到位"),
        "about": f"{line.content} {quantity(line.kind, line.amount)}",
        "back": resolve_url("partners:agreement", number),
    }
    return form_door(
        request, form, door="agreement.deliver", do=do, template="web/partners/act.html", context=context
    )


@desk("agreement.keep")
@require_http_methods(["GET", "POST"])
def take_back(request: Asked, number: str, delivered_id: UUID) -> HttpResponse:
    """What was confirmed by mistake is taken back, with the reason; both lines stay."""
    found = agreement_page(request.actor, number)
    rows = [(each, row) for each in found.pledges.all() for row in each.deliveries.all()]
    line, delivered = next((each for each in rows if each[1].pk == delivered_id), (None, None))
    if line is None or delivered is None:
        raise Http404
    form = forms.NoteForm(request.POST or None)

    def do() -> Answer:
        note = form.cleaned_data["note"]
        services.reverse_delivery(delivered_id=delivered_id, note=note, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("partners:agreement", number), note=str(_("到位记录已冲销。")))

    context = {
        "label": _("冲销到位记录"),
        "about": f"{line.content} {delivered.delivered_on} {quantity(line.kind, delivered.amount)}",
        "back": resolve_url("partners:agreement", number),
    }
    return form_door(
        request, form, door="agreement.reverse", do=do, template="web/partners/act.html", context=context
    )


@desk(*READ)
@require_safe
def paper(request: Asked, number: str) -> HttpResponse:
    """共驻共建协议书 with its three lists, on A4."""
    found = agreement_page(request.actor, number)
    needed = needs_of_projects(each.project_id for each in found.served.all())
    context = {
        "agreement": found,
        "facts": facts_of(found),
        "lists": agreement_lists(found, pledge_lines(found), needed, unit=""),
        "today": day_of(timezone.now()),
    }
    return render_page(request, "web/partners/paper.html", context)


@desk(*READ)
@require_POST
def export(request: Asked, number: str, which: str) -> HttpResponse:
    """One of the three lists as a file; the taking out is journalled."""
    receipt_key(request)
    found = agreement_page(request.actor, number)
    needed = needs_of_projects(each.project_id for each in found.served.all())
    tables = {
        each.code: each.table
        for each in agreement_lists(found, pledge_lines(found), needed, unit=street(found.street_id).name)
    }
    if which not in tables:
        raise Http404
    return as_download(request, tables[which], f"{found.number} {tables[which].title}")


@desk("agreement.read")
@require_safe
def pledges(request: Asked, year: int) -> HttpResponse:
    """The rows behind the share: every pledge due in the year with what has arrived."""
    rows, pager = keyset(request, pledges_of_year(request.actor, year))
    table = Table(
        caption=translate("承诺和到位"),
        columns=[
            Column(translate("联建单位"), "clip"),
            Column(translate("类别")),
            Column(translate("内容"), "clip"),
            Column(translate("承诺"), "num"),
            Column(translate("到位"), "num"),
        ],
        rows=[
            Row(
                [
                    Link(
                        each.agreement.partner.name,
                        resolve_url("partners:agreement", each.agreement.number),
                    ),
                    translate(rules.RESOURCE_KINDS[each.kind]),
                    each.content,
                    quantity(each.kind, each.amount),
                    quantity(each.kind, each.arrived),
                ],
                key=str(each.pk),
            )
            for each in rows
        ],
        empty_title=translate("这一年没有到期的承诺"),
    )
    return render_page(request, "web/partners/pledges.html", {"table": table, "pager": pager, "year": year})
