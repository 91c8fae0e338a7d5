from django.urls import path

from doorstep.web.opinions import acts, lists

app_name = "opinions"
urlpatterns = [
    path("", lists.project_list, name="list"),
    path("all/", lists.all_opinions, name="all"),
    path("classes/", acts.classes_of_street, name="street-classes"),
    path("one/<uuid:opinion_id>/", acts.page, name="page"),
    path("one/<uuid:opinion_id>/answer/", acts.answer, name="answer"),
    path("one/<uuid:opinion_id>/class/", acts.sort, name="sort"),
    path("one/<uuid:opinion_id>/release/", acts.release, name="release"),
    path("one/<uuid:opinion_id>/withhold/", acts.withhold, name="withhold"),
    path("<str:number>/", lists.of_project, name="project"),
    path("<str:number>/new/", acts.new, name="new"),
    path("<str:number>/reply/", acts.reply, name="reply"),
    path("<str:number>/classes/", acts.classes, name="classes"),
    path("<str:number>/export/", lists.export, name="export"),
]
