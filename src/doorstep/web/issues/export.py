"""Taking a ledger out as a file: by POST, entered in the journal, stamped with who and when."""

import io
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from django import forms
from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.issues.printouts import LISTS, issue_ledger
from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import Refusal
from doorstep.papers.table import Stamp, Table
from doorstep.papers.write import write_xlsx
from doorstep.places.queries import street
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm, labels
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, receipt_key, write_once
from doorstep.web.errors import status_of
from doorstep.web.sentences import sentence

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_YEAR: Final = 2015


class LedgerForm(PlainForm):
    route = forms.ChoiceField(
        label=_("哪一份"),
        choices=[("", _("问题台账（全部）")), *labels(LISTS)],
        required=False,
        widget=forms.RadioSelect,
    )
    year = forms.TypedChoiceField(label=_("年份"), coerce=int)

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(this_year, FIRST_YEAR - 1, -1)
        self.fields["year"].choices = [(each, str(each)) for each in years]  # type: ignore[attr-defined]


@desk("issue.read")
@require_http_methods(["GET", "POST"])
def export(request: Asked) -> HttpResponse:
    """Choose a ledger; the file holds only what this reader may see, reporters masked."""
    at = timezone.now()
    this_year = day_of(at).year
    first = {"route": request.GET.get("route", ""), "year": request.GET.get("year", this_year)}
    form = LedgerForm(request.POST or None, this_year=this_year, initial=first)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            return file_of(request, form.cleaned_data, at=at)
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            status = status_of(refusal)
    return render_page(request, "web/issues/export.html", {"form": form}, status=status)


def file_of(request: Asked, values: dict[str, Any], *, at: datetime) -> FileResponse:
    """First the journal, then the file: nothing leaves without an entry."""
    route, year = values["route"], values["year"]
    street_id = request.actor.street_id or 0
    table = issue_ledger(
        request.actor, street_id=street_id, year=year, unit=street(street_id).name, route=route
    )
    number = str(receipt_key(request))

    def do() -> Answer:
        digest = digest_of(f"{number} {year} {route}", new_salt())
        about = f"ledger:{year}-{route or 'all'}"
        record(by=request.actor, act="issue.export", about=about, at=at, street_id=street_id, digest=digest)
        return Answer(to=request.path)

    write_once(request, door="issue.export", do=do)
    return as_file(table, Stamp(number=number, exporter=request.actor.name, at=at), year=year)


def as_file(table: Table, stamp: Stamp, *, year: int) -> FileResponse:
    out = io.BytesIO()
    write_xlsx(table, stamp, out)
    out.seek(0)
    response = FileResponse(out, content_type=XLSX)
    name = quote(f"{year}年{table.title}.xlsx")
    response["Content-Disposition"] = f"attachment; filename=\"{year}-ledger.xlsx\"; filename*=UTF-8''{name}"
    return response
