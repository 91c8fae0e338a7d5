"""For machines that look after the server."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from doorstep.messages.queries import dead_count
from doorstep.records.recurring import failed_jobs
from doorstep.web.doors import public


@public
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """``ok`` when the database answers; jobs that failed and messages given up are named, not hidden."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        alive = cursor.fetchone() == (1,)
    failed = failed_jobs()
    return JsonResponse({"ok": alive and not failed, "failed_jobs": failed, "dead_messages": dead_count()})


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Personal pages are not for search engines."""
    return HttpResponse(
        "User-agent: *\nDisallow: /track/\nDisallow: /en/track/\nDisallow: /desk/\n", "text/plain"
    )
