"""Taking in a list of beneficiaries: each row becomes a member, or says why not."""

import base64
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.evaluation.access import can_run
from doorstep.evaluation.queries.desk import evaluation_page
from doorstep.evaluation.services import Registered, register_members
from doorstep.evaluation.services.frames import check_member
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible, Refusal, refuse_if, require
from doorstep.papers.read import Sheet, read_table
from doorstep.places.queries.finding import find_place
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.errors import status_of
from doorstep.web.evaluation.forms import ConfirmListForm, ListForm
from doorstep.web.sentences import sentence

COLUMNS = {
    "组别": "group",
    "组": "group",
    "地址": "address",
    "称呼": "label",
    "姓名": "label",
    "电话": "phone",
}
SHOWN_ERRORS = 200


@dataclass(frozen=True)
class Taken:
    """What a file would do: members by line, and the lines that are refused with their code."""

    members: list[Registered]
    errors: list[tuple[int, str]]

    @property
    def groups(self) -> list[tuple[str, int]]:
        counts: dict[str, int] = {}
        for each in self.members:
            counts[each.group] = counts.get(each.group, 0) + 1
        return sorted(counts.items())


def place_named(actor: Actor, text: str) -> Any:
    """The place that the words name; refused when none or several fit."""
    place = find_place(actor.street_id or 0, text)
    if place is None:
        raise NotPossible("evaluation.address_unknown", text=text)
    return place


def member_of(actor: Actor, *, group: str, address: str = "", label: str = "", phone: str = "") -> Registered:
    place = place_named(actor, address) if address.strip() else None
    made = Registered(group.strip(), place.pk if place else None, label.strip(), phone.strip())
    check_member(made)
    return made


def read_list(actor: Actor, data: bytes, name: str) -> Taken:
    """Every row of the table; a row that cannot be taken stands among the errors with its line."""
    sheet = read_table(data, name)
    places = columns_of(sheet)
    members, errors = [], []
    for line, row in sheet.numbered():
        values = {field: row[place] for field, place in places.items()}
        try:
            members.append(member_of(actor, **values))
        except Refusal as refusal:
            errors.append((line, sentence(refusal)))
    return Taken(members, errors)


def columns_of(sheet: Sheet) -> dict[str, int]:
    found = {COLUMNS[name]: place for place, name in enumerate(sheet.headers) if name in COLUMNS}
    refuse_if("group" not in found, "evaluation.columns")
    refuse_if("address" not in found and "phone" not in found, "evaluation.columns")
    return found


@desk("evaluation.run")
@require_http_methods(["GET", "POST"])
def bring_in(request: Asked, number: str) -> HttpResponse:
    """First what the list would do, row by row; then, once confirmed, do it."""
    found = evaluation_page(request.actor, number)
    require(can_run(request.actor, path=found.path))
    if request.method == "POST" and "content" in request.POST:
        return take_in(request, found)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return show_preview(request, found, form)
    return render_page(
        request,
        "web/evaluation/import.html",
        {"found": found, "form": form},
        status=422 if request.method == "POST" else 200,
    )


def handed_in(form: Any) -> tuple[bytes, str]:
    upload = form.cleaned_data["file"]
    if upload:
        return upload.read(), upload.name or ""
    return form.cleaned_data["pasted"].encode(), "pasted.csv"


def show_preview(request: Asked, found: Any, form: Any) -> HttpResponse:
    data, name = handed_in(form)
    try:
        taken = read_list(request.actor, data, name)
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        context = {"found": found, "form": form}
        return render_page(request, "web/evaluation/import.html", context, status=status_of(refusal))
    confirm = ConfirmListForm(initial={"content": base64.b64encode(data).decode(), "name": name[:120]})
    context = {
        "found": found,
        "form": confirm,
        "taken": taken,
        "count": len(taken.members),
        "errors": taken.errors[:SHOWN_ERRORS],
        "error_count": len(taken.errors),
    }
    return render_page(request, "web/evaluation/import_preview.html", context)


def take_in(request: Asked, found: Any) -> HttpResponse:
    """What the preview showed; rows with errors are left out, as it said."""
    form = ConfirmListForm(request.POST)

    def do() -> Answer:
        taken = read_list(
            request.actor, base64.b64decode(form.cleaned_data["content"]), form.cleaned_data["name"]
        )
        refuse_if(not taken.members, "evaluation.frame_empty")
        made = register_members(
            evaluation_id=found.pk, members=taken.members, by=request.actor, at=timezone.now()
        )
        note = translate("已登记 %(n)s 位受益居民。") % {"n": len(made)}
        return Answer(to=resolve_url("evaluation:members", found.number), note=note)

    context = {"found": found, "label": _("导入名单")}
    return form_door(
        request, form, door="evaluation.import", do=do, template="web/evaluation/import.html", context=context
    )
