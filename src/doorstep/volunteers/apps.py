from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "doorstep.volunteers"
    label = "volunteers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.journal.acts import register_acts  # noqa: PLC0415 - apps are loaded only now
        from doorstep.volunteers.held import register_held  # noqa: PLC0415
        from doorstep.volunteers.names import register_names  # noqa: PLC0415
        from doorstep.volunteers.personal import declare_fields  # noqa: PLC0415
        from doorstep.volunteers.rules import ACTS  # noqa: PLC0415

        register_acts(ACTS)
        register_names()
        declare_fields()
        register_held()
