from django.apps import AppConfig

from doorstep.journal.acts import register_acts


class JournalConfig(AppConfig):
    name = "doorstep.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register_acts({"paper.export": "导出表格"})
