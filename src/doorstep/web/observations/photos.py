"""Pictures of an observation: added from the telephone when there is one, opened from the page."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.delivery.services import photos as services
from doorstep.web.doors import Asked, desk
from doorstep.web.observations.acts import on_observation
from doorstep.web.observations.forms import PhotoForm


@desk("observation.make")
@require_http_methods(["GET", "POST"])
def add(request: Asked, observation_id: UUID) -> HttpResponse:
    form = PhotoForm(request.POST or None, request.FILES or None)
    return on_observation(request, observation_id, form, services.add_photo, _("添加照片"))


@desk("project.read")
@require_safe
def open_photo(request: Asked, observation_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Shown, never run; the headers say so."""
    opened = services.open_photo(observation_id=observation_id, attachment_id=attachment_id, by=request.actor)
    return HttpResponse(opened.path.read_bytes(), headers=opened.headers)
