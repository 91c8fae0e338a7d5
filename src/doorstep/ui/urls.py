from django.urls import path

from doorstep.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.showcase, name="showcase"),
    path("public/", views.sample_public, name="sample-public"),
    path("desk/", views.sample_desk, name="sample-desk"),
    path("size/", views.choose_size, name="size"),
    path("language/", views.choose_language, name="language"),
]
