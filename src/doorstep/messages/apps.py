from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "doorstep.messages"
    label = "outbox"  # django.contrib.messages holds the label "messages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.journal.acts import register_acts  # noqa: PLC0415 - apps are loaded only now
        from doorstep.messages.models import Message  # noqa: PLC0415
        from doorstep.messages.personal import declare_fields  # noqa: PLC0415
        from doorstep.messages.rules import ACTS  # noqa: PLC0415
        from doorstep.messages.senders import address_place  # noqa: PLC0415
        from doorstep.records.holders import no_holder  # noqa: PLC0415
        from doorstep.records.rotation import register_sealed  # noqa: PLC0415

        register_acts(ACTS)
        register_sealed(Message, "address_sealed", lambda row: address_place(row.pk))
        declare_fields()
        no_holder("messages", "发给反映人的告知随所反映的问题一起查看，问题里写着告知了什么")
