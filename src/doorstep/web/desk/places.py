"""Addresses: what lies where, and taking in a list."""

import base64

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.kernel.errors import Refusal
from doorstep.places.queries import children_of, imports, read_address_list, street, suggest
from doorstep.places.services import import_addresses, undo_import
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door, write_door
from doorstep.web.errors import status_of
from doorstep.web.sentences import sentence

SHOWN = 40


@desk("place.import")
@require_safe
def place_list(request: Asked) -> HttpResponse:
    """The tree one level at a time, and the lists that were taken in."""
    home = street(request.actor.street_id or 0)
    path = request.GET.get("path", home.path)
    text = request.GET.get("text", "").strip()
    context = {
        "path": path,
        "text": text,
        "children": suggest(home.pk, text, SHOWN) if text else children_of(request.actor, path),
        "up": path.rstrip("/").rpartition("/")[0] + "/" if path != home.path else "",
        "imports": imports(home.pk)[:20],
    }
    return render_page(request, "web/desk/places.html", context)


class FileForm(PlainForm):
    file = forms.FileField(
        label=_("地址表"), help_text=_("CSV 或 xlsx，第一行是表头，如：社区、小区、楼栋、单元、房号。")
    )


class ConfirmForm(PlainForm):
    content = forms.CharField(widget=forms.HiddenInput, max_length=30_000_000)
    name = forms.CharField(widget=forms.HiddenInput, max_length=120)


@desk("place.import")
@require_http_methods(["GET", "POST"])
def bring_in(request: Asked) -> HttpResponse:
    """First what the list would do, row by row; then, once confirmed, do it."""
    if request.method == "POST" and "content" in request.POST:
        return take_in(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return show_preview(request, form.cleaned_data["file"], form)
    status = 422 if request.method == "POST" else 200
    return render_page(request, "web/desk/import_places.html", {"form": form}, status=status)


def show_preview(request: Asked, upload: UploadedFile, form: FileForm) -> HttpResponse:
    data, name = upload.read(), upload.name or ""
    try:
        found = read_address_list(street_id=request.actor.street_id or 0, data=data, file_name=name)
    except Refusal as refusal:
        form.add_error("file", sentence(refusal))
        return render_page(request, "web/desk/import_places.html", {"form": form}, status=status_of(refusal))
    confirm = ConfirmForm(initial={"content": base64.b64encode(data).decode(), "name": name})
    context = {
        "form": confirm,
        "found": found.preview,
        "errors": [(each, sentence(Refusal(each.code))) for each in found.preview.errors[:200]],
        "counts": sorted(found.preview.counts.items()),
    }
    return render_page(request, "web/desk/import_preview.html", context)


def take_in(request: Asked) -> HttpResponse:
    form = ConfirmForm(request.POST)

    def do() -> Answer:
        street_id = request.actor.street_id or 0
        data = base64.b64decode(form.cleaned_data["content"])
        found = read_address_list(street_id=street_id, data=data, file_name=form.cleaned_data["name"])
        taken = import_addresses(street_id=street_id, preview=found, by=request.actor, at=timezone.now())
        note = str(_("已导入 %(n)s 行。30 天内可以撤销。")) % {"n": taken.created_count}
        return Answer(to=resolve_url("desk:places"), note=note)

    return form_door(request, form, door="place.import", do=do, template="web/desk/import_places.html")


@desk("place.import")
@require_POST
def undo(request: Asked, import_id: int) -> HttpResponse:
    """Take an imported list back out."""

    def do() -> Answer:
        undo_import(import_id=import_id, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("desk:places"), note=str(_("导入已撤销。")))

    return write_door(request, door="place.undo", do=do)
