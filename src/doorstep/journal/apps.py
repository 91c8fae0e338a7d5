from django.apps import AppConfig

from doorstep.journal.acts import register_acts


class JournalConfig(AppConfig):
    name = "doorstep.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.journal.personal import declare_fields  # noqa: PLC0415 - apps are loaded only now

        register_acts({"paper.export": "导出表格"})
        declare_fields()
