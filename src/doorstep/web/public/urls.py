"""The public pages, named once and mounted once for each language."""

from django.urls import path

from doorstep.web.public import (
    draws,
    figures,
    health,
    notices,
    opinions,
    pages,
    projects,
    report,
    rights,
    track,
)

urlpatterns = [
    path("", pages.home, name="home"),
    path("report/", report.report, name="report"),
    path("report/received/", report.received, name="received"),
    path("track/", track.track, name="track"),
    path("track/<str:number>/", track.matter, name="matter"),
    path("track/<str:number>/close/", track.forget, name="forget"),
    path("projects/", projects.project_list, name="projects"),
    path("projects/<str:number>/", projects.project, name="project"),
    path("projects/<str:number>/object/", projects.object_to, name="object"),
    path("projects/<str:number>/plan/", opinions.plan, name="plan"),
    path("projects/<str:number>/opinion/", opinions.say, name="opinion"),
    path("privacy/", rights.recorded, name="recorded"),
    path("privacy/ask/", rights.ask, name="rights"),
    path("privacy/received/", rights.received, name="rights-received"),
    path("privacy/track/", rights.track, name="rights-track"),
    path("privacy/track/<str:number>/", rights.matter, name="rights-matter"),
    path("privacy/track/<str:number>/close/", rights.forget, name="rights-forget"),
    path("notices/", notices.notice_list, name="notices"),
    path("notices/<str:number>/", notices.notice, name="notice"),
    path("notices/<str:number>/object/", notices.object_to_one, name="object-to-notice"),
    path("notices/<str:number>/print/", notices.print_notice, name="notice-print"),
    path("notices/<str:number>/pdf/", notices.notice_pdf, name="notice-pdf"),
    path("notices/<str:number>/files/<uuid:attachment_id>/", notices.notice_file, name="notice-file"),
    path("evaluations/check/", draws.check_draw, name="check-draw"),
    path("evaluations/<str:number>/draw-<int:round>.json", draws.draw, name="draw"),
    path("figures/<str:name>/", figures.figure, name="figure"),
    path("feedback/", pages.feedback, name="feedback"),
    path("journal/", pages.journal_heads, name="journal"),
    path("health/", health.health, name="health"),
    path("robots.txt", health.robots, name="robots"),
]
