from django.urls import path

from doorstep.web.projects import acts, pages, plans, propose

app_name = "projects"
urlpatterns = [
    path("", pages.board, name="board"),
    path("new/", propose.new, name="new"),
    path("<str:number>/", pages.project, name="page"),
    path("<str:number>/edit/", propose.edit, name="edit"),
    path("<str:number>/issues/", acts.link, name="link"),
    path("<str:number>/difficulty/", acts.difficulty, name="difficulty"),
    path("<str:number>/milestones/<int:milestone_id>/", acts.milestone, name="milestone"),
    path("<str:number>/tasks/<int:task_id>/", plans.task, name="task"),
    path("<str:number>/plan/", plans.change, name="plan"),
    path("<str:number>/sign/", acts.sign, name="sign"),
    path("<str:number>/<slug:act>/", acts.move, name="act"),
]
