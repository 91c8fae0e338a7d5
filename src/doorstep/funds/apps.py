from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "doorstep.funds"
    label = "funds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.funds.personal import declare_fields  # noqa: PLC0415
        from doorstep.funds.rules import ACTS  # noqa: PLC0415 - apps are loaded only now
        from doorstep.journal.acts import register_acts  # noqa: PLC0415
        from doorstep.records.holders import no_holder  # noqa: PLC0415

        register_acts(ACTS)
        declare_fields()
        no_holder("funds", "经费支出和验收的凭证按支出记，不按居民记，依法保存")
