"""Asking for a personal ledger, deciding about it, and taking it out."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.kernel.errors import require
from doorstep.people.access import has_ability
from doorstep.privacy import services
from doorstep.privacy.queries import exports as queries
from doorstep.privacy.rules import exports as rules
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment, status
from doorstep.web.doors import Asked, desk, write_once
from doorstep.web.downloads import as_download
from doorstep.web.lists import keyset
from doorstep.web.privacy.acting import act_page
from doorstep.web.privacy.forms import ExportReasonForm, NoteForm
from doorstep.web.privacy.ledgers import LEDGERS, marked, scope_in_words
from doorstep.web.tones import EXPORT_TONES

ASKERS = ("issue.read", "visit.read", "member.keep", "privacy.approve")


@desk(*ASKERS)
@require_safe
def export_list(request: Asked) -> HttpResponse:
    """One's own requests; the second person sees the street's."""
    rows, pager = keyset(request, queries.grants(request.actor))
    table = Table(
        caption=translate("导出审批"),
        columns=[
            Column(translate("台账")),
            Column(translate("范围"), "clip"),
            Column(translate("申请人")),
            Column(translate("申请日期"), "tight"),
            Column(translate("状态")),
            Column(translate("已下载"), "num"),
        ],
        rows=[export_row(each) for each in rows],
        empty_title=translate("没有导出申请"),
        empty_text=translate("问题台账、走访台账和双报到名册有居民的个人信息，要第二个人批准后才能导出。"),
    )
    context = {"table": table, "pager": pager, "title": translate("导出审批")}
    return render_page(request, "web/privacy/list.html", context)


def export_row(found: Any) -> Row:
    return Row(
        cells=[
            Link(translate(rules.LEDGERS[found.ledger]), resolve_url("privacy:export", found.pk)),
            scope_in_words(found.ledger, found.scope),
            found.asked_by.display_name,
            moment(found.asked_at, "iso"),
            status(translate(rules.STATES[found.state]), EXPORT_TONES[found.state]),
            f"{found.download_count}/{found.most_downloads}",
        ]
    )


@desk(*ASKERS[:3])
@require_http_methods(["GET", "POST"])
def ask(request: Asked, ledger: str) -> HttpResponse:
    """Say what for; the scope comes from the list one was looking at."""
    if ledger not in LEDGERS:
        raise Http404
    require(has_ability(request.actor, LEDGERS[ledger].ability))
    scope = {name: value for name, value in request.GET.items() if value}
    form = ExportReasonForm(request.POST or None)
    return act_page(
        request,
        form,
        partial(services.ask_export, ledger=ledger, scope=scope),
        label=_("申请导出"),
        back=resolve_url("privacy:exports"),
        about=f"{translate(rules.LEDGERS[ledger])} {scope_in_words(ledger, scope)}",
        to=lambda found: resolve_url("privacy:export", found.pk),
    )


def found_or_404(request: Asked, grant_id: UUID) -> Any:
    try:
        return queries.grant_page(request.actor, grant_id)
    except ObjectDoesNotExist:
        raise Http404 from None


@desk(*ASKERS)
@require_safe
def export(request: Asked, grant_id: UUID) -> HttpResponse:
    """One request with its downloads."""
    found = found_or_404(request, grant_id)
    at, actor = timezone.now(), request.actor
    is_own = found.asked_by_id == actor.account_id
    context = {
        "found": found,
        "tone": EXPORT_TONES[found.state],
        "state_label": rules.STATES[found.state],
        "ledger": rules.LEDGERS[found.ledger],
        "scope": scope_in_words(found.ledger, found.scope),
        "downloads": sorted(found.downloads.all(), key=lambda each: each.at),
        "may_decide": has_ability(actor, "privacy.approve") and not is_own,
        "may_take": is_own and queries.is_open_now(found, at=at),
        "receipt": PlainForm()["receipt"],
    }
    return render_page(request, "web/privacy/export.html", context)


DECISIONS: dict[str, tuple[Any, type[PlainForm], Callable[..., Any]]] = {
    "approve": (_("批准导出"), PlainForm, services.approve_export),
    "refuse": (_("不批准导出"), NoteForm, services.refuse_export),
    "revoke": (_("收回导出"), NoteForm, services.revoke_export),
}


@desk("privacy.approve")
@require_http_methods(["GET", "POST"])
def decide(request: Asked, grant_id: UUID, act: str) -> HttpResponse:
    found = found_or_404(request, grant_id)
    if act not in DECISIONS:
        raise Http404
    label, form, service = DECISIONS[act]
    return act_page(
        request,
        form(request.POST or None),
        partial(service, grant_id=found.pk),
        label=label,
        back=resolve_url("privacy:export", found.pk),
        about=f"{translate(rules.LEDGERS[found.ledger])} {scope_in_words(found.ledger, found.scope)}",
    )


@desk("issue.read", "visit.read", "member.keep")
@require_POST
def take(request: Asked, grant_id: UUID) -> HttpResponse:
    """First the journal and the count, then the file, marked with who and when."""
    found = found_or_404(request, grant_id)
    ledger = LEDGERS[found.ledger]
    require(has_ability(request.actor, ledger.ability))
    at = timezone.now()

    def do() -> Answer:
        services.take_export(grant_id=found.pk, by=request.actor, at=at)
        return Answer(to=resolve_url("privacy:export", found.pk))

    write_once(request, door="export.take", do=do)
    table = marked(ledger.make(request.actor, found.scope), name=request.actor.name, at=at)
    return as_download(request, table, table.title)
