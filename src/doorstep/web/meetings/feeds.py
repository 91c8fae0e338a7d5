"""Meetings in one's own calendar, under a secret address that can be changed."""

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.consultations.access import can_read
from doorstep.consultations.queries import feed_meetings, feed_reader
from doorstep.consultations.services import renew_feed
from doorstep.kernel.calendar import day_of
from doorstep.papers.ical import Event, ical
from doorstep.ui.forms import PlainForm
from doorstep.web.doors import Asked, desk, public

TWO_HOURS: Final = timedelta(hours=2)


@desk()
@require_http_methods(["GET", "POST"])
def subscribe(request: Asked) -> HttpResponse:
    """How to bring one's own meetings into one's own calendar; the address is shown once, when it is made.

    Asked from a project, it prints the address that keeps to that project as well.
    """
    about = request.GET.get("about", "")
    context: dict[str, Any] = {
        "blank": PlainForm(),
        "ending": f"?{urlencode({'about': about})}" if about else "",
    }
    if request.method == "POST":
        token = renew_feed(by=request.actor, at=timezone.now())
        context["address"] = f"{settings.PUBLIC_URL}{resolve_url('meetings:feed', token)}"
    return render(request, "web/meetings/subscribe.html", context)


@public
@require_safe
def feed(request: Asked, token: str) -> HttpResponse:
    """The calendar file; ``?about=`` keeps to one project. Holds titles, rooms and hours, and no name."""
    today = day_of(timezone.now())
    reader = feed_reader(token, today=today)
    if reader is None:
        raise Http404
    found = feed_meetings(reader, about=request.GET.get("about", ""), today=today)
    reads = {each.pk for each in found if can_read(reader, path=each.path)}
    name = translate("会议")
    return HttpResponse(
        ical(name, [event_of(each, reads=each.pk in reads) for each in found]),
        content_type="text/calendar; charset=utf-8",
    )


def event_of(meeting: Any, *, reads: bool) -> Event:
    """It leads to the meeting's page, or to one's own meetings for those who do not read all of them."""
    address = resolve_url("meetings:page", meeting.pk) if reads else resolve_url("meetings:mine")
    return Event(
        uid=f"{meeting.pk}@doorstep",
        starts_at=meeting.starts_at,
        ends_at=meeting.starts_at + TWO_HOURS,
        changed_at=meeting.state_since,
        title=meeting.title,
        place=meeting.room,
        url=f"{settings.PUBLIC_URL}{address}",
    )
