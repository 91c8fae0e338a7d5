from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "doorstep.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.records.declared import declare_fields  # noqa: PLC0415 - apps are loaded only now

        declare_fields()
