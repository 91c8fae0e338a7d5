from django.urls import path

from doorstep.web.observations import acts, pages, photos, programme, year

app_name = "observations"
urlpatterns = [
    path("", pages.now, name="now"),
    path("<int:year>/", year.year_page, name="year"),
    path("<int:year>/<int:quarter>/", pages.quarter, name="quarter"),
    path("<int:year>/<int:quarter>/plan/", acts.plan, name="plan"),
    path("<int:year>/<int:quarter>/schedule/", programme.schedule, name="schedule"),
    path("<int:year>/<int:quarter>/records/", programme.records, name="records"),
    path("day/<str:day>/", programme.day_page, name="day"),
    path("<uuid:observation_id>/", pages.observation, name="page"),
    path("<uuid:observation_id>/visit/", acts.visit, name="visit"),
    path("<uuid:observation_id>/photo/", photos.add, name="photo"),
    path("<uuid:observation_id>/photos/<uuid:attachment_id>/", photos.open_photo, name="open-photo"),
    path("<uuid:observation_id>/comment/", acts.say, name="comment"),
    path("<uuid:observation_id>/todo/", acts.todo, name="todo"),
    path("<uuid:observation_id>/drop/", acts.drop, name="drop"),
    path("<uuid:observation_id>/close/", acts.close, name="close"),
    path("todos/<uuid:todo_id>/done/", acts.done, name="done"),
    path("todos/<uuid:todo_id>/verify/", acts.verify, name="verify"),
    path("todos/<uuid:todo_id>/back/", acts.send_back, name="send-back"),
]
