"""Choosing a ledger to take out; the file itself comes from the approved request (``web/privacy``)."""

from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.issues.printouts import LISTS
from doorstep.kernel.calendar import day_of
from doorstep.ui.forms import PlainForm, labels
from doorstep.ui.parts import SeeOther, render_page
from doorstep.web.doors import Asked, desk

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
    """Choose a ledger; it holds what residents said, so a second person lets it out (DOMAIN G9)."""
    this_year = day_of(timezone.now()).year
    first = {"route": request.GET.get("route", ""), "year": request.GET.get("year", this_year)}
    form = LedgerForm(request.POST or None, this_year=this_year, initial=first)
    if form.is_bound and form.is_valid():
        scope = {name: form.cleaned_data[name] for name in ("year", "route")}
        return SeeOther(f"{resolve_url('privacy:ask-export', 'issue')}?{urlencode(scope)}")
    status = 422 if form.is_bound else 200
    return render_page(request, "web/issues/export.html", {"form": form}, status=status)
