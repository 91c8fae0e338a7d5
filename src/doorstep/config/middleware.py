"""What happens around every request: safe headers, language, who asks, and a GET that cannot write."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Refusal
from doorstep.people.queries import actor_for_session
from doorstep.places.queries import street_for_host
from doorstep.web.errors import refusal_page

GetResponse = Callable[[HttpRequest], HttpResponse]
CSP = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|CREATE|ALTER|DROP|TRUNCATE)\b", re.IGNORECASE)
SHORT_LIVED_TABLES = ("django_session", "records_ratehit")


class WroteWhileReading(RuntimeError):
    """A page that should only read tried to write: a defect, never a person's fault."""


class ClientAddress:
    """Who knocks: behind so many proxies of the operator's own, the address that the outermost of them saw.

    What stands further left in ``X-Forwarded-For`` was written by whoever asked, so it is not believed.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if settings.PROXIES and forwarded:
            seen = [each.strip() for each in forwarded.split(",")]
            request.META["REMOTE_ADDR"] = seen[-min(settings.PROXIES, len(seen))]
        return self.get_response(request)


class SafeHeaders:
    """No inline script or style, no framing, no sensors."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CSP)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class ReaderLanguage:
    """``/en/`` decides on public pages; on the desk the cookie that a POST has set."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def _language(self, request: HttpRequest) -> str:
        if request.path.startswith("/en/"):
            return "en"
        if not request.path.startswith(("/desk/", "/sign-in/", "/sign-out/", "/ui/")):
            return "zh-hans"
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "zh-hans")
        return asked if asked in dict(settings.LANGUAGES) else "zh-hans"


class WhoAsks:
    """Every view finds ``request.actor`` and ``request.street``; a view that is not marked public needs a sign-in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_for_session(request.session, at=timezone.now()))
        request.street = SimpleLazyObject(lambda: street_for_host(request.get_host()))
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if getattr(view, "public", False):
            return None
        actor: Actor = request.actor
        if actor.account_id is None:
            target = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{target}")
        needed = getattr(view, "abilities", None)
        if needed is None:
            raise LookupError(f"{view.__module__}.{view.__name__} is marked neither public nor desk(…)")
        return None


class ReadOnlyGet:
    """A GET or HEAD cannot write to the main database; sessions and rate limits are exempt."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        with ExitStack() as stack:
            stack.enter_context(connections["default"].execute_wrapper(refuse_writes))
            return self.get_response(request)


def refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if WRITES.match(sql) and not any(table in sql for table in SHORT_LIVED_TABLES):
        raise WroteWhileReading(sql.split("(", 1)[0][:80])
    return execute(sql, params, many, context)


class RefusalsAsPages:
    """A refusal becomes a sentence in the reader's language; a row out of sight is simply not found."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refusal):
            return refusal_page(request, error)
        if isinstance(error, ObjectDoesNotExist):
            raise Http404 from error
        return None
