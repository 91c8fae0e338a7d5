"""All addresses. Public pages stand twice: Chinese at the root, English below ``/en/``."""

from django.urls import URLPattern, URLResolver, include, path

from doorstep.ui import views as ui_views
from doorstep.web.doors import public
from doorstep.web.public.urls import urlpatterns as public_pages

for view in (
    ui_views.showcase,
    ui_views.sample_public,
    ui_views.sample_desk,
    ui_views.choose_size,
    ui_views.choose_language,
):
    public(view)  # the showcase and the two switches belong to everybody

urlpatterns: list[URLPattern | URLResolver] = [
    path("ui/", include("doorstep.ui.urls")),
    path("", include("doorstep.web.account.urls")),
    path("desk/", include("doorstep.web.desk.urls")),
    path("desk/visits/", include("doorstep.web.visits.urls")),
    path("desk/issues/", include("doorstep.web.issues.urls")),
    path("desk/projects/", include("doorstep.web.projects.urls")),
    path("desk/meetings/", include("doorstep.web.meetings.urls")),
    path("desk/opinions/", include("doorstep.web.opinions.urls")),
    path("desk/money/", include("doorstep.web.money.urls")),
    path("desk/members/", include("doorstep.web.volunteers.urls")),
    path("desk/partners/", include("doorstep.web.partners.urls")),
    path("desk/observations/", include("doorstep.web.observations.urls")),
    path("desk/privacy/", include("doorstep.web.privacy.urls")),
    path("desk/evaluations/", include("doorstep.web.evaluation.urls")),
    path("desk/publishing/", include("doorstep.web.publishing.urls")),
    path("en/", include((public_pages, "public"), namespace="en")),
    path("", include((public_pages, "public"), namespace="public")),
]
handler400 = "doorstep.ui.errors.bad_request"
handler403 = "doorstep.ui.errors.forbidden"
handler404 = "doorstep.ui.errors.not_found"
handler500 = "doorstep.ui.errors.server_error"
