from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "doorstep.consultations"
    label = "consultations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.consultations.personal import declare_fields  # noqa: PLC0415
        from doorstep.consultations.rules import ACTS  # noqa: PLC0415 - apps are loaded only now
        from doorstep.journal.acts import register_acts  # noqa: PLC0415
        from doorstep.records.holders import no_holder  # noqa: PLC0415

        register_acts(ACTS)
        declare_fields()
        no_holder("consultations", "会上的发言和决定按会议记，不按人和住处记，找不到是谁的")
