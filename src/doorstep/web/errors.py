"""Refusals as pages, in the reader's language."""

from django.http import HttpRequest, HttpResponse

from doorstep.kernel.errors import NotAllowed, Refusal
from doorstep.ui.errors import error_page
from doorstep.web.sentences import sentence

CONFLICTS = frozenset({"receipt.other_body"})
TOO_MANY = frozenset({"rate.limit"})


def status_of(refusal: Refusal) -> int:
    """403 for what one may not do, 409 for a used key with other words, 429 for too much, else 400."""
    if isinstance(refusal, NotAllowed):
        return 403
    if refusal.code in CONFLICTS:
        return 409
    return 429 if refusal.code in TOO_MANY else 400


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as a whole page; a form shows it at its top instead (``doors.form_door``)."""
    layout = "ui/desk.html" if request.path.startswith("/desk/") else "ui/public.html"
    return error_page(request, status_of(refusal), text=sentence(refusal), layout=layout)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refusal_page(request, NotAllowed("csrf"))
