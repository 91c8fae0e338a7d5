from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "doorstep.ui"
    label = "ui"
