"""The two switches every page carries, and the page that shows every component."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from doorstep.ui import samples
from doorstep.ui.parts import SeeOther, render_page
from doorstep.ui.sites import LARGE, SIZE_COOKIE

A_YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> HttpResponse:
    to = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return SeeOther(to if safe else "/")


def _remember(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(
        name, value, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )
    return response


@csrf_exempt  # changes only how this reader sees the pages; keeps public pages free of tokens
@require_POST
def choose_size(request: HttpRequest) -> HttpResponse:
    """Elder mode on or off for this browser."""
    size = LARGE if request.POST.get("size") == LARGE else "normal"
    return _remember(_back(request), SIZE_COOKIE, size)


@csrf_exempt  # as above
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """The language of the desk for this browser; an unknown one changes nothing."""
    chosen = request.POST.get("language", "")
    response = _back(request)
    if chosen in dict(settings.LANGUAGES):
        return _remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


def _show(request: HttpRequest, template: str, part: str | None = None) -> HttpResponse:
    language = request.GET.get("lang", "")
    if language not in dict(settings.LANGUAGES):
        language = translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        return render_page(request, template, samples.context_of(request, language), part=part)


@require_safe
def showcase(request: HttpRequest) -> HttpResponse:
    """Every component in every state; `?lang=en` and `?size=large` show the other faces."""
    return _show(request, "ui/samples/showcase.html", part="ui/samples/_list.html")


@require_safe
def sample_public(request: HttpRequest) -> HttpResponse:
    return _show(request, "ui/samples/public.html")


@require_safe
def sample_desk(request: HttpRequest) -> HttpResponse:
    return _show(request, "ui/samples/desk.html")
