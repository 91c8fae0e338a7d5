from django.urls import path

from doorstep.web.visits import campaigns, entry, lists, planned

app_name = "visits"
urlpatterns = [
    path("", lists.visit_list, name="list"),
    path("export/", lists.export, name="export"),
    path("new/", entry.new, name="new"),
    path("agree/", planned.agree, name="agree"),
    path("diary/", lists.my_diary, name="diary"),
    path("campaigns/", campaigns.campaign_list, name="campaigns"),
    path("campaigns/new/", campaigns.new_campaign, name="new-campaign"),
    path("campaigns/<int:plan_id>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:plan_id>/close/", campaigns.close, name="close-campaign"),
    path("<uuid:visit_id>/", lists.visit, name="page"),
    path("<uuid:visit_id>/keep/", planned.keep, name="keep"),
    path("<uuid:visit_id>/drop/", planned.drop, name="drop"),
    path("<uuid:visit_id>/correct/", entry.correct, name="correct"),
    path("<uuid:visit_id>/confirm/", entry.confirm, name="confirm"),
]
