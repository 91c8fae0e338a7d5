from django.apps import AppConfig

from doorstep.journal.acts import register_acts
from doorstep.projects.rules import ACTS


class ProjectsConfig(AppConfig):
    name = "doorstep.projects"
    label = "projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register_acts(ACTS)
