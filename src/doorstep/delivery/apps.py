from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "doorstep.delivery"
    label = "delivery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.delivery.personal import declare_fields  # noqa: PLC0415
        from doorstep.delivery.rules import agreements, meetings, needs, observations  # noqa: PLC0415 - only now
        from doorstep.delivery.services.photos import OWNER_KIND, can_read_photos  # noqa: PLC0415
        from doorstep.journal.acts import register_acts  # noqa: PLC0415
        from doorstep.records.attachments import register_owner  # noqa: PLC0415
        from doorstep.records.holders import no_holder  # noqa: PLC0415

        for each in (agreements, meetings, needs, observations):
            register_acts(each.ACTS)
        register_owner(OWNER_KIND, can_read_photos)
        declare_fields()
        no_holder("delivery", "联建单位和工作人员写的协议、会议和观摩记录，不按居民记")
