from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "doorstep.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from doorstep.journal.acts import register_acts  # noqa: PLC0415 - apps are loaded only now
        from doorstep.publishing.personal import declare_fields  # noqa: PLC0415
        from doorstep.publishing.queries import may_read_files, may_see_photos  # noqa: PLC0415
        from doorstep.publishing.rules import ACTS  # noqa: PLC0415
        from doorstep.publishing.services.postings import NOTICE_FILES, POSTING_PHOTOS  # noqa: PLC0415
        from doorstep.publishing.services.quotes import take_down  # noqa: PLC0415
        from doorstep.records.attachments import register_owner  # noqa: PLC0415
        from doorstep.records.holders import no_holder  # noqa: PLC0415
        from doorstep.records.quoting import register_quoting  # noqa: PLC0415

        register_acts(ACTS)
        register_owner(NOTICE_FILES, may_read_files)
        register_owner(POSTING_PHOTOS, may_see_photos)
        register_quoting(take_down)
        declare_fields()
        no_holder(
            "publishing", "异议和意见建议不留姓名、电话和住处，找不到是谁提的；公示里的话随原来的记录一起删去"
        )
