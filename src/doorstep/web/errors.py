"""Refusals and errors as pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from doorstep.kernel.errors import NotAllowed, NotPossible, Refusal
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


def refusal_page(request: HttpRequest, refusal: NotAllowed | NotPossible | Refusal) -> HttpResponse:
    status = status_of(refusal)
    return render(request, f"ui/{status}.html", {"sentence": sentence(refusal)}, status=status)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/403.html", {"sentence": sentence(NotAllowed("csrf"))}, status=403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "ui/400.html", status=400)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "ui/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/500.html", status=500)
