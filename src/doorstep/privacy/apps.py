from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "doorstep.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.journal.acts import register_acts  # noqa: PLC0415 - apps are loaded only now
        from doorstep.privacy.held import register_held  # noqa: PLC0415
        from doorstep.privacy.personal import declare_fields  # noqa: PLC0415
        from doorstep.privacy.rules.acts import ACTS  # noqa: PLC0415
        from doorstep.records.rotation import register_sealed  # noqa: PLC0415

        register_acts(ACTS)
        declare_fields()
        register_held(register_sealed)
