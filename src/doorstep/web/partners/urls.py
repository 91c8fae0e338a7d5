from django.urls import path

from doorstep.web.partners import agreements, meetings, needs, offers, own, partners

app_name = "partners"
urlpatterns = [
    path("", partners.partner_list, name="list"),
    path("new/", partners.new_partner, name="new"),
    path("<uuid:partner_id>/", partners.partner, name="partner"),
    path("<uuid:partner_id>/offer/", offers.offer, name="offer"),
    path("agreements/", agreements.agreement_list, name="agreements"),
    path("agreements/new/", agreements.new_agreement, name="new-agreement"),
    path("agreements/<str:number>/", agreements.agreement, name="agreement"),
    path("agreements/<str:number>/paper/", agreements.paper, name="paper"),
    path("agreements/<str:number>/lists/<slug:which>/", agreements.export, name="export"),
    path("agreements/<str:number>/pledges/<uuid:pledged_id>/", agreements.deliver, name="deliver"),
    path(
        "agreements/<str:number>/deliveries/<uuid:delivered_id>/reverse/",
        agreements.take_back,
        name="reverse",
    ),
    path("agreements/<str:number>/<slug:act>/", agreements.act, name="agreement-act"),
    path("pledges/<int:year>/", agreements.pledges, name="pledges"),
    path("meetings/", meetings.meeting_list, name="meetings"),
    path("meetings/new/", meetings.new_meeting, name="new-meeting"),
    path("meetings/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("promises/<uuid:promise_id>/", meetings.settle, name="settle"),
    path("needs/", needs.board, name="needs"),
    path("needs/new/", needs.new_need, name="new-need"),
    path("needs/<uuid:need_id>/", needs.need, name="need"),
    path("needs/<uuid:need_id>/rate/", needs.rate, name="rate"),
    path("needs/<uuid:need_id>/<slug:act>/", needs.act, name="need-act"),
    path("own/", own.home, name="own"),
    path("own/offer/", offers.own_offer, name="own-offer"),
    path("own/<uuid:need_id>/", own.need, name="own-need"),
    path("own/<uuid:need_id>/claim/", own.claim, name="own-claim"),
    path("own/<uuid:need_id>/deliver/", own.deliver, name="own-deliver"),
    path("own/<uuid:need_id>/rate/", own.rate, name="own-rate"),
]
