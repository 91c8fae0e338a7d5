from django.urls import path

from doorstep.web.publishing import pages

app_name = "publishing"
urlpatterns = [
    path("", pages.notices_page, name="notices"),
    path("waiting/", pages.waiting, name="waiting"),
    path("snapshots/<uuid:snapshot_id>/release/", pages.release, name="release"),
    path("draft/<str:number>/", pages.draft, name="draft"),
    path("notices/<uuid:notice_id>/", pages.notice_page, name="notice"),
    path("notices/<uuid:notice_id>/<slug:act>/", pages.move, name="act"),
    path("objections/<int:objection_id>/", pages.answer, name="answer"),
    path("feedback/", pages.feedback_page, name="feedback"),
    path("feedback/<uuid:feedback_id>/", pages.answer_to_feedback, name="answer-feedback"),
]
