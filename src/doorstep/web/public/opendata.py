"""Open data: a page that says what the files hold, the files themselves in pieces, and the feed of notices."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from doorstep.publishing.open_rows import newest_notices, open_as_of, open_rows, open_tag
from doorstep.publishing.opendata.feed import as_atom
from doorstep.publishing.opendata.notice_sets import BY_NAME, NOTICES, SETS
from doorstep.publishing.opendata.sets import DataSet
from doorstep.publishing.opendata.writing import as_csv, as_json, schema
from doorstep.web.doors import Asked, public


def tag_of(request: Asked, name: str = NOTICES.name) -> str | None:
    """Of the set, or of the feed, which holds the notices; each face has its own addresses in it."""
    return open_tag(request.street.pk, BY_NAME[name]) if request.street and name in BY_NAME else None


def changed_at(request: Asked, name: str = NOTICES.name) -> datetime | None:
    return open_as_of(request.street.pk, BY_NAME[name]) if request.street and name in BY_NAME else None


def to_fetch(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """A file for programs of anybody: asked again it is sent only when it has changed."""

    def fetched(request: Asked, *args: Any, **kwargs: Any) -> Any:
        response = asked_again(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    asked_again = condition(etag_func=tag_of, last_modified_func=changed_at)(view)
    return public(require_safe(fetched))


@public
@require_safe
def open_data(request: Asked) -> HttpResponse:
    """Which files there are, what their columns mean, how old they are and what one may do with them."""
    ages: dict[str, datetime | None] = {}
    for each in SETS:
        if request.street and each.pages not in ages:
            ages[each.pages] = open_as_of(request.street.pk, each)
    context = {"sets": [(each, ages.get(each.pages)) for each in SETS], "licence": settings.OPEN_LICENCE}
    return render(request, "web/public/open.html", context)


def known_set(request: Asked, name: str) -> DataSet:
    if not request.street or name not in BY_NAME:
        raise Http404
    return BY_NAME[name]


def streamed(pieces: Iterable[str], kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        (each.encode() for each in pieces), content_type=f"{kind}; charset=utf-8"
    )
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@to_fetch
def csv_file(request: Asked, name: str) -> HttpResponseBase:
    data = known_set(request, name)
    return streamed(as_csv(data, open_rows(request.street.pk, data)), "text/csv", f"{name}.csv")


@to_fetch
def json_file(request: Asked, name: str) -> HttpResponseBase:
    data = known_set(request, name)
    at = open_as_of(request.street.pk, data)
    rows = open_rows(request.street.pk, data)
    pieces = as_json(data, rows, as_of=at.isoformat() if at else None, licence=settings.OPEN_LICENCE)
    return streamed(pieces, "application/json", f"{name}.json")


@to_fetch
def metadata_file(request: Asked, name: str) -> HttpResponseBase:
    said = schema(known_set(request, name), licence=settings.OPEN_LICENCE)
    return JsonResponse(said, content_type="application/csvm+json; charset=utf-8")


@to_fetch
def notice_feed(request: Asked) -> HttpResponseBase:
    """The newest notices; what was taken down is not among them."""
    if not request.street:
        raise Http404
    face = request.resolver_match.namespace if request.resolver_match else "public"

    def address_of(number: str) -> str:
        return settings.PUBLIC_URL + reverse("public:notice", args=[number], current_app=face)

    feed = as_atom(
        newest_notices(request.street.pk),
        title=_("%(street)s公示") % {"street": request.street.name},
        address=settings.PUBLIC_URL + request.path,
        address_of=address_of,
        as_of=changed_at(request),
        licence=settings.OPEN_LICENCE,
    )
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")
