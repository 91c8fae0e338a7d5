"""Taking points back: with a reason, by whoever keeps the register; the page never says how many."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.records.receipts import Answer
from doorstep.volunteers import queries
from doorstep.volunteers.names import name_of
from doorstep.volunteers.services import reverse_points
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.volunteers.forms import ReversalForm
from doorstep.web.volunteers.register import KEEPERS
from doorstep.web.volunteers.stars import while_on


@desk(*KEEPERS)
@while_on
@require_http_methods(["GET", "POST"])
def reverse(request: Asked, service_id: UUID) -> HttpResponse:
    """Take back what one service was worth; the member reads why and may appeal."""
    service = queries.service_kept_by(request.actor, service_id)
    entry = queries.entry_that_counts(service)
    if entry is None and request.method == "POST":
        raise Http404
    form = ReversalForm(request.POST or None)
    back = resolve_url("volunteers:page", service.report_in.number)

    def do() -> Answer:
        reason = form.cleaned_data["reason"]
        reverse_points(
            entry_id=entry.pk if entry else service_id, reason=reason, by=request.actor, at=timezone.now()
        )
        return Answer(to=back, note=str(_("积分已冲销，本人可以申诉。")))

    context = {
        "label": _("冲销积分"),
        "facts": [
            (_("姓名"), name_of(service.report_in)),
            (_("服务日期"), service.served_on),
            (_("做了什么"), service.what),
        ],
        "about": "" if entry else _("这次服务没有可以冲销的积分。"),
        "is_over": entry is None,
        "back": back,
    }
    return form_door(
        request, form, door="points.reverse", do=do, template="web/volunteers/act.html", context=context
    )
