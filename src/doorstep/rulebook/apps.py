from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "doorstep.rulebook"
    label = "rulebook"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.journal.acts import register_acts  # noqa: PLC0415 - apps are loaded only now
        from doorstep.rulebook.personal import declare_fields  # noqa: PLC0415
        from doorstep.rulebook.rules import ACTS  # noqa: PLC0415

        register_acts(ACTS)
        declare_fields()
