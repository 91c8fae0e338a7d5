"""Postings typed late, for somebody else to look at."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.consultations.queries.inviting import backdated_page, backdated_postings
from doorstep.consultations.services import look_at_posting
from doorstep.kernel.calendar import day_of
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.meetings.forms import WordsForm


@desk("meeting.hold")
@require_safe
def posting_list(request: Asked) -> HttpResponse:
    """What nobody has looked at yet, oldest first."""
    table = Table(
        caption=translate("待核看的补登日期"),
        columns=[
            Column(translate("会议或程序"), "clip"),
            Column(translate("贴出的日子"), "tight"),
            Column(translate("登记的日子"), "tight"),
            Column(translate("登记人")),
            Column(translate("理由")),
            Column(translate("核看")),
        ],
        rows=[posting_row(request, each) for each in backdated_postings(request.actor)],
        empty_title=translate("没有要核看的日期"),
        empty_text=translate("公示贴出好几天以后才登记的，会出现在这里。"),
    )
    return render_page(request, "web/meetings/postings.html", {"table": table})


def posting_row(request: Asked, posting: Any) -> Row:
    title = (posting.meeting or posting.procedure).title
    is_own = posting.by == request.actor.ref
    look = Link(translate("核看"), resolve_url("meetings:look", posting.pk))
    return Row(
        cells=[
            Link(title, matter_url(posting)),
            posting.posted_on,
            day_of(posting.at),
            posting.by_name,
            posting.reason,
            translate("由别人核看") if is_own else look,
        ],
        key=str(posting.pk),
        name=title,
    )


def matter_url(posting: Any) -> str:
    if posting.meeting_id:
        return resolve_url("meetings:page", posting.meeting_id)
    return resolve_url("meetings:procedure", posting.procedure_id)


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def look(request: Asked, posting_id: int) -> HttpResponse:
    """Compare it with the paper and say what was found."""
    posting = backdated_page(request.actor, posting_id)
    form = WordsForm(request.POST or None)

    def do() -> Answer:
        note = form.cleaned_data["note"]
        look_at_posting(posting_id=posting_id, note=note, by=request.actor, at=timezone.now())
        return Answer(to=matter_url(posting), note=str(_("核看已登记。")))

    context = {
        "meeting": posting.meeting,
        "procedure": posting.procedure,
        "posting": posting,
        "label": _("核看补登的日期"),
    }
    return form_door(
        request, form, door="posting.look", do=do, template="web/meetings/act.html", context=context
    )
