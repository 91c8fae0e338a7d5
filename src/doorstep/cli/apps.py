from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "doorstep.cli"
    label = "cli"
