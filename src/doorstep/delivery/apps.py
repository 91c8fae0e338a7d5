from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "doorstep.delivery"
    label = "delivery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.delivery.rules.observations import ACTS  # noqa: PLC0415 - apps are loaded only now
        from doorstep.journal.acts import register_acts  # noqa: PLC0415

        register_acts(ACTS)
