from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "doorstep.consultations"
    label = "consultations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.consultations.contacts import GUEST  # noqa: PLC0415
        from doorstep.consultations.held import register_held  # noqa: PLC0415
        from doorstep.consultations.personal import declare_fields  # noqa: PLC0415
        from doorstep.consultations.rules import ACTS  # noqa: PLC0415 - apps are loaded only now
        from doorstep.journal.acts import register_acts  # noqa: PLC0415

        register_acts(ACTS)
        declare_fields()
        GUEST.register()
        register_held()
