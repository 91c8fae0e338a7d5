from django.apps import AppConfig

from doorstep.journal.acts import register_acts
from doorstep.publishing.rules import ACTS


class PublishingConfig(AppConfig):
    name = "doorstep.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.publishing.personal import declare_fields  # noqa: PLC0415 - apps are loaded only now

        register_acts(ACTS)
        declare_fields()
