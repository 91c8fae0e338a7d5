from django.urls import path

from doorstep.web.meetings import acts, feeds, owners, pages, procedures

app_name = "meetings"
urlpatterns = [
    path("", pages.meeting_list, name="list"),
    path("new/", acts.new, name="new"),
    path("calendar/", feeds.subscribe, name="subscribe"),
    path("calendar/<str:token>.ics", feeds.feed, name="feed"),
    path("procedures/", procedures.procedure_list, name="procedures"),
    path("procedures/new/", procedures.new, name="new-procedure"),
    path("procedures/<uuid:procedure_id>/", procedures.procedure, name="procedure"),
    path("procedures/<uuid:procedure_id>/stop/", procedures.stop, name="stop-procedure"),
    path("procedures/<uuid:procedure_id>/<slug:code>/", procedures.step, name="step"),
    path("items/<int:item_id>/decide/", acts.decide, name="decide"),
    path("items/<int:item_id>/owners/", owners.count, name="owners"),
    path("items/<int:item_id>/finish/", acts.finish, name="finish"),
    path("questions/<int:question_id>/", acts.answer, name="answer"),
    path("<uuid:meeting_id>/", pages.page, name="page"),
    path("<uuid:meeting_id>/room/", pages.room, name="room"),
    path("<uuid:meeting_id>/<slug:name>/", acts.act, name="act"),
]
