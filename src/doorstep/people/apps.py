from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "doorstep.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.journal.acts import register_acts  # noqa: PLC0415 - apps are loaded only now
        from doorstep.people.held import register_held  # noqa: PLC0415
        from doorstep.people.models import Account, Partner  # noqa: PLC0415
        from doorstep.people.personal import declare_fields  # noqa: PLC0415
        from doorstep.people.rules import ACTS, contact_place, phone_place  # noqa: PLC0415
        from doorstep.records.holders import no_holder  # noqa: PLC0415
        from doorstep.records.rotation import register_sealed  # noqa: PLC0415

        register_acts(ACTS)
        register_sealed(Account, "phone_sealed", lambda row: phone_place(row.username))
        register_sealed(Partner, "contact_sealed", lambda row: contact_place(row.pk))
        declare_fields()
        no_holder("people", "工作人员和联建单位联系人的账号，由管理员更正和停用；居民没有账号")
        register_held()
