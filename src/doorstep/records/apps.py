from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "doorstep.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.records.declared import declare_fields  # noqa: PLC0415 - apps are loaded only now
        from doorstep.records.holders import no_holder  # noqa: PLC0415

        declare_fields()
        no_holder("records", "图片和附件、查找用的词随所属的记录一起查看、一起删去")
