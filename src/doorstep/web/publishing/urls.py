from django.urls import path

from doorstep.web.publishing import drafts, notices, pages

app_name = "publishing"
urlpatterns = [
    path("", notices.notices_page, name="notices"),
    path("waiting/", pages.waiting, name="waiting"),
    path("snapshots/<uuid:snapshot_id>/release/", pages.release, name="release"),
    path("to-draft/", drafts.to_draft, name="to-draft"),
    path("draft-list/", drafts.draft_list, name="draft-list"),
    path("draft-of/<slug:kind>/", drafts.draft_kind, name="draft-kind"),
    path("draft/<str:number>/", drafts.draft, name="draft"),
    path("notices/<uuid:notice_id>/", notices.notice_page, name="notice"),
    path("notices/<uuid:notice_id>/edit/", drafts.edit, name="edit"),
    path("notices/<uuid:notice_id>/sign/", drafts.sign, name="sign"),
    path("notices/<uuid:notice_id>/attach/", drafts.attach_file, name="attach"),
    path("notices/<uuid:notice_id>/posting/", drafts.posting, name="posting"),
    path("notices/<uuid:notice_id>/print/", notices.print_notice, name="print"),
    path("notices/<uuid:notice_id>/pdf/", notices.notice_pdf, name="pdf"),
    path("notices/<uuid:notice_id>/files/<uuid:attachment_id>/", drafts.open_file, name="file"),
    path("notices/<uuid:notice_id>/files/<uuid:attachment_id>/remove/", drafts.detach_file, name="detach"),
    path("notices/<uuid:notice_id>/<slug:act>/", notices.move, name="act"),
    path("objections/<int:objection_id>/", notices.answer, name="answer"),
    path("feedback/", pages.feedback_page, name="feedback"),
    path("feedback/<uuid:feedback_id>/", pages.answer_to_feedback, name="answer-feedback"),
]
