"""How the street's project fund is run: the written measure as everybody reads it, with every earlier version."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorstep.funds.queries import public_measures
from doorstep.kernel.calendar import day_of
from doorstep.web.doors import Asked, public
from doorstep.web.money.papers import settings_of
from doorstep.web.public.faces import to


@public
@require_safe
def fund(request: Asked, version: int | None = None) -> HttpResponse:
    """One version with its articles and what they set; unasked the one in force, else the one to come."""
    versions = public_measures(request.street.pk) if request.street else []
    today = day_of(timezone.now())
    current = next((each for each in versions if each.effective_on <= today), None)
    shown = current or next(iter(versions), None)
    if version is not None:
        shown = next((each for each in versions if each.version == version), None)
        if shown is None:
            raise Http404
    context = {
        "shown": shown,
        "articles": [(each["text"], settings_of(each["settings"])) for each in shown.articles]
        if shown
        else [],
        "versions": versions,
        "current": current,
        "is_current": shown is not None and shown == current,
        "is_to_come": shown is not None and shown.effective_on > today,
        "spent_url": f"{to(request, 'notices')}?kind=expense",
        "decided_url": f"{to(request, 'notices')}?kind=decision",
    }
    return render(request, "web/public/money.html", context)
