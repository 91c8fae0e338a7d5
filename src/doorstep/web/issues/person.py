"""Looking somebody up by the whole name or phone number; needs a reason, which the journal keeps."""

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.issues.services import find_person
from doorstep.kernel.errors import Refusal
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk
from doorstep.web.errors import status_of
from doorstep.web.issues.inbox import rows_table
from doorstep.web.sentences import sentence


class PersonForm(PlainForm):
    text = forms.CharField(
        label=_("姓名或电话"),
        help_text=_("要写全：姓名写全名，电话写全号。"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    reason = forms.CharField(label=_("为什么要查"), help_text=_("会记入操作日志。"), max_length=200)


@desk("search.person")
@require_http_methods(["GET", "POST"])
def person(request: Asked) -> HttpResponse:
    """By POST only, so that no name stands in an address; the answer is not kept."""
    form = PersonForm(request.POST or None)
    table, status = None, 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("text", "reason")}
        try:
            with transaction.atomic():
                found = find_person(by=request.actor, at=timezone.now(), **values)
            nobody = translate("没有找到这个人反映的问题")
            table, status = rows_table(found, at=timezone.now(), empty=nobody), 200
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            status = status_of(refusal)
    return render_page(request, "web/issues/person.html", {"form": form, "table": table}, status=status)
