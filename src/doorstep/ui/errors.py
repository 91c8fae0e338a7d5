"""Pages for what went wrong, in words; they need neither a session nor a database."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

STATUSES = (400, 403, 404, 409, 429, 500)


def error_page(
    request: HttpRequest, status: int, *, title: str = "", text: str = "", layout: str = "ui/public.html"
) -> HttpResponse:
    """The page of `status`; `title` and `text` replace the general words when more is known."""
    context = {"title": title, "text": text, "layout": layout, "status": status}
    return render(request, f"ui/errors/{status}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return error_page(request, 404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Named in CSRF_FAILURE_VIEW: the page had been open too long."""
    return error_page(request, 400)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, 500)
