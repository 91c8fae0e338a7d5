from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "doorstep.delivery"
    label = "delivery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.delivery.personal import declare_fields  # noqa: PLC0415
        from doorstep.delivery.rules import agreements, meetings, needs, observations  # noqa: PLC0415 - only now
        from doorstep.journal.acts import register_acts  # noqa: PLC0415

        for each in (agreements, meetings, needs, observations):
            register_acts(each.ACTS)
        declare_fields()
