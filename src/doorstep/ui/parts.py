"""The same part alone or inside its page: what a script swaps in is what a reload would show."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

PART_HEADER = "X-Doorstep-Part"


def wants_part(request: HttpRequest) -> bool:
    """Whether the page's own script asked for the part alone."""
    return PART_HEADER in request.headers


class SeeOther(HttpResponseRedirect):
    """After a POST: read the result with a GET, so that a reload does not post again."""

    status_code = 303


def _part(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    response = render(request, template, context, status=status)
    response[PART_HEADER] = "1"
    return response


def part_or_redirect(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, to: str
) -> HttpResponse:
    """After an act: the changed part for a script, a 303 to `to` for everybody else."""
    if wants_part(request):
        return _part(request, template, context or {}, 200)
    return SeeOther(to)


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, or only its `part` when a script asked for it; caches keep the two apart."""
    if part is not None and wants_part(request):
        response = _part(request, part, context or {}, status)
    else:
        response = render(request, template, context or {}, status=status)
    if part is not None:
        patch_vary_headers(response, [PART_HEADER])
    return response
