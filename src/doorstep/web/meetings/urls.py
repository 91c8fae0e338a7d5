from django.urls import path

from doorstep.web.meetings import acts, feeds, guests, owners, pages, postings, procedures

app_name = "meetings"
urlpatterns = [
    path("", pages.meeting_list, name="list"),
    path("new/", acts.new, name="new"),
    path("mine/", guests.mine, name="mine"),
    path("postings/", postings.posting_list, name="postings"),
    path("postings/<int:posting_id>/", postings.look, name="look"),
    path("invitations/<uuid:invitation_id>/", guests.invitation, name="invitation"),
    path("invitations/<uuid:invitation_id>/withdraw/", guests.withdraw, name="withdraw"),
    path("invitations/<uuid:invitation_id>/phone/", guests.phone, name="phone"),
    path("invitations/<uuid:invitation_id>/<slug:answer>/", guests.reply, name="reply"),
    path("calendar/", feeds.subscribe, name="subscribe"),
    path("calendar/<str:token>.ics", feeds.feed, name="feed"),
    path("procedures/", procedures.procedure_list, name="procedures"),
    path("procedures/new/", procedures.new, name="new-procedure"),
    path("procedures/<uuid:procedure_id>/", procedures.procedure, name="procedure"),
    path("procedures/<uuid:procedure_id>/stop/", procedures.stop, name="stop-procedure"),
    path("procedures/<uuid:procedure_id>/link/", procedures.link, name="link-procedure"),
    path("procedures/<uuid:procedure_id>/<slug:code>/", procedures.step, name="step"),
    path("items/<int:item_id>/decide/", acts.decide, name="decide"),
    path("items/<int:item_id>/owners/", owners.count, name="owners"),
    path("items/<int:item_id>/finish/", acts.finish, name="finish"),
    path("questions/<int:question_id>/", acts.answer, name="answer"),
    path("<uuid:meeting_id>/", pages.page, name="page"),
    path("<uuid:meeting_id>/room/", pages.room, name="room"),
    path("<uuid:meeting_id>/invite/", guests.ask, name="invite"),
    path("<uuid:meeting_id>/attendance/", guests.attendance, name="attendance"),
    path("<uuid:meeting_id>/<slug:name>/", acts.act, name="act"),
]
