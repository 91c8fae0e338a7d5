"""The outbox: what was sent, what failed, and slips to print."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.messages.queries import outbox, waiting_slips
from doorstep.messages.services import mark_printed, retry_message
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door, write_door
from doorstep.web.lists import keyset

SLIPS_A_SHEET = 60


@desk("issue.dispatch")
@require_safe
def outbox_page(request: Asked) -> HttpResponse:
    """Newest first; failures can be tried again."""
    state, channel = request.GET.get("state", ""), request.GET.get("channel", "")
    rows, pager = keyset(request, outbox(request.actor, state=state, channel=channel))
    context = {
        "rows": rows,
        "pager": pager,
        "state": state,
        "channel": channel,
        "slips": waiting_slips(request.actor)[:SLIPS_A_SHEET].count(),
    }
    return render_page(request, "web/desk/messages.html", context)


@desk("issue.dispatch")
@require_http_methods(["GET", "POST"])
def slips(request: Asked) -> HttpResponse:
    """Slips on A4, to be cut and handed out; marked as printed afterwards."""
    waiting = list(waiting_slips(request.actor)[:SLIPS_A_SHEET])
    form = PlainForm(request.POST or None)

    def do() -> Answer:
        ids = [UUID(each) for each in request.POST.getlist("slip")]
        count = mark_printed(message_ids=ids, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("desk:messages"), note=str(_("已登记打印 %(n)s 张。")) % {"n": count})

    context = {"waiting": waiting}
    return form_door(
        request, form, door="message.print", do=do, template="web/desk/slips.html", context=context
    )


@desk("issue.dispatch")
@require_POST
def retry(request: Asked, message_id: UUID) -> HttpResponse:
    """Try again now."""

    def do() -> Answer:
        retry_message(message_id=message_id, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("desk:messages"), note=translate("已重新排队。"))

    return write_door(request, door="message.retry", do=do)
