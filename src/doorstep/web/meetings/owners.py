"""Counting a vote of owners from their list: first what it adds up to, then the decision; the list is not kept."""

import base64
import binascii
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.consultations.queries import item_page
from doorstep.consultations.rules.owner_list import OwnerList, read_owners
from doorstep.consultations.rules.thresholds import THRESHOLDS, Votes
from doorstep.consultations.services import Ruling, decide_item
from doorstep.kernel.errors import NotPossible, Refusal
from doorstep.papers.read import read_table
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.errors import status_of
from doorstep.web.meetings.forms import OwnerListForm, OwnersDecisionForm
from doorstep.web.sentences import sentence

SHOWN_ERRORS = 50
TEMPLATE = "web/meetings/owners.html"


def by_area(rule: str) -> bool:
    """Whether a vote of this rule is counted by head and by area, so that a list can count it."""
    return rule in THRESHOLDS and "area" in THRESHOLDS[rule].measures


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def count(request: Asked, item_id: int) -> HttpResponse:
    """The list, what it adds up to with every line that cannot be read, and the decision."""
    item = item_page(request.actor, item_id)
    context = {"meeting": item.meeting, "item": item, "label": _("用业主名单计票")}
    if not by_area(item.rule):
        raise Http404
    if request.method == "POST" and "content" in request.POST:
        return decide(request, item, context)
    form = OwnerListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return show_preview(request, form, context)
    return render_page(
        request, TEMPLATE, context | {"form": form}, status=422 if request.method == "POST" else 200
    )


def show_preview(request: Asked, form: OwnerListForm, context: dict[str, Any]) -> HttpResponse:
    upload = form.cleaned_data["file"]
    data, name = upload.read(), upload.name or ""
    try:
        read = read_owners(read_table(data, name))
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return render_page(request, TEMPLATE, context | {"form": form}, status=status_of(refusal))
    if read.errors or not read.lines:
        shown = {"form": form, "read": read, "errors": said(read), "error_count": len(read.errors)}
        return render_page(request, TEMPLATE, context | shown, status=422)
    hidden = {"content": base64.b64encode(data).decode(), "name": name[:120], "owner": context["item"].owner}
    first = OwnersDecisionForm(initial=hidden | {"due_on": context["item"].due_on})
    return render_page(request, TEMPLATE, context | {"form": first, **totals(read.votes)})


def said(read: OwnerList) -> list[tuple[int, Any]]:
    return [(line, sentence(why)) for line, why in read.errors[:SHOWN_ERRORS]]


def totals(votes: dict[str, Votes]) -> dict[str, Any]:
    """The two columns of the count: owners as heads, and square metres."""
    heads, area = votes["heads"], votes["area"]
    names = (
        ("entitled", _("全体业主")),
        ("attended", _("参加表决")),
        ("yes", _("同意")),
        ("no", _("反对")),
        ("abstain", _("弃权")),
    )
    rows = [(label, getattr(heads, name), f"{getattr(area, name) / 100:.2f}") for name, label in names]
    return {"totals": rows, "is_counted": True}


def decide(request: Asked, item: Any, context: dict[str, Any]) -> HttpResponse:
    """Counted again from the list that the preview showed."""
    form = OwnersDecisionForm(request.POST)

    def do() -> Answer:
        values = form.cleaned_data
        votes = read_owners(read_table(content_of(values["content"]), values["name"])).votes
        ruling = Ruling(values["decision"], owner=values["owner"], due_on=values["due_on"], votes=votes)
        decide_item(item_id=item.pk, ruling=ruling, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("meetings:page", item.meeting_id), note=str(_("结果已登记。")))

    shown = context | {"is_counted": True}
    return form_door(request, form, door="meeting.owners", do=do, template=TEMPLATE, context=shown)


def content_of(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise NotPossible("file.not_a_table") from None
